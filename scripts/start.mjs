// `npm start`: install, build, run; each only when needed. Runs on the system's Node, without node_modules.
import path from 'node:path'
import { become, failWith } from './child.mjs'
import { ensureBuilt, ensureInstalled, requireRuntime, root } from './ensure.mjs'
import { createStages } from './stages.mjs'

async function start() {
  const stages = createStages(4)
  await ensureInstalled(stages)
  const runtime = requireRuntime()
  await ensureBuilt('pages', stages, runtime)
  await ensureBuilt('programs', stages, runtime)
  stages.upToDate('Starting')
  process.chdir(root)
  process.env.NODE_ENV ??= 'production'
  await become(runtime, ['--max-semi-space-size=8', path.join(root, 'dist/main.mjs'), ...process.argv.slice(2)])
}

start().catch(failWith)
