import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const known = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser']
const found = known.find((file) => file && existsSync(file))

export default defineConfig({
  testDir: 'e2e',
  testIgnore: process.env['QD_SCREENSHOTS'] === '1' ? [] : ['**/screenshots.spec.ts'],
  globalSetup: './e2e/support/global-setup.ts',
  outputDir: 'test-results/browser',
  // Two cores run server, Postgres, agents and both browsers: a calm machine needs a tenth of these.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  reporter: [['list']],
  use: {
    // A trace slows each step down by a quarter; `--trace=on` makes one of a journey that failed.
    trace: 'off',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      ...(found ? { executablePath: found } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
})
