/** What one process does. All of it by default; apart, processes share the database and the bus. */
export const processRoles = ['console', 'api', 'gateway', 'worker'] as const

export type ProcessRole = (typeof processRoles)[number]

/** `undefined` when a word is no role, or when there is none. */
export function parseRoles(text: string): ReadonlySet<ProcessRole> | undefined {
  const words = text.split(',').map((word) => word.trim())
  const roles = processRoles.filter((role) => words.includes(role))
  return roles.length === new Set(words).size ? new Set(roles) : undefined
}
