import type { KeySummary } from './own-operations'

/** What people call it: its first alias, or its id. */
export function keyName({ Aliases, KeyId }: KeySummary): string {
  return Aliases[0] ?? KeyId
}

export function rotationText({ RotationEnabled, RotationPeriodInDays }: KeySummary): string {
  return RotationEnabled ? `Every ${RotationPeriodInDays} days` : 'Off'
}

export function countText(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`
}

export const ownKeyReason = 'Quarterdeck keeps this key itself: it cannot be changed.'

/** Why nothing can be changed about this key, apart from what the person may do. */
export function fixedReason({ KeyManager, KeyState }: KeySummary): string | undefined {
  if (KeyManager === 'AWS') return ownKeyReason
  return KeyState === 'PendingDeletion' ? 'It waits for its deletion: cancel that first.' : undefined
}

export function tagsOfText(text: string): { TagKey: string; TagValue: string }[] {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.flatMap((line) => {
    if (line === '') return []
    const [key = '', ...rest] = line.split('=')
    return [{ TagKey: key.trim(), TagValue: rest.join('=').trim() }]
  })
}
