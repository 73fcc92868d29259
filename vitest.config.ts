import { defineConfig } from 'vitest/config'

const globalSetup = 'test/fixtures/test-folder.ts'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', globalSetup, include: ['test/{shared,electron,renderer}/**/*.test.ts'], pool: 'forks', testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 30_000 } } } },
      // screens and shell on the built program: one browser at a time
      { test: { name: 'e2e', globalSetup, include: ['test/e2e/**/*.test.ts'], fileParallelism: false, pool: 'forks', testTimeout: 180_000, hookTimeout: 240_000, expect: { poll: { timeout: 30_000 } } } },
    ],
  },
})
