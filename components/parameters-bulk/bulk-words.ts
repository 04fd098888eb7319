import type { ChangeSet, Change } from './own-operations'

export const storeHref = (path: string): string =>
  path === '' || path === '/' ? '/parameters' : `/parameters?${new URLSearchParams({ path })}`
export const detailHref = (name: string): string => `/parameters/detail?${new URLSearchParams({ name })}`
export const changeSetHref = (id: string): string => `/parameters/changes?${new URLSearchParams({ peek: id })}`

/** `/a` and `a` are one parameter. */
export const keyOf = (name: string): string => name.replace(/^\//, '')

/** With one slash before and none after: as a path is written. */
export function plainPath(text: string): string {
  const bare = text.trim().replace(/^\/+|\/+$/g, '')
  return bare === '' ? '/' : `/${bare}`
}

export function below(path: string, name: string): string {
  return path === '/' ? `/${keyOf(name)}` : `${path}/${keyOf(name)}`
}

/** The name of a parameter as it is below the path. */
export function relativeTo(path: string, name: string): string {
  const prefix = keyOf(plainPath(path))
  return prefix === '' ? keyOf(name) : keyOf(name).slice(prefix.length + 1)
}

const secretWords = /(pass(word|wd|phrase)?|secret|token|credential|private[-_]?key|api[-_]?key)/i

/** What a name lets expect of its value. */
export function looksSecret(name: string): boolean {
  return secretWords.test(name)
}

export function countChanges({ Created, Changed, Deleted }: Pick<ChangeSet, 'Created' | 'Changed' | 'Deleted'>): string {
  const parts = [
    Created > 0 ? `${Created} created` : '',
    Changed > 0 ? `${Changed} changed` : '',
    Deleted > 0 ? `${Deleted} deleted` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'nothing changed' : parts.join(', ')
}

/** A move is a copy of the newest version with its labels, and the end of the old name. */
export function moveChanges(names: readonly string[], from: string, to: string): readonly GroupedChange[] {
  return names.flatMap((name) => {
    const relative = relativeTo(from, name)
    return [
      { group: relative, change: { Action: 'Copy', Source: name, Name: below(plainPath(to), relative), WithLabels: true } },
      { group: relative, change: { Action: 'Delete', Name: name } },
    ]
  })
}

/** Changes of one group are made together or not at all. */
export interface GroupedChange {
  group: string
  change: Change
}

/** Why a subtree cannot go there. */
export function moveProblem(from: string, to: string): string | undefined {
  if (to.trim() === '') return undefined
  const [old, next] = [plainPath(from), plainPath(to)]
  if (old === next) return 'It is there already.'
  const isInside = old === '/' || next.startsWith(`${old}/`)
  return isInside ? 'A subtree cannot go into itself.' : undefined
}
