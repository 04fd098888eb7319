import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{app,components,lib,server,agent,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    globalSetup: ['lib/platform/db/testing/global-setup.ts'],
    pool: 'forks',
    // Its own choice leaves a core to whoever watches; most tests wait for Postgres and for programs.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
