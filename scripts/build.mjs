// `npm run build [pages] [programs] [budgets]`: the console's pages by Next, the three programs by esbuild, then whether the
// pages stayed small. Needs node_modules.
import { builtinModules } from 'node:module'
import path from 'node:path'
import { bundleReport, measureBundles, overBudget } from './bundle-budgets.mjs'
import { failWith, Problem, runInForeground } from './child.mjs'
import { compileAhead } from './compile-ahead.mjs'
import { root } from './ensure.mjs'

const at = (file) => path.join(root, file)

async function buildPages() {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }
  const code = await runInForeground(process.execPath, [at('node_modules/next/dist/bin/next'), 'build'], { cwd: root, env })
  if (code !== 0) throw new Problem(`next build ended with ${code}`)
  // A line more would shift every line of the maps.
  if (process.env['QUARTERDECK_SOURCE_MAPS'] !== '1') compileAhead(at('.next'))
}

const shared = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22.18',
  sourcemap: true,
  logLevel: 'warning',
  absWorkingDir: root,
  // Its other form asks for its own files at run time.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
}

/**
 * Bundled with their packages: a start reads one file instead of a thousand, and takes a third of the memory (drizzle-orm alone costs
 * 150 MB while Node reads its package.json again and again). Outside stay Next, and what finds its own files or threads.
 */
function serverOptions(entry, outfile) {
  return {
    ...shared,
    entryPoints: [entry],
    outfile,
    external: ['next', 'graphile-worker', 'pino', 'pg-native', 'bufferutil', 'utf-8-validate', 'esbuild'],
    // CommonJS packages inside an ESM bundle still ask for require.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    sourcesContent: false,
  }
}

const agentOutput = { outfile: 'dist/agent/agent.mjs', absWorkingDir: root, logLevel: 'warning', metafile: true }

/** The ws package tries these native helpers and does without them. */
const optional = new Set(['bufferutil', 'utf-8-validate'])

function requireAlone({ outputs }) {
  const isBuiltin = (name) => name.startsWith('node:') || builtinModules.includes(name)
  const needed = Object.values(outputs).flatMap((output) =>
    output.imports.filter((found) => found.external).map((found) => found.path),
  )
  const outside = needed.filter((name) => !isBuiltin(name) && !optional.has(name))
  if (outside.length > 0) throw new Problem(`The agent must be one file, but its bundle still imports ${outside.join(', ')}.`)
}

async function buildPrograms() {
  const { build } = await import('esbuild')
  await build(serverOptions('server/main.ts', 'dist/main.mjs'))
  await build(serverOptions('server/cli.ts', 'dist/cli.mjs'))
  // The agent's tests bundle it with the same options; Node strips their types.
  const { agentBundleOptions } = await import('../agent/bundle-options.ts')
  const { metafile } = await build({ ...agentBundleOptions, ...agentOutput })
  requireAlone(metafile)
}

function checkBudgets() {
  const lines = measureBundles(at('.next'))
  console.log(bundleReport(lines).join('\n'))
  const over = overBudget(lines)
  if (over.length > 0)
    throw new Problem(
      `Pages grew over their budget: ${over.map(({ name }) => name).join(', ')}. Load what the first view does not need with lazy(), or do without it; see docs/development.md.`,
    )
}

const builders = { pages: buildPages, programs: buildPrograms, budgets: checkBudgets }
const asked = process.argv.slice(2)

async function main() {
  for (const name of asked.length > 0 ? asked : Object.keys(builders)) {
    if (!builders[name]) throw new Problem(`There is no part "${name}": the parts are ${Object.keys(builders).join(' and ')}.`)
    await builders[name]()
  }
}

main().catch(failWith)
