import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { bundleReport, measureBundles, overBudget } from './bundle-budgets.mjs'

const made: string[] = []

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true })
})

function write(build: string, file: string, text: string | Buffer): void {
  mkdirSync(path.dirname(path.join(build, file)), { recursive: true })
  writeFileSync(path.join(build, file), text)
}

/** What `next build` leaves: sizes of scripts in kB, and which page needs which of them. */
function buildOf(scripts: Record<string, number>, pages: Record<string, readonly string[]>): string {
  const build = mkdtempSync(path.join(tmpdir(), 'qd-bundles-'))
  made.push(build)
  for (const [name, kB] of Object.entries(scripts)) write(build, name, randomBytes(kB * 1000))
  write(build, 'static/chunks/editor.js', 'monaco')
  write(build, 'static/chunks/graph.css', '.react-flow__node {}')
  write(build, 'static/chunks/palette.js', 'Search, or paste an id or ARN')
  write(build, 'build-manifest.json', JSON.stringify({ rootMainFiles: ['root.js'] }))
  for (const [page, files] of Object.entries(pages)) {
    const manifest = { [page]: { entryJSFiles: { layout: [], page: files } } }
    const script = `globalThis.__RSC_MANIFEST = globalThis.__RSC_MANIFEST || {};\nObject.assign(globalThis.__RSC_MANIFEST, ${JSON.stringify(manifest)})`
    write(build, `server/app/${page}/page_client-reference-manifest.js`, script)
  }
  return build
}

const scripts = { 'root.js': 130, 'frame.js': 30, 'small.js': 40, 'big.js': 61 }
const pages = {
  '(console)': ['frame.js', 'small.js'],
  '(console)/nodes': ['frame.js', 'small.js'],
  '(console)/audit': ['frame.js'],
  '(auth)/sign-in': [],
}

describe('bundle budgets', () => {
  it('refuse languages that no document has', () => {
    const build = buildOf(scripts, pages)
    write(build, 'static/chunks/editor.js', 'monaco;a({id:"yaml",extensions:[".yaml"]})')
    expect(() => measureBundles(build)).not.toThrow()
    write(build, 'static/chunks/editor.js', 'monaco;a({id:"yaml",extensions:[".yaml"]});a({id:"cpp",extensions:[".cc"]})')
    expect(() => measureBundles(build)).toThrow('the editor brings languages that no document has: cpp')
  })

  it('counts what all signed-in pages share once, and what each adds', () => {
    const lines = measureBundles(buildOf(scripts, pages))
    expect(overBudget(lines)).toEqual([])
    const sizes = Object.fromEntries(lines.map(({ name, bytes }) => [name, Math.floor(bytes / 1000)]))
    expect(sizes).toEqual({
      'every signed-in page': 160,
      '/ adds': 40,
      '/nodes adds': 40,
      '/audit adds': 0,
      '/sign-in in total': 130,
      'Monaco with its worker': 0,
      graph: 0,
      'palette on first open': 0,
      fonts: 0,
    })
  })

  it.each([
    ['a page', { ...pages, '(console)/nodes': ['frame.js', 'big.js'] }, '/nodes adds'],
    ['the overview, which has less room', { ...pages, '(console)': ['frame.js', 'small.js', 'more.js'] }, '/ adds'],
    ['signing in', { ...pages, '(auth)/sign-in': ['more.js'] }, '/sign-in in total'],
  ])('tells when %s got too big', (_what, grown, name) => {
    const lines = measureBundles(buildOf({ ...scripts, 'more.js': 11 }, grown))
    expect(overBudget(lines).map((line) => line.name)).toEqual([name])
    expect(bundleReport(lines).filter((line) => line.startsWith('TOO BIG'))).toHaveLength(1)
  })

  it('tells when the frame got too big', () => {
    const lines = measureBundles(buildOf({ ...scripts, 'frame.js': 51 }, pages))
    expect(overBudget(lines).map((line) => line.name)).toEqual(['every signed-in page'])
  })

  it('fails where there is nothing to measure', () => {
    expect(() => measureBundles(buildOf(scripts, {}))).toThrow('server/app')
    expect(() => measureBundles(buildOf(scripts, { '(auth)/sign-in': [] }))).toThrow('build the console first')
  })

  it('measures what comes later by a word in it, and refuses to measure nothing', () => {
    const build = buildOf(scripts, pages)
    write(build, 'static/chunks/editor.js', `monaco${randomBytes(1_500_000).toString('latin1')}`)
    expect(overBudget(measureBundles(build)).map(({ name }) => name)).toEqual(['Monaco with its worker'])
    write(build, 'static/chunks/graph.css', 'nothing')
    expect(() => measureBundles(build)).toThrow('graph cannot be measured')
  })

  it('counts with the palette what is fetched together with it, and not what is there already', () => {
    const build = buildOf({ ...scripts, 'static/chunks/dialog.js': 26 }, { ...pages, '(console)/audit': ['frame.js'] })
    const load = (files: readonly string[]) => `t=>Promise.all(${JSON.stringify(files)}.map(t=>e.l(t)))`
    write(build, 'static/chunks/keys.js', load(['static/chunks/palette.js', 'root.js']))
    expect(overBudget(measureBundles(build))).toEqual([])
    write(build, 'static/chunks/keys.js', load(['static/chunks/palette.js', 'static/chunks/dialog.js']))
    expect(overBudget(measureBundles(build)).map(({ name }) => name)).toEqual(['palette on first open'])
  })
})
