import type { Tag } from '#lib/capabilities/tags/model'
import { ApiError } from '#lib/vocabulary/api-error'
import type { Planned, Put, Tier } from './plan-put'

/** From which screen, or call, a change set comes. */
export const changeSources = ['edit', 'import', 'move', 'compare', 'revert'] as const
export type ChangeSource = (typeof changeSources)[number]

export const mostChanges = 1000

/** What a parameter was, beside its value. */
export interface BeforeImage {
  version: number
  tier: Tier
  dataType: string
  keyId: string | null
  description: string | null
  allowedPattern: string | null
  /** As PutParameter takes them. */
  policies: readonly string[]
  /** Of the newest version. */
  labels: readonly string[]
  tags: readonly Tag[]
}

/** What a change makes of the present parameter; `same` makes no new version. */
export type Outcome = 'create' | 'change' | 'same' | 'delete' | 'error'

export interface Compared extends Planned {
  value: string | undefined
}

/** Nothing that a new version would say differs from the present one. `undefined` values are those that could not be read. */
export function isSame(present: Compared, planned: Compared, put: Put): boolean {
  return (
    present.value !== undefined &&
    present.value === planned.value &&
    present.type === planned.type &&
    present.tier === planned.tier &&
    present.dataType === planned.dataType &&
    present.keyId === planned.keyId &&
    (present.description ?? '') === (planned.description ?? '') &&
    (present.allowedPattern ?? '') === (planned.allowedPattern ?? '') &&
    put.policies === undefined
  )
}

/** Why a change that was planned for another version cannot be made. */
export function conflictOf(present: { version: number } | undefined, expected: number | undefined): string | undefined {
  const now = present?.version ?? 0
  if (expected === undefined || expected === now) return undefined
  if (now === 0) return `it is not there any more; version ${expected} was expected`
  return expected === 0 ? `it exists already, at version ${now}` : `it is at version ${now}, and version ${expected} was expected`
}

const mostNamed = 5

/** All or nothing: the first few of what stands in the way. */
export function refusal(problems: readonly { name: string; code: string; reason: string }[]): ApiError | undefined {
  const [first] = problems
  if (!first) return undefined
  const told = problems.slice(0, mostNamed).map(({ name, reason }) => `${name}: ${reason}`)
  const rest = problems.length > mostNamed ? `; and ${problems.length - mostNamed} more` : ''
  const code = problems.find((problem) => problem.code === conflictCode)?.code ?? first.code
  return new ApiError(code, `Nothing was changed. ${told.join('; ')}${rest}`)
}

export const conflictCode = 'ConflictException'

export interface Counts {
  created: number
  changed: number
  deleted: number
}

export function countOutcomes(outcomes: readonly Outcome[]): Counts {
  const of = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length
  return { created: of('create'), changed: of('change'), deleted: of('delete') }
}
