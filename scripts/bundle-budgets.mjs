// What each page makes a browser load before it works, gzipped, against its budget. Reads what `next build` left behind.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'

const kB = 1000

/** Budgets of the console in bytes: what every signed-in page loads, what one page adds, a page without a session in total, fonts. */
export const budgets = {
  shared: 180 * kB,
  page: 60 * kB,
  pages: { '/': 50 * kB },
  signedOut: 140 * kB,
  fonts: 120 * kB,
  /** Loaded where it is used, after the first paint: scripts and styles with this word in them. */
  heavy: [
    { name: 'Monaco with its worker', word: 'monaco', budget: 1400 * kB },
    { name: 'graph', word: 'react-flow__', budget: 120 * kB },
  ],
  /** Languages of Monaco; JSON is our own few lines. */
  languages: ['powershell', 'python', 'shell', 'yaml'],
  /** The same, with all that is fetched together with it. */
  opened: [{ name: 'palette on first open', word: 'Search, or paste an id or ARN', budget: 25 * kB }],
}

const manifestName = 'page_client-reference-manifest.js'

function manifestsIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return manifestsIn(file)
    return entry.name === manifestName ? [file] : []
  })
}

/** The manifest is a script that hangs one object on `globalThis.__RSC_MANIFEST`. */
function filesOfPage(manifest) {
  const scope = {}
  runInNewContext(readFileSync(manifest, 'utf8'), Object.assign(scope, { globalThis: scope }))
  const entries = Object.values(scope.__RSC_MANIFEST ?? {}).flatMap(({ entryJSFiles = {} }) => Object.values(entryJSFiles))
  return entries.flat()
}

function sizer(build) {
  const sizes = new Map()
  return (files) =>
    [...files].reduce((sum, file) => {
      if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(path.join(build, decodeURIComponent(file)))).length)
      return sum + sizes.get(file)
    }, 0)
}

function readPages(build) {
  const folder = path.join(build, 'server/app')
  const { rootMainFiles } = JSON.parse(readFileSync(path.join(build, 'build-manifest.json'), 'utf8'))
  return manifestsIn(folder).map((manifest) => {
    const [group = '', ...rest] = path.relative(folder, path.dirname(manifest)).split(path.sep)
    return { group, path: `/${rest.join('/')}`, files: new Set([...rootMainFiles, ...filesOfPage(manifest)]) }
  })
}

function fontBytes(build) {
  const folder = path.join(build, 'static/media')
  if (!existsSync(folder)) return 0
  const fonts = readdirSync(folder).filter((file) => file.endsWith('.woff2'))
  return fonts.reduce((sum, file) => sum + readFileSync(path.join(folder, file)).length, 0)
}

export function chunksWith(build, word) {
  const folder = 'static/chunks'
  const files = readdirSync(path.join(build, folder)).filter((file) => /\.(js|css)$/.test(file))
  return files
    .filter((file) => readFileSync(path.join(build, folder, file), 'utf8').includes(word))
    .map((file) => `${folder}/${file}`)
}

/** An import() names in one list all files that it fetches. */
function filesImportedWith(build, chunk) {
  const folder = path.join(build, 'static/chunks')
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'))
  const lists = scripts.flatMap((file) => readFileSync(path.join(folder, file), 'utf8').match(/\["static\/[^\]]*\]/g) ?? [])
  return lists.filter((list) => list.includes(`"${chunk}"`)).flatMap((list) => JSON.parse(list))
}

/** Nothing found would be a promise that nobody measures. */
function laterChunks(build, { name, word }, first) {
  const chunks = chunksWith(build, word).filter((file) => !first.has(file))
  if (chunks.length === 0)
    throw new Error(`no script of ${build} that comes later has the word ${word}: ${name} cannot be measured`)
  return chunks
}

function laterLines(build, { size, first }) {
  const heavy = budgets.heavy.map((part) => ({ ...part, files: laterChunks(build, part, first) }))
  const opened = budgets.opened.map((part) => {
    const chunks = laterChunks(build, part, first)
    const files = new Set([...chunks, ...chunks.flatMap((chunk) => filesImportedWith(build, chunk))])
    return { ...part, files: files.difference(first) }
  })
  return [...heavy, ...opened].map(({ name, budget, files }) => ({ name, bytes: size(files), budget }))
}

/** Each language registers itself with its file endings. */
function refuseLanguages(build) {
  const texts = chunksWith(build, 'monaco').map((file) => readFileSync(path.join(build, file), 'utf8'))
  const found = texts.flatMap((text) => [...text.matchAll(/id:"([\w+#.-]+)",extensions:\[/g)].map(([, id]) => id))
  const others = found.filter((id) => !budgets.languages.includes(id))
  if (others.length > 0) throw new Error(`the editor brings languages that no document has: ${others.join(', ')}`)
}

/** @typedef {{ name: string, bytes: number, budget: number }} Line */

/**
 * One line for each promise.
 * @returns {Line[]}
 */
export function measureBundles(build) {
  const pages = readPages(build).toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const signedIn = pages.filter(({ group }) => group === '(console)')
  const signedOut = pages.filter(({ group }) => group === '(auth)')
  if (signedIn.length < 2 || signedOut.length === 0) throw new Error(`no pages to measure in ${build}: build the console first`)
  refuseLanguages(build)
  const size = sizer(build)
  const shared = signedIn.map(({ files }) => files).reduce((common, files) => common.intersection(files))
  return [
    { name: 'every signed-in page', bytes: size(shared), budget: budgets.shared },
    ...signedIn.map((page) => ({
      name: `${page.path} adds`,
      bytes: size(page.files.difference(shared)),
      budget: budgets.pages[page.path] ?? budgets.page,
    })),
    ...signedOut.map((page) => ({ name: `${page.path} in total`, bytes: size(page.files), budget: budgets.signedOut })),
    ...laterLines(build, { size, first: new Set(pages.flatMap(({ files }) => [...files])) }),
    { name: 'fonts', bytes: fontBytes(build), budget: budgets.fonts },
  ]
}

/** @param {Line[]} lines @returns {string[]} */
export function bundleReport(lines) {
  const width = Math.max(...lines.map(({ name }) => name.length))
  const amount = (bytes) => `${(bytes / kB).toFixed(1)} kB`.padStart(9)
  return lines.map(
    ({ name, bytes, budget }) =>
      `${bytes > budget ? 'TOO BIG' : 'ok     '} ${name.padEnd(width)} ${amount(bytes)} of ${amount(budget).trim()}`,
  )
}

/** @param {Line[]} lines @returns {Line[]} */
export function overBudget(lines) {
  return lines.filter(({ bytes, budget }) => bytes > budget)
}
