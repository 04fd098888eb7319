// A checker that sees nothing reports success. Before it judges the code, it must find each planted violation in virtual
// files that go the whole way through parser, resolver and rules, and must pass the sound counterpart of each.
import { createResolver, readModules } from './graph.mjs'
import { checkModules, rules } from './rules.mjs'

const whole = [
  { rule: 'no-cycles', files: { 'server/a.ts': "import './b'", 'server/b.ts': "export * from './a'" } },
  {
    rule: 'door-lists-names',
    files: { 'lib/capabilities/nodes/index.ts': "export * from './store'", 'lib/capabilities/nodes/store.ts': '' },
  },
  {
    rule: 'door-is-small',
    files: { 'lib/capabilities/nodes/index.ts': Array.from({ length: 16 }, (_, n) => `export const x${n} = 1`).join('\n') },
  },
  { rule: 'rank', files: typeOnly("import type { A } from '#lib/capabilities/run-command/index'") },
  { rule: 'rank', files: typeOnly("type A = import('#lib/capabilities/run-command/index').A") },
  { rule: 'rank', files: typeOnly("export { a } from '#lib/capabilities/run-command/index'") },
  { rule: 'rank', files: typeOnly("const a = await import('#lib/capabilities/run-command/index')") },
]

function typeOnly(text) {
  return { 'lib/capabilities/nodes/store.ts': text, 'lib/capabilities/run-command/index.ts': '' }
}

/** The file that `specifier` means, as a virtual empty file; a package, built-in or missing file needs none. */
function virtualTarget(specifier) {
  if (!specifier.startsWith('#') || specifier.includes('nowhere')) return {}
  const isComponent = specifier.startsWith('#components/')
  return { [`${specifier.slice(1)}${isComponent ? '.tsx' : '.ts'}`]: '' }
}

function rulesBroken(files, mapping) {
  return checkModules(readModules(new Map(Object.entries(files)), mapping)).map(({ rule }) => rule)
}

/** Sentences about what the checker failed to do; empty when it works. */
export function prove(mapping) {
  const faults = []
  for (const { name, violation, sound } of rules) {
    const filesOf = ([from, specifier]) => ({ ...virtualTarget(specifier), [from]: `import '${specifier}'` })
    if (!rulesBroken(filesOf(violation), mapping).includes(name)) faults.push(`the planted violation of ${name} was not found`)
    const alarms = rulesBroken(filesOf(sound), mapping)
    if (alarms.length > 0) faults.push(`the sound import for ${name} was refused by ${alarms.join(', ')}`)
  }
  for (const { rule, files } of whole) {
    if (!rulesBroken(files, mapping).includes(rule)) faults.push(`the planted violation of ${rule} was not found`)
  }
  const sdkTypes = { 'lib/capabilities/nodes/model.ts': "import type { A } from '@aws-sdk/client-ssm'" }
  if (rulesBroken(sdkTypes, mapping).length > 0) faults.push('a type of the SDK in a model was refused')
  const sdkValues = { 'lib/capabilities/nodes/model.ts': "import { a } from '@aws-sdk/client-ssm'" }
  if (!rulesBroken(sdkValues, mapping).includes('pure')) faults.push('a value of the SDK in a model was not found')
  const browserTypes = { 'components/nodes/queries.ts': "import { type A } from '#lib/api/registry'", 'lib/api/registry.ts': '' }
  if (rulesBroken(browserTypes, mapping).length > 0) faults.push('a type-only import in components was refused')
  if (createResolver(new Map(), mapping)('a.ts', 'node:fs').kind !== 'builtin') faults.push('built-ins are not recognised')
  return faults
}

export const plantedCount = rules.length + whole.length
