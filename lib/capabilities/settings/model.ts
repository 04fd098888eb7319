import { ApiError, validationFailed } from '#lib/vocabulary/api-error'

/** What a setting may be: one of some words, a whole number, or text that a pattern describes. */
type Kind =
  | { kind: 'choice'; values: readonly string[] }
  | { kind: 'count'; least: number; most: number }
  | { kind: 'text'; pattern: RegExp; what: string }

type Declared = Kind & { default: string }

const count = (byDefault: number, most: number): Declared => ({ kind: 'count', least: 1, most, default: String(byDefault) })

const origins = /^(none|https?:\/\/[^\s,/]+(,https?:\/\/[^\s,/]+)*)$/

export const settings = {
  '/ssm/documents/console/public-sharing-permission': { kind: 'choice', values: ['Enable', 'Disable'], default: 'Enable' },
  '/quarterdeck/documents/max-documents': count(500, 100_000),
  '/quarterdeck/documents/max-versions': count(1_000, 100_000),
  '/quarterdeck/documents/max-shared-accounts': count(1_000, 100_000),
  '/quarterdeck/documents/max-public-documents': count(5, 100_000),
  '/quarterdeck/documents/max-drafts': count(200, 10_000),
  '/quarterdeck/documents/max-favourites': count(200, 1_000),
  '/quarterdeck/documents/max-attachment-mebibytes': count(1_024, 10_240),
  '/quarterdeck/documents/attachment-link-minutes': count(15, 1_440),
  '/quarterdeck/documents/attachment-origins': {
    kind: 'text',
    pattern: origins,
    what: 'none, or origins such as https://files.example.net separated by commas',
    default: 'none',
  },
  '/quarterdeck/documents/s3-endpoint': {
    kind: 'text',
    pattern: /^(none|https?:\/\/[^\s,/]+)$/,
    what: 'none, or the origin of an S3-compatible store such as https://s3.example.net',
    default: 'none',
  },
  '/ssm/parameter-store/default-parameter-tier': {
    kind: 'choice',
    values: ['Standard', 'Advanced', 'Intelligent-Tiering'],
    default: 'Standard',
  },
  '/ssm/parameter-store/high-throughput-enabled': { kind: 'choice', values: ['true', 'false'], default: 'false' },
  '/quarterdeck/parameters/max-standard': count(10_000, 10_000_000),
  '/quarterdeck/parameters/max-advanced': count(100_000, 10_000_000),
  '/quarterdeck/installation/name': {
    kind: 'text',
    pattern: /^\S(.{0,58}\S)?$/u,
    what: 'a name of 1 to 60 characters',
    default: 'Quarterdeck',
  },
  /** Of the root key whose recovery key an owner has shown to keep; only who has the key can make it. */
  '/quarterdeck/installation/recovery-key-print': {
    kind: 'text',
    pattern: /^(none|[0-9a-f]{64})$/,
    what: 'none: it is set by ConfirmRecoveryKey',
    default: 'none',
  },
  /** Of the root key in use, so that a start with another one fails at once; a change of the root key writes it. */
  '/quarterdeck/installation/root-key-print': {
    kind: 'text',
    pattern: /^none$/,
    what: 'none: it is noted by the server',
    default: 'none',
  },
  '/quarterdeck/run-command/output-objects': { kind: 'choice', values: ['Keep', 'DeleteWithCommand'], default: 'Keep' },
} as const satisfies Readonly<Record<string, Declared>>

export type SettingId = keyof typeof settings

export function isSettingId(text: string): text is SettingId {
  return Object.hasOwn(settings, text)
}

/** Takes `/ssm/…`, and the ARN whose resource is `servicesetting/ssm/…`. */
export function parseSettingId(text: string): SettingId {
  const id = text.replace(/^arn:aws[a-z-]*:ssm:[a-zA-Z0-9-]*:\d{12}:servicesetting/, '')
  if (isSettingId(id)) return id
  throw new ApiError(
    'ServiceSettingNotFound',
    `There is no service setting ${text.slice(0, 200)}; there are ${Object.keys(settings).join(', ')}.`,
  )
}

export function checkValue(id: SettingId, value: string): void {
  const problem = problemOf(settings[id], value)
  if (problem) throw validationFailed([`SettingValue of ${id} must be ${problem}`])
}

function problemOf(setting: Declared, value: string): string | undefined {
  switch (setting.kind) {
    case 'choice':
      return setting.values.includes(value) ? undefined : setting.values.join(' or ')
    case 'count': {
      const fits = /^\d{1,9}$/.test(value) && Number(value) >= setting.least && Number(value) <= setting.most
      return fits ? undefined : `a whole number from ${setting.least} to ${setting.most}`
    }
    case 'text':
      return setting.pattern.test(value) ? undefined : setting.what
  }
}
