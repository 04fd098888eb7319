import type { AuditRecord } from './own-operations'
import { numberText } from '#queries/ui/number-text'

const denials = new Set([
  'AccessDeniedException',
  'InvalidCredentials',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'NotSignedInException',
  'denied',
])

export interface ResultWords {
  kind: 'ok' | 'denied' | 'failed'
  label: string
}

export function resultWords(result: string): ResultWords {
  if (result === 'ok') return { kind: 'ok', label: 'ok' }
  if (denials.has(result)) return { kind: 'denied', label: 'Denied' }
  return { kind: 'failed', label: result.replace(/Exception$/, '') }
}

/** "maria@example.test", "key ..F3QZ of maria", "node mi-0a1b". */
export function actorWords(record: Pick<AuditRecord, 'Actor' | 'ActorKind' | 'AccessKeyId'>): { name: string; kind: string } {
  if (record.AccessKeyId) return { name: record.Actor, kind: `key ..${record.AccessKeyId.slice(-4)}` }
  return { name: record.Actor, kind: record.ActorKind === 'anonymous' ? 'not signed in' : record.ActorKind }
}

/** What a call was about, in one line: the resources, without the part of an ARN that is the same everywhere. */
export function resourceWords(resources: readonly string[]): string {
  const named = resources.filter((resource) => resource !== '*').map(shortArn)
  if (named.length === 0) return ''
  return named.length > 3 ? `${named.slice(0, 3).join(', ')} and ${numberText(named.length - 3)} more` : named.join(', ')
}

function shortArn(resource: string): string {
  return resource.startsWith('arn:') ? resource.split(':').slice(5).join(':') : resource
}
