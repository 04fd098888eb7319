import type { Platform } from '#lib/vocabulary/document'
import type { JsonObject } from '#lib/wire/parameter-substitution'

/** A document that comes with the program. It has one version, and nobody changes it. */
export interface BuiltinDocument {
  name: string
  /** `Amazon` for names that other tools know from there; the wording is ours. */
  owner: 'Amazon' | 'Quarterdeck'
  /** Without it a Command document. */
  type?: 'Automation' | 'Command' | 'Session'
  displayName: string
  createdAt: Date
  platformTypes: readonly Platform[]
  targetType: string
  content: JsonObject
}

type Described = Pick<BuiltinDocument, 'name' | 'displayName' | 'platformTypes' | 'content' | 'type'>

/** One under a name that operators know from AWS. */
export function builtin(described: Described): BuiltinDocument {
  return { owner: 'Amazon', createdAt: new Date('2026-01-01T00:00:00Z'), targetType: anyManagedNode, ...described }
}

export const builtinVersion = 1
export const anyManagedNode = '/AWS::SSM::ManagedInstance'
