// `node scripts/import-rules.mjs`: who imports whom, against the table in scripts/imports/rules.mjs. Part of the gate.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './ensure.mjs'
import { readModules, readSources } from './imports/graph.mjs'
import { plantedCount, prove } from './imports/proof.mjs'
import { checkModules } from './imports/rules.mjs'

const mapping = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).imports
const modules = readModules(readSources(root), mapping)
const faults = prove(mapping)
if (modules.length === 0) faults.push('no modules were found')
const broken = checkModules(modules)

for (const fault of faults) console.log(`The checker itself is broken: ${fault}.`)
for (const { rule, file, detail, advice } of broken) console.log(`${file}: ${detail} [${rule}: ${advice}]`)
if (faults.length + broken.length > 0) process.exitCode = 1
else console.log(`${modules.length} modules, ${plantedCount} planted violations found`)
