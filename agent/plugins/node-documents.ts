import { type StepContext, StepProblem } from '#agent/plugins/plugin'

/** A document that the control plane keeps, as this node may read it. */
export interface KeptDocument {
  name: string
  version: string
  versionName: string
  type: string
  /** JSON text. */
  content: string
  attachments: readonly Attachment[]
}

export interface Attachment {
  name: string
  url: string
  /** Hexadecimal SHA-256; empty when the control plane does not say. */
  sha256: string
}

export interface DocumentReference {
  name: string
  version?: string | undefined
  versionName?: string | undefined
}

/** A name or ARN, of which a version may follow after a colon. */
export function parseDocumentReference(text: string): DocumentReference {
  const found = /^(.+):(\d{1,8}|\$LATEST|\$DEFAULT)$/.exec(text)
  // The number in an ARN that ends with its account is no version.
  const isVersion = found?.[1] !== undefined && (!text.startsWith('arn:') || found[1].includes('/'))
  return isVersion ? { name: found[1] ?? '', version: found[2] } : { name: text }
}

export async function fetchDocument(
  context: StepContext,
  reference: DocumentReference,
  signal: AbortSignal,
): Promise<KeptDocument> {
  const { name, version, versionName } = reference
  const answer = await context.node.call(
    'GetDocument',
    {
      Name: name,
      DocumentFormat: 'JSON',
      ...(version !== undefined && { DocumentVersion: version }),
      ...(versionName !== undefined && { VersionName: versionName }),
    },
    signal,
  )
  const content = answer['Content']
  if (typeof content !== 'string') throw new StepProblem(`The control plane gave no content for the document ${name}.`)
  return {
    name: textOf(answer['Name']) || name,
    version: textOf(answer['DocumentVersion']),
    versionName: textOf(answer['VersionName']),
    type: textOf(answer['DocumentType']) || 'Command',
    content,
    attachments: attachmentsOf(answer['AttachmentsContent']),
  }
}

function attachmentsOf(value: unknown): readonly Attachment[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown): Attachment[] => {
    if (typeof item !== 'object' || item === null) return []
    const { Name, Url, Hash, HashType = 'Sha256' } = item as Readonly<Record<string, unknown>>
    if (typeof Name !== 'string' || typeof Url !== 'string') return []
    return [{ name: Name, url: Url, sha256: HashType === 'Sha256' ? textOf(Hash) : '' }]
  })
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
