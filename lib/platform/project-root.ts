import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The folder that holds package.json and drizzle/, from wherever this code was bundled to. */
export function findProjectRoot(from: string = import.meta.dirname): string {
  for (let directory = from; ; directory = path.dirname(directory)) {
    const manifest = path.join(directory, 'package.json')
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'quarterdeck') return directory
    if (directory === path.dirname(directory)) throw new Error(`No Quarterdeck project above ${from}`)
  }
}
