/** Names hold slashes, which an address can keep as they are. */
const encoded = (name: string): string => encodeURIComponent(name).replaceAll('%2F', '/')

export function listHref(path: string): string {
  return path === '/' ? '/parameters' : `/parameters?path=${encoded(path)}`
}

export function parameterHref(name: string, more: Readonly<Record<string, string | number | undefined>> = {}): string {
  const others = Object.entries(more).flatMap(([key, value]) => (value === undefined ? [] : `&${key}=${encoded(String(value))}`))
  return `/parameters/detail?name=${encoded(name)}${others.join('')}`
}

export function editHref(name: string): string {
  return `/parameters/edit?name=${encoded(name)}`
}

export function newHref(path: string): string {
  return path === '/' ? '/parameters/new' : `/parameters/new?path=${encoded(path)}`
}

export function importHref(path: string): string {
  return `/parameters/import?path=${encoded(path)}`
}

export function compareHref(path: string): string {
  return `/parameters/compare?left=${encoded(path)}`
}

export function exportHref(path: string): string {
  return `/parameters/export?path=${encoded(path)}`
}

export function moveHref(path: string): string {
  return `/parameters/move?path=${encoded(path)}`
}

/** As typed or as an address has it: begins with a slash, and ends with none. */
export function normalPath(text: string | null | undefined): string {
  return `/${(text ?? '').trim().replace(/^\/+|\/+$/g, '')}`
}

/** The path that holds the name or path; `/` holds what has no other. */
export function parentOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('/'))) || '/'
}

export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1) || '/'
}

/** `/`, `/prod`, `/prod/db` of `/prod/db`. */
export function pathsTo(path: string): readonly string[] {
  const parts = path.split('/').filter(Boolean)
  return ['/', ...parts.map((_part, at) => `/${parts.slice(0, at + 1).join('/')}`)]
}

/** The name as one reads it inside the path. */
export function nameWithin(name: string, path: string): string {
  return path !== '/' && name.startsWith(`${path}/`) ? name.slice(path.length + 1) : name
}

/** The section, then every path on the way. */
export function crumbsOf(name: string) {
  const [, ...paths] = pathsTo(parentOf(name))
  return [{ label: 'Parameters', href: '/parameters' }, ...paths.map((path) => ({ label: lastPart(path), href: listHref(path) }))]
}
