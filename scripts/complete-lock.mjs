// Completes package-lock.json after an install that changed it: `node scripts/complete-lock.mjs`.
// npm leaves platform packages out of the lock when the registry in use lacks them, and then `npm ci` refuses that lock.
// Runs on the system's Node, without node_modules.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const systems = {
  aix: /aix/,
  android: /android/,
  darwin: /darwin|macos/,
  freebsd: /freebsd/,
  linux: /linux/,
  netbsd: /netbsd/,
  openbsd: /openbsd/,
  openharmony: /openharmony/,
  sunos: /sunos/,
  win32: /win32|windows/,
}
const processors = ['arm64', 'x64', 'ia32', 'riscv64', 'ppc64', 's390x', 'loong64', 'mips64el', 'wasm32', 'arm']

function enclosingPackage(folder) {
  const end = folder.lastIndexOf('/node_modules/')
  return end < 0 ? '' : folder.slice(0, end)
}

function findInstalled(packages, from, name) {
  for (let folder = from; ; folder = enclosingPackage(folder)) {
    const key = `${folder ? `${folder}/` : ''}node_modules/${name}`
    if (packages[key]) return { key, version: packages[key].version }
    if (!folder) return undefined
  }
}

function platformOf(name) {
  const os = Object.keys(systems).filter((system) => systems[system].test(name))
  const cpu = processors.filter((processor) => new RegExp(`(^|[-_/])${processor}`).test(name)).slice(0, 1)
  if (os.length === 0 && cpu.length === 0) return undefined
  return { cpu, os, libc: /musl/.test(name) ? ['musl'] : [] }
}

/** Members in the order in which npm writes them, so that the next install changes nothing. */
function entryOf(version, { cpu, os, libc }, dev) {
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  }
}

function isPinned(wanted) {
  return /^\d/.test(wanted)
}

/** Adds the entries that npm left out, drops registry addresses, and answers the names it added. */
export function completeLock(lock) {
  const added = []
  for (const [owner, entry] of Object.entries(lock.packages)) {
    delete entry.resolved
    for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) {
      const found = findInstalled(lock.packages, owner, name)
      if (found && (!isPinned(wanted) || found.version === wanted)) continue
      const platform = platformOf(name)
      if (!platform) continue
      const key = found && owner ? `${owner}/node_modules/${name}` : `node_modules/${name}`
      lock.packages[key] = entryOf(wanted.replace(/^[\^~]/, ''), platform, entry.dev)
      added.push(key)
    }
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a === '' ? -1 : b === '' ? 1 : a.localeCompare(b, 'en')))
  lock.packages = Object.fromEntries(sorted)
  return added
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL('../package-lock.json', import.meta.url))
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const added = completeLock(lock)
  writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`)
  console.log(
    added.length > 0 ? `Added ${added.length} platform packages to package-lock.json.` : 'package-lock.json was complete.',
  )
}
