// Reads source files into modules with their imports. Type-only imports vanish at run time and are marked.
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

export const folders = ['app', 'components', 'lib', 'server', 'agent', 'bench', 'e2e']
const endings = ['', '.ts', '.tsx', '/index.ts', '/index.tsx']

/** Every file below the source folders, as a map from path to text; assets have an empty text. */
export function readSources(root) {
  const files = new Map()
  const visit = (folder) => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const file = `${folder}/${entry.name}`
      if (entry.isDirectory()) visit(file)
      else files.set(file, isSource(file) ? readFileSync(path.join(root, file), 'utf8') : '')
    }
  }
  const present = new Set(readdirSync(root))
  for (const folder of folders) if (present.has(folder)) visit(folder)
  return files
}

const isSource = (file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts')

function entriesAreTypes(entries) {
  return entries.length > 0 && entries.every((entry) => entry.isType)
}

function importsOf(file, text) {
  const { module, program, errors } = parseSync(file, text)
  const fault = errors.find((error) => error.severity === 'Error')
  if (fault) throw new Error(`${file} does not parse: ${fault.message}`)
  const found = module.staticImports.map(({ moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    typeOnly: entriesAreTypes(entries),
  }))
  for (const { entries } of module.staticExports) {
    const source = entries.find((entry) => entry.moduleRequest)?.moduleRequest
    if (source) found.push({ specifier: source.value, typeOnly: entriesAreTypes(entries) })
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^(['"`])([^$]*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))
    if (literal) found.push({ specifier: literal[2], typeOnly: false })
  }
  if (text.includes('import(')) {
    new Visitor({ TSImportType: (node) => found.push({ specifier: node.source.value, typeOnly: true }) }).visit(program)
  }
  return { imports: found, exports: exportsOf(module) }
}

function exportsOf(module) {
  const entries = module.staticExports.flatMap((statement) => statement.entries)
  return {
    count: entries.length,
    hasStar: entries.some((entry) => entry.importName.kind.startsWith('All') && entry.exportName.kind === 'None'),
  }
}

/** `#lib/x` and the like by the `imports` of package.json, `./x` by folder; anything else is a built-in or a package. */
export function createResolver(files, mapping) {
  const existing = (base) => endings.map((ending) => base + ending).find((file) => files.has(file))
  const mapped = (specifier) => {
    for (const [pattern, target] of Object.entries(mapping)) {
      const [before, after] = pattern.split('*')
      if (!specifier.startsWith(before) || !specifier.endsWith(after ?? '')) continue
      const middle = specifier.slice(before.length, after ? -after.length : undefined)
      const file = existing(path.posix.normalize(target.replace('*', middle)))
      if (file) return file
    }
    return undefined
  }
  return (from, specifier) => {
    if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return { kind: 'builtin', name: specifier }
    const isOurs = specifier.startsWith('#') || specifier.startsWith('.')
    if (!isOurs) return { kind: 'package', name: packageOf(specifier) }
    const file = specifier.startsWith('#') ? mapped(specifier) : existing(path.posix.join(path.posix.dirname(from), specifier))
    return file ? { kind: 'file', name: file } : { kind: 'missing', name: specifier }
  }
}

function packageOf(specifier) {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

/** One module for each source file: `{ file, exports, imports: [{ specifier, typeOnly, kind, name }] }`. */
export function readModules(files, mapping) {
  const resolve = createResolver(files, mapping)
  return [...files.keys()].filter(isSource).map((file) => {
    const { imports, exports } = importsOf(file, files.get(file))
    return { file, exports, imports: imports.map((found) => ({ ...found, ...resolve(file, found.specifier) })) }
  })
}
