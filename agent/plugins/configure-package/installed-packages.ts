import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { readIfThere, writePrivately } from '#agent/state/state-directory'

/** A package as it is on this node. */
export interface InstalledPackage {
  name: string
  version: string
  /** Its unpacked files, with the script that removes it. */
  directory: string
  installedAt: string
}

export const packagesDirectory = (stateDirectory: string): string => path.join(stateDirectory, 'packages')

/** Names may be ARNs. */
const folderOf = (stateDirectory: string, name: string): string =>
  path.join(packagesDirectory(stateDirectory), encodeURIComponent(name).replaceAll('.', '%2E'))

const recordOf = (stateDirectory: string, name: string): string => path.join(folderOf(stateDirectory, name), 'installed.json')

export function findInstalled(stateDirectory: string, name: string): InstalledPackage | undefined {
  const text = readIfThere(recordOf(stateDirectory, name))
  return text === undefined ? undefined : (JSON.parse(text) as InstalledPackage)
}

export function saveInstalled(stateDirectory: string, installed: InstalledPackage): void {
  writePrivately(recordOf(stateDirectory, installed.name), JSON.stringify(installed))
}

export function forgetInstalled(stateDirectory: string, name: string): void {
  rmSync(recordOf(stateDirectory, name), { force: true })
}

/** Where the files of one version lie. */
export function versionDirectory(stateDirectory: string, name: string, version: string): string {
  const folder = folderOf(stateDirectory, name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return path.join(folder, `version-${encodeURIComponent(version).replaceAll('.', '%2E')}`)
}
