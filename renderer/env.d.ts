/// <reference types="vite/client" />

/** What ESLint sees of a component; vue-tsc reads the component itself. */
declare module '*.vue' {
  import type { Component } from 'vue'

  const component: Component
  export default component
}
