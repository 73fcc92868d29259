/** pdfmake's layout engine, which its public entry hides behind pdfkit; typed where it is used, in page-layout.ts. */
declare module 'pdfmake/js/LayoutBuilder.js' {
  const module: unknown
  export default module
}
