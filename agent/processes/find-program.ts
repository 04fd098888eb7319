import { accessSync, constants, statSync } from 'node:fs'
import path from 'node:path'
import { scriptPath } from '#agent/processes/environment'

/** A program as scripts would find it, by its full path. */
export function findProgram(name: string, searchPath = scriptPath(process.env)): string | undefined {
  const directories = searchPath.split(':').filter((directory) => path.isAbsolute(directory))
  return directories.map((directory) => path.join(directory, name)).find(isProgram)
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
