#!/usr/bin/env node
// The `quarterdeck` command: installs and builds when needed (said on standard error), then runs dist/cli.mjs.
import path from 'node:path'
import { become, failWith } from './child.mjs'
import { ensureBuilt, ensureInstalled, requireRuntime, root } from './ensure.mjs'
import { createStages } from './stages.mjs'

async function main() {
  const stages = createStages(2, { out: process.stderr, quiet: true })
  await ensureInstalled(stages)
  const runtime = requireRuntime()
  await ensureBuilt('programs', stages, runtime)
  process.env.NODE_ENV ??= 'production'
  await become(runtime, ['--max-semi-space-size=8', path.join(root, 'dist/cli.mjs'), ...process.argv.slice(2)])
}

main().catch(failWith)
