// `npm test`: gate, unit and integration tests, build, browser journeys. The last line counts what passed and failed;
// a stage that fails without naming a test counts as one failure.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { failWith, runInForeground } from './child.mjs'
import { requireChromium } from './chromium.mjs'
import { ensureBuilt, ensureInstalled, requireRuntime, root } from './ensure.mjs'
import { runGate, toolEnvironment } from './gate.mjs'
import { createStages } from './stages.mjs'

const results = path.join(root, 'test-results')
const vitestReport = path.join(results, 'vitest.json')
const playwrightReport = path.join(results, 'playwright.json')
const extra = process.argv.slice(2)

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** A run that ended badly without a failed test (a crash, no tests at all) still counts as a failure. */
function countsOf(passed, failed, code) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

async function runVitest(env) {
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`, ...extra]
  const code = await runInForeground('vitest', args, { cwd: root, env })
  const report = readReport(vitestReport)
  return countsOf(report?.numPassedTests ?? 0, report?.numFailedTests ?? 0, code)
}

async function runPlaywright(env) {
  // Playwright empties its own folder; the report of vitest beside it stays.
  const output = path.join(results, 'browser')
  const args = ['test', '--reporter=list,json', `--output=${output}`]
  const code = await runInForeground('playwright', args, {
    cwd: root,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
  })
  const stats = readReport(playwrightReport)?.stats
  return countsOf((stats?.expected ?? 0) + (stats?.flaky ?? 0), stats?.unexpected ?? 0, code)
}

/** One promise kept or broken, counted like a test. */
async function checkBudgets(env) {
  const code = await runInForeground('node', [path.join(root, 'scripts/build.mjs'), 'budgets'], { cwd: root, env })
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

async function buildAndBrowse(env, stages, runtime) {
  try {
    const chromium = await requireChromium(stages)
    await ensureBuilt('pages', stages, runtime)
    await ensureBuilt('programs', stages, runtime)
    const budgets = await checkBudgets(env)
    const journeys = await runPlaywright({ ...env, CHROMIUM_PATH: chromium })
    return { passed: journeys.passed + budgets.passed, failed: journeys.failed + budgets.failed }
  } catch (problem) {
    failWith(problem)
    return { passed: 0, failed: 1 }
  }
}

async function main() {
  const stages = createStages(1, { quiet: true })
  await ensureInstalled(stages)
  const runtime = requireRuntime()
  const env = { ...toolEnvironment(), NEXT_TELEMETRY_DISABLED: '1' }
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  const gateFailures = await runGate()
  const counts = [await runVitest(env), await buildAndBrowse(env, stages, runtime)]
  const passed = counts.reduce((sum, count) => sum + count.passed, 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, gateFailures.length)
  if (failed > 0) process.exitCode = 1
  console.log(`${passed} passed, ${failed} failed`)
}

main().catch(failWith)
