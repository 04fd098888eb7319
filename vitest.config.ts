import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{app,components,lib,server,agent,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    globalSetup: ['lib/platform/db/testing/global-setup.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
