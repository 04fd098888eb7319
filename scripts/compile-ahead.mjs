// Browsers compile a function when it is first called, and Monaco is one function of 2 MB: half a second in which nothing can be
// typed. This word in the first line of a script makes Chromium compile it while it is loaded, beside the page; others pass it over.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chunksWith } from './bundle-budgets.mjs'

const hint = '//# allFunctionsCalledOnLoad\n'
const worthItFrom = 100_000

export function compileAhead(build) {
  for (const file of chunksWith(build, 'monaco').filter((name) => name.endsWith('.js'))) {
    const script = path.join(build, file)
    const text = readFileSync(script, 'utf8')
    if (text.length >= worthItFrom && !text.startsWith(hint)) writeFileSync(script, hint + text)
  }
}
