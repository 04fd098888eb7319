import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { StartProblem } from '../database'
import type { TableCount } from './table-dump'

const folders = ['keys', 'tls', 'blobs'] as const
const format = 1

interface Manifest {
  format: number
  at: string
  tables: readonly TableCount[]
}

export async function copyFolders(dataDirectory: string, work: string): Promise<void> {
  for (const folder of folders) {
    const source = path.join(dataDirectory, folder)
    if (existsSync(source)) await cp(source, path.join(work, folder), { recursive: true })
  }
}

export async function writeManifest(work: string, tables: readonly TableCount[]): Promise<void> {
  const manifest: Manifest = { format, at: new Date().toISOString(), tables }
  await writeFile(path.join(work, 'manifest.json'), JSON.stringify(manifest))
}

export async function readManifest(work: string): Promise<Manifest> {
  const text = await readFile(path.join(work, 'manifest.json'), 'utf8').catch(() => undefined)
  const manifest = text === undefined ? undefined : (JSON.parse(text) as Manifest)
  if (manifest?.format === format) return manifest
  throw new StartProblem('This file is not a backup of Quarterdeck, or it is of a newer version.')
}

/** Refuses to mix two installations: the keys of one cannot open what the other has sealed. */
export async function restoreFolders(work: string, dataDirectory: string, force: boolean): Promise<void> {
  const present = folders.filter((folder) => existsSync(path.join(dataDirectory, folder)))
  if (present.length > 0 && !force) {
    throw new StartProblem(`${dataDirectory} holds an installation already: use an empty folder, or --force to replace it.`)
  }
  await mkdir(dataDirectory, { recursive: true, mode: 0o755 })
  for (const folder of folders) {
    if (!existsSync(path.join(work, folder))) continue
    await rm(path.join(dataDirectory, folder), { recursive: true, force: true })
    await cp(path.join(work, folder), path.join(dataDirectory, folder), { recursive: true })
  }
}
