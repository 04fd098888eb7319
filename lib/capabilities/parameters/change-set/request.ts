import type { Ctx } from '#lib/platform/context'
import { integer, list, structure, text, boolean } from '#lib/wire/own-shape'
import { arnOf } from '../arn'
import { mostChanges } from '../model/change'

const name = { min: 1, max: 2048 } as const

/** `Put` gives a value, `Copy` names the parameter (or version, or label) whose value it takes. */
const change = structure({
  Action: text({ required: true, oneOf: ['Put', 'Copy', 'Delete'] }),
  Name: text({ ...name, required: true }),
  Value: text({ max: 16_384, secret: true, printed: false }),
  Type: text({ oneOf: ['String', 'StringList', 'SecureString'] }),
  /** Of a parameter that is not there yet, where Type is left out. */
  DefaultType: text({ oneOf: ['String', 'StringList', 'SecureString'] }),
  Description: text({ max: 1024 }),
  KeyId: text({ min: 1, max: 256 }),
  Tier: text({ oneOf: ['Standard', 'Advanced', 'Intelligent-Tiering'] }),
  DataType: text({ max: 128 }),
  AllowedPattern: text({ max: 1024 }),
  Source: text(name),
  /** A copy takes the labels of the source's newest version along. */
  WithLabels: boolean(),
  /** The version that the change was planned for; 0: there is none. Left out: whatever is there. */
  ExpectedVersion: integer({ min: 0 }),
})

export const changesField = list(change, { required: true, min: 1, max: mostChanges })

export interface Change {
  Action: 'Put' | 'Copy' | 'Delete'
  Name: string
  Value?: string | undefined
  Type?: 'String' | 'StringList' | 'SecureString' | undefined
  DefaultType?: 'String' | 'StringList' | 'SecureString' | undefined
  Description?: string | undefined
  KeyId?: string | undefined
  Tier?: 'Standard' | 'Advanced' | 'Intelligent-Tiering' | undefined
  DataType?: string | undefined
  AllowedPattern?: string | undefined
  Source?: string | undefined
  WithLabels?: boolean | undefined
  ExpectedVersion?: number | undefined
}

export function resourcesOf(changes: readonly Change[], ctx: Ctx): readonly string[] {
  return changes.map(({ Name }) => arnOf(ctx, Name))
}
