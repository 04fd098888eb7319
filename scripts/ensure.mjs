// Brings packages and builds up to date, and does nothing when they are. Runs on the system's Node, without node_modules.
// A stamp beside the result holds a hash of what it was made from; it is written last, so an interrupted run is repeated.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem, runQuietly } from './child.mjs'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** What graphile-worker asks for. */
const oldestRuntime = [22, 18]

const parts = {
  pages: {
    title: 'Building the console',
    fresh: 'The console is built',
    result: '.next/BUILD_ID',
    folders: ['app', 'components', 'lib', 'public'],
    files: ['next.config.mjs', 'postcss.config.mjs', 'tsconfig.json', 'package-lock.json', 'scripts/build.mjs'],
  },
  programs: {
    title: 'Bundling server, command line and agent',
    fresh: 'Server, command line and agent are bundled',
    result: 'dist/main.mjs',
    folders: ['server', 'agent', 'lib'],
    files: ['tsconfig.json', 'package-lock.json', 'scripts/build.mjs'],
  },
}

const at = (file) => path.join(root, file)

function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

function* sourcesIn(folder) {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* sourcesIn(file)
    else if (!/\.test\.tsx?$|\.md$/.test(entry.name)) yield file
  }
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files.toSorted((a, b) => (a < b ? -1 : 1)))
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readText(file))
      .update('\0')
  return hash.digest('hex')
}

function buildKey({ folders, files }) {
  const { version, imports } = JSON.parse(readFileSync(at('package.json'), 'utf8'))
  const sources = folders.flatMap((folder) => [...sourcesIn(at(folder))])
  return `${hashOf([...sources, ...files.map(at)])} ${version} ${JSON.stringify(imports)}`
}

function installKey() {
  return `${hashOf([at('package-lock.json')])} ${process.platform}-${process.arch}`
}

/** True when npm's own record of node_modules holds every version of the lock, as after a developer's `npm install`. */
function isInstalledAsLocked() {
  const record = readText(at('node_modules/.package-lock.json'))
  if (!record) return false
  const installed = JSON.parse(record).packages
  const wanted = Object.entries(JSON.parse(readText(at('package-lock.json'))).packages)
  return wanted.every(([key, { version, optional, peer }]) => !key || optional || peer || installed[key]?.version === version)
}

/** npm itself, run by the Node that runs us, as `npm start` names it; else the npm on PATH. */
function npmCommand() {
  const cli = process.env.npm_execpath
  if (cli && /npm-cli\.c?js$/.test(cli)) return { npm: process.execPath, before: [cli] }
  return { npm: process.platform === 'win32' ? 'npm.cmd' : 'npm', before: [] }
}

export async function ensureInstalled(stages) {
  const stamp = at('node_modules/.install-stamp')
  const key = installKey()
  if (readText(stamp) === key) return stages.upToDate('Packages are installed')
  if (isInstalledAsLocked()) stages.upToDate('Packages are installed')
  else {
    const { npm, before } = npmCommand()
    const args = [...before, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error']
    await stages.run('Installing packages', () => runQuietly(npm, args, { cwd: root }))
  }
  writeFileSync(stamp, key)
}

function versionOf(node) {
  const { stdout } = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' })
  return (stdout ?? '').trim()
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > oldestRuntime[0] || (major === oldestRuntime[0] && minor >= oldestRuntime[1])
}

/** The Node that the program runs on: the one from npm, else the system's when it is new enough. */
export function requireRuntime() {
  const brought = at(`node_modules/.bin/node${process.platform === 'win32' ? '.exe' : ''}`)
  if (existsSync(brought) && isNewEnough(versionOf(brought))) return brought
  if (isNewEnough(process.versions.node)) return process.execPath
  throw new Problem(
    `Quarterdeck brings no Node.js for ${process.platform}-${process.arch}, and this one is ${process.versions.node}: install Node.js ${oldestRuntime.join('.')} or newer (24 is best), then start again.`,
  )
}

/** `name` is `pages` or `programs`. */
export async function ensureBuilt(name, stages, runtime) {
  const part = parts[name]
  const stamp = at(`dist/.${name}-stamp`)
  const key = buildKey(part)
  if (readText(stamp) === key && existsSync(at(part.result))) return stages.upToDate(part.fresh)
  await stages.run(part.title, () => runQuietly(runtime, [at('scripts/build.mjs'), name], { cwd: root }))
  mkdirSync(at('dist'), { recursive: true })
  writeFileSync(stamp, key)
}
