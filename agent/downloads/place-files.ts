import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { StepProblem } from '#agent/plugins/plugin'

export interface StagedFile {
  /** Where it lies until all of them are here. */
  file: string
  target: string
}

/** Like the stock agent: what is fetched may be run, by its owner alone. */
export const usualPermissions = 0o700

/** Puts each file in its place in one step each: a place holds the old file or the new one, whole. Returns the targets. */
export function placeFiles(files: readonly StagedFile[], permissions: number | undefined): readonly string[] {
  for (const { file, target } of files) placeFile(file, target, permissions ?? usualPermissions)
  return files.map(({ target }) => target)
}

function placeFile(file: string, target: string, permissions: number): void {
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory())
    throw new StepProblem(`${target} is a directory, not a place for a file.`)
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 })
  const beside = `${target}.${randomUUID()}.part`
  try {
    if (lstatSync(file).isSymbolicLink()) symlinkSync(readlinkSync(file), beside)
    else {
      copyFileSync(file, beside)
      chmodSync(beside, permissions)
    }
    renameSync(beside, target)
  } finally {
    rmSync(beside, { force: true })
  }
}

/** Every file below a directory as it would lie below another. A link that leaves the tree is refused. */
export function filesBelow(root: string, target: string, leaveOut: readonly string[] = []): readonly StagedFile[] {
  const real = realpathSync(root)
  const walk = (directory: string): StagedFile[] =>
    readdirSync(path.join(root, directory), { withFileTypes: true }).flatMap((entry) => {
      const inside = path.join(directory, entry.name)
      if (leaveOut.includes(inside)) return []
      if (entry.isDirectory()) return walk(inside)
      if (entry.isSymbolicLink()) requireInside(real, path.join(root, inside))
      return entry.isFile() || entry.isSymbolicLink()
        ? [{ file: path.join(root, inside), target: path.join(target, inside) }]
        : []
    })
  return walk('')
}

function requireInside(root: string, link: string): void {
  const points = existsSync(link) ? realpathSync(link) : '/'
  if (points === root || points.startsWith(`${root}${path.sep}`)) return
  throw new StepProblem(
    `The link ${path.basename(link)} does not point to something that was fetched (${readlinkSync(link)}): nothing was kept.`,
  )
}

/** Where a document's path leads: a relative one begins at what the job fetched and does not leave it. */
export function resolveInside(directory: string, wanted: string): string {
  if (path.isAbsolute(wanted)) return path.normalize(wanted)
  const resolved = path.resolve(directory, wanted)
  if (resolved === directory || resolved.startsWith(`${directory}${path.sep}`)) return keepSlash(resolved, wanted)
  throw new StepProblem(`The path ${wanted} leaves the directory of this job: write an absolute path.`)
}

function keepSlash(resolved: string, wanted: string): string {
  return wanted.endsWith('/') ? `${resolved}/` : resolved
}

/** As in AWS: into a directory that is there, or that a slash at the end names; else under this very name. */
export function targetOf(destination: string, fileName: string): string {
  const isDirectory = destination.endsWith('/') || statSync(destination, { throwIfNoEntry: false })?.isDirectory() === true
  return isDirectory ? path.join(destination, fileName) : destination
}
