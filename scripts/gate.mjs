// `npm run gate`: the fast checks, one line each; a failed one shows what it found and what to do.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { capture, failWith, lastLinesOf } from './child.mjs'
import { ensureInstalled, requireRuntime, root } from './ensure.mjs'
import { createStages, seconds } from './stages.mjs'

const checks = [
  { name: 'types', run: ['tsc', '--noEmit'], advice: 'Mend the types; `npm run typecheck` shows them again.' },
  {
    name: 'lint',
    run: ['oxlint', '--type-aware', '--deny-warnings', '-f', 'unix'],
    advice: 'Mend the code; the rules are in .oxlintrc.json.',
  },
  {
    name: 'import rules',
    run: ['node', 'scripts/import-rules.mjs'],
    advice: 'Import through an allowed door, or move the code; see docs/development.md.',
  },
  { name: 'format', run: ['biome', 'format', '--reporter=summary', '.'], advice: 'Run `npm run format`.' },
  {
    name: 'unused code',
    run: ['knip', '--no-progress', '--no-config-hints'],
    advice: 'Delete what nothing uses, or stop exporting it.',
  },
  { name: 'copied code', run: ['jscpd', '--config', '.jscpd.json', '--no-colors'], advice: 'Write it once and import it.' },
  {
    name: 'committed files',
    run: ['node', 'scripts/committed-files.mjs'],
    advice: 'Nothing of a registry or of one machine belongs in a commit.',
  },
]

const longestName = Math.max(...checks.map(({ name }) => name.length))

/** Tools of node_modules first, so that every `#!/usr/bin/env node` is the Node that we bring. */
export function toolEnvironment() {
  return { ...process.env, PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}` }
}

async function runCheck({ name, run, advice }) {
  const since = performance.now()
  const [command, ...args] = run
  const { code, output } = await capture(command, args, { cwd: root, env: { ...toolEnvironment(), NO_COLOR: '1' } })
  const sound = code === 0
  console.log(`${sound ? 'ok    ' : 'FAILED'} ${name.padEnd(longestName)}  ${seconds(since)}`)
  if (!sound) console.log(`${lastLinesOf(output)}\n-> ${advice}\n`)
  return sound
}

/** Answers the names of the checks that failed. */
export async function runGate() {
  const failed = []
  for (const check of checks) {
    if (!(await runCheck(check))) failed.push(check.name)
  }
  console.log(failed.length === 0 ? `Gate: ${checks.length} checks passed` : `Gate: failed on ${failed.join(', ')}`)
  return failed
}

async function main() {
  await ensureInstalled(createStages(1, { quiet: true }))
  requireRuntime()
  if ((await runGate()).length > 0) process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main().catch(failWith)
