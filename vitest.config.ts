import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**'],
    environment: 'node',
    pool: 'threads',
    // Real processes on a busy machine; no test measures time.
    testTimeout: 60_000,
  },
})
