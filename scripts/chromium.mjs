// Finds a Chromium for the browser tests; as root on Debian it installs one. Runs on the system's Node.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Problem, runQuietly } from './child.mjs'

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']

function findChromium() {
  const asked = process.env.CHROMIUM_PATH
  if (asked) return existsSync(asked) ? asked : undefined
  return usual.find((file) => existsSync(file)) ?? findPlaywrights()
}

function findPlaywrights() {
  const file = createRequire(import.meta.url)('@playwright/test').chromium.executablePath()
  return existsSync(file) ? file : undefined
}

function canInstall() {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
}

/** The path of a Chromium, for CHROMIUM_PATH. */
export async function requireChromium(stages) {
  const found = findChromium()
  if (found) return found
  if (canInstall() && !process.env.CHROMIUM_PATH) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await stages.run('Installing Chromium for the browser tests', async () => {
      await runQuietly('apt-get', ['update'], { env })
      await runQuietly('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env })
    })
  }
  const installed = findChromium()
  if (installed) return installed
  throw new Problem(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium), or run npx playwright install chromium, or set CHROMIUM_PATH to one.',
  )
}
