import { builtinModules } from 'node:module'
import type { BuildOptions, Plugin } from 'esbuild'

/**
 * Takes Node's own modules as they are asked for, instead of importing them: an import of node:http or node:crypto reads every
 * export, which loads fetch and web crypto and costs an idle agent 6 MB. It also gives `ws` the `require` that ES modules lack.
 */
const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup(build) {
    build.onResolve({ filter: /^(node:)?[a-z_/]+$/ }, ({ path }) => {
      const name = path.replace(/^node:/, '')
      return builtinModules.includes(name) ? { path: name, namespace: 'builtin' } : undefined
    })
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('node:${path}')`,
    }))
  },
}

/** How esbuild makes the one file that nodes run. */
export const agentBundleOptions: BuildOptions = {
  entryPoints: ['agent/main.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  plugins: [lazyBuiltins],
}
