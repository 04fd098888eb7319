/** Limits that an installation may move, with their defaults. docs/scaling.md lists the same table. */
export const defaultLimits = {
  requestMiB: 12,
  connections: 20_000,
  callsPerSecond: 10_000,
  outputMiB: 256,
  commandTargets: 200_000,
  jobsPerNode: 5,
  commandDays: 30,
  eventDays: 7,
  auditDays: 90,
} as const

export type Limits = { readonly [Name in keyof typeof defaultLimits]: number }

/** What else depends on them (memory of a process, the agent's own queue) ends there. */
const most: Limits = {
  requestMiB: 100,
  connections: 200_000,
  callsPerSecond: 1_000_000,
  outputMiB: 1_000,
  commandTargets: 10_000_000,
  jobsPerNode: 10,
  commandDays: 3_650,
  eventDays: 365,
  auditDays: 3_650,
}

/** `name=number,…`; answers the limits, or one sentence that says what is wrong. */
export function parseLimits(text: string): Limits | string {
  const limits: Record<keyof Limits, number> = { ...defaultLimits }
  for (const part of text.split(',').filter((word) => word.trim() !== '')) {
    const [, name = '', digits = ''] = /^\s*([A-Za-z]+)\s*=\s*(\d{1,9})\s*$/.exec(part) ?? []
    if (!isLimit(name))
      return `has "${part.trim()}", but its parts are NAME=NUMBER with the names ${Object.keys(most).join(', ')}.`
    const value = Number(digits)
    if (value < 1 || value > most[name]) return `has ${name}=${value}, but that must be from 1 to ${most[name]}.`
    limits[name] = value
  }
  return limits
}

function isLimit(name: string): name is keyof Limits {
  return Object.hasOwn(defaultLimits, name)
}
