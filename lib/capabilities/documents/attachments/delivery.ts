import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { AttachmentContent } from '@aws-sdk/client-ssm'
import { countOf } from '#lib/capabilities/settings/index'
import type { Ctx } from '#lib/platform/context'
import type { DocumentVersion } from '../document'
import { type Attachment, findAttachment, listAttachments } from '../store/attachments'

/** Below it the server hands out attachments to whoever has a signed link. */
const root = '/files/documents/'

/** What GetDocument says of attachments: links that work for minutes, for agents and people alike. */
export async function attachmentContents(ctx: Ctx, version: DocumentVersion): Promise<AttachmentContent[]> {
  if (version.accountId === '') return []
  const attachments = await listAttachments(ctx, version, version.version)
  if (attachments.length === 0) return []
  const minutes = await countOf(ctx, '/quarterdeck/documents/attachment-link-minutes')
  const expires = Math.floor(ctx.clock.now().getTime() / 1000) + minutes * 60
  return attachments.map((attachment) => ({
    Name: attachment.name,
    Size: attachment.bytes,
    Hash: attachment.sha256,
    HashType: 'Sha256',
    Url: linkOf(ctx, attachment, expires),
  }))
}

function linkOf(ctx: Ctx, { accountId, documentName, version, name }: Attachment, expires: number): string {
  const path = `${root}${accountId}/${documentName}/${version}/${name}`
  return `${ctx.config.url}${path}?expires=${expires}&signature=${signatureOf(ctx, path, expires)}`
}

function signatureOf(ctx: Ctx, path: string, expires: number): string {
  return createHmac('sha256', ctx.secrets.derive('document-attachments')).update(`${path}\n${expires}`).digest('hex')
}

export type OpenedAttachment =
  | { kind: 'refused'; status: 403 | 404; reason: string }
  | { kind: 'opened'; name: string; bytes: number; sha256: string; content: Readable }

/** `target` is the path and query of the link. */
export async function openAttachment(ctx: Ctx, target: string): Promise<OpenedAttachment> {
  const url = URL.parse(target, 'http://files')
  const expires = Number(url?.searchParams.get('expires') ?? Number.NaN)
  const signature = url?.searchParams.get('signature') ?? ''
  if (!url || !isSigned(ctx, { path: url.pathname, expires, signature }))
    return refused(403, 'The link is not one of this server: ask GetDocument for a new one.')
  if (ctx.clock.now().getTime() >= expires * 1000) return refused(403, 'The link has expired: ask GetDocument for a new one.')
  const [accountId = '', documentName = '', version = '', name = ''] = url.pathname.slice(root.length).split('/')
  const attachment = await findAttachment(ctx, { accountId, name: documentName }, { version: Number(version), name })
  const blob = attachment && (await ctx.blobs.get(attachment.blobKey))
  if (!attachment || !blob) return refused(404, 'The attachment is gone.')
  return { kind: 'opened', name, bytes: blob.bytes, sha256: attachment.sha256, content: blob.content }
}

function refused(status: 403 | 404, reason: string): OpenedAttachment {
  return { kind: 'refused', status, reason }
}

function isSigned(ctx: Ctx, { path, expires, signature }: { path: string; expires: number; signature: string }): boolean {
  if (!path.startsWith(root) || !Number.isSafeInteger(expires) || !/^[0-9a-f]{64}$/.test(signature)) return false
  return timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(ctx, path, expires)))
}
