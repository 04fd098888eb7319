import type { Platform } from '#lib/vocabulary/document'
import type { JsonObject } from '#lib/wire/parameter-substitution'

/** A document that comes with the program. It has one version, and nobody changes it. */
export interface BuiltinDocument {
  name: string
  /** `Amazon` for names that other tools know from there; the wording is ours. */
  owner: 'Amazon' | 'Quarterdeck'
  displayName: string
  createdAt: Date
  platformTypes: readonly Platform[]
  targetType: string
  content: JsonObject
}

export const builtinVersion = 1
export const anyManagedNode = '/AWS::SSM::ManagedInstance'
