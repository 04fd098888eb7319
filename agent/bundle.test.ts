import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { bundleAgent } from '#agent/testing/agent-process'

it('evaluates nothing that an idle agent does not need', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'qd-bundle-'))
  const bundle = await bundleAgent(folder)
  const program = `await import(${JSON.stringify(bundle)}); console.log(JSON.stringify(process.moduleLoadList))`
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  const loaded = JSON.parse(printed) as string[]
  expect(loaded).toContain('NativeModule https')
  // What `fetch` and `import 'node:http'` bring, and what only plugins need.
  expect(loaded.filter((name) => /undici|http2|NativeModule internal\/webstreams\/readablestream$/.test(name))).toEqual([])
}, 60_000)
