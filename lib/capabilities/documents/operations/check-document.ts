import { operation } from '#lib/api/operation'
import { countOf } from '#lib/capabilities/settings/index'
import type { Ctx } from '#lib/platform/context'
import { isApiError } from '#lib/vocabulary/api-error'
import { boolean, list, ownShape, structure, text } from '#lib/wire/own-shape'
import { findBuiltin } from '../catalogue'
import { requireDocument, requireVersion, resourceOf } from '../lookup'
import { listAttachments } from '../store/attachments'
import { documentCount, findDocument } from '../store/documents'
import { countVersions } from '../store/versions'

const named = structure({
  Name: text({ required: true, max: 1024 }),
  Version: text({ max: 128 }),
  /** What the step that names it can do something with. */
  Type: text({ max: 64 }),
})

const shape = ownShape(
  'CheckDocumentRequest',
  structure({
    /** None while the document has no valid name. */
    Name: text({ max: 128 }),
    IsNew: boolean({ required: true }),
    Documents: list(named, { max: 100 }),
    Attachments: list(text({ max: 128 }), { max: 20 }),
  }),
)

export interface DocumentProblem {
  Kind: 'NameTaken' | 'LimitReached' | 'NoDocument' | 'NoVersion' | 'OtherType' | 'NoAttachment'
  /** Among Documents or Attachments, where it is about one of them. */
  Index?: number
  Message: string
}

interface Named {
  Name: string
  Version?: string
  Type?: string
}

/** What only the server knows of a text that is being written: whether the names in it exist. The text itself the editor checks. */
export const checkDocument = operation({
  service: 'quarterdeck',
  name: 'CheckDocument',
  access: 'read',
  input: shape,
  resources: (input, ctx) => [resourceOf(ctx, input.Name ?? '*')],
  async handle(ctx, { Name, IsNew, Documents = [], Attachments = [] }): Promise<{ Problems: DocumentProblem[] }> {
    const problems = IsNew ? await problemsOfNew(ctx, Name) : await problemsOfOld(ctx, Name)
    for (const [index, one] of Documents.entries()) {
      const problem = await problemOf(ctx, one)
      if (problem) problems.push({ ...problem, Index: index })
    }
    const kept = await attachmentsOf(ctx, IsNew ? undefined : Name)
    for (const [index, name] of Attachments.entries())
      if (!kept.has(name)) problems.push({ Kind: 'NoAttachment', Index: index, Message: noAttachment(name) })
    return { Problems: problems }
  },
})

async function problemsOfNew(ctx: Ctx, name: string | undefined): Promise<DocumentProblem[]> {
  const problems: DocumentProblem[] = []
  const isTaken = name !== undefined && (findBuiltin(ctx.config, name) ?? (await findOwn(ctx, name))) !== undefined
  if (isTaken) problems.push({ Kind: 'NameTaken', Message: `There is a document ${name} already: choose another name.` })
  const limit = await countOf(ctx, '/quarterdeck/documents/max-documents')
  if ((await documentCount(ctx)) >= limit) {
    const how = 'delete some, or raise the service setting /quarterdeck/documents/max-documents'
    problems.push({ Kind: 'LimitReached', Message: `The account has ${limit} documents, which is the limit: ${how}.` })
  }
  return problems
}

async function problemsOfOld(ctx: Ctx, name: string | undefined): Promise<DocumentProblem[]> {
  const document = name === undefined ? undefined : await findOwn(ctx, name)
  if (!document) return []
  const limit = await countOf(ctx, '/quarterdeck/documents/max-versions')
  if ((await countVersions(ctx, document)) < limit) return []
  return [{ Kind: 'LimitReached', Message: `The document has ${limit} versions, which is the limit: delete some before saving.` }]
}

function findOwn(ctx: Ctx, name: string) {
  return findDocument(ctx, { accountId: ctx.caller.accountId, name })
}

async function problemOf(ctx: Ctx, { Name, Version, Type }: Named): Promise<DocumentProblem | undefined> {
  try {
    const found = await requireDocument(ctx, Name)
    const { type } = found.document
    if (Type !== undefined && type !== Type)
      return { Kind: 'OtherType', Message: `${Name} is a document of the type ${type}; this takes ${Type} documents.` }
    // Packages are asked for by the names of their versions, or by their numbers.
    const isNamed = Type === 'Package' && Version !== undefined && !/^[1-9]\d{0,8}$/.test(Version)
    if (Version) await requireVersion(ctx, found, isNamed ? { versionName: Version } : { version: Version })
    return undefined
  } catch (thrown) {
    if (!isApiError(thrown)) throw thrown
    return { Kind: thrown.code === 'InvalidDocument' ? 'NoDocument' : 'NoVersion', Message: thrown.message }
  }
}

async function attachmentsOf(ctx: Ctx, name: string | undefined): Promise<ReadonlySet<string>> {
  const document = name === undefined ? undefined : await findOwn(ctx, name)
  if (!document) return new Set()
  return new Set((await listAttachments(ctx, document, document.latestVersion)).map((attachment) => attachment.name))
}

function noAttachment(name: string): string {
  return `The document has no attachment ${name}: give it one with the Attachments of UpdateDocument or CreateDocument.`
}
