import { queryOptions } from '@tanstack/react-query'
import { ApiFailure, type OutputOf, quarterdeck, ssm } from '#lib/api/browser'
import type { Wire } from '#lib/api/operation'
import type { documentOperations } from '#lib/capabilities/documents/operations'
import type { nodeOperations } from '#lib/capabilities/nodes/operations'
import type { runCommandOperations } from '#lib/capabilities/run-command/operations'
import { ownQuery, ssmQuery } from '#queries/shell/ssm-query'
import type { EditorFormat } from './read-document'
import type { CheckedNames } from './server-findings'

type Manifest = typeof documentOperations | typeof nodeOperations | typeof runCommandOperations
type Answer<Name> = Wire<Awaited<ReturnType<Extract<Manifest[number], { name: Name }>['handle']>>>
export type Draft = Answer<'GetDocumentDraft'>
export type DraftState = Answer<'PutDocumentDraft'>
export type Tried = Answer<'TryDocument'>

/** A text that was read longer ago is read again before anybody goes on from it. */
const startIsFreshMs = 30_000

/** A version as it was written. */
export interface BaseVersion {
  version: string
  text: string
  format: EditorFormat
}

export function documentFacts(Name: string) {
  return ssmQuery('documents', 'DescribeDocument', { Name, DocumentVersion: '$LATEST' })
}

export async function readVersion(Name: string, DocumentVersion: string): Promise<BaseVersion> {
  const { Document } = await ssm('DescribeDocument', { Name, DocumentVersion })
  return versionOf(await readContent(Name, Document))
}

/** In the format that it was written in. */
function readContent(Name: string, about: OutputOf<'DescribeDocument'>['Document']): Promise<OutputOf<'GetDocument'>> {
  const DocumentVersion = about?.DocumentVersion ?? '$LATEST'
  return ssm('GetDocument', { Name, DocumentVersion, DocumentFormat: formatOf(about?.DocumentFormat) })
}

function versionOf({ DocumentVersion = '', DocumentFormat, Content = '' }: OutputOf<'GetDocument'>): BaseVersion {
  return { version: DocumentVersion, text: Content, format: formatOf(DocumentFormat) }
}

/** Asked for only where there is one: what is normal should not look like a failure in the browser's console. */
export async function readDraft(Name: string): Promise<Draft | undefined> {
  if (!(await hasDraft(Name))) return undefined
  try {
    return await quarterdeck<Draft>('GetDocumentDraft', { Name })
  } catch (thrown) {
    if (thrown instanceof ApiFailure && thrown.code === 'DraftNotFound') return undefined
    throw thrown
  }
}

async function hasDraft(name: string): Promise<boolean> {
  let token: string | undefined
  do {
    const page: Answer<'ListDocumentDrafts'> = await quarterdeck(
      'ListDocumentDrafts',
      token === undefined ? {} : { NextToken: token },
    )
    if (page.Drafts.some(({ Name }) => Name === name)) return true
    token = page.NextToken
  } while (token !== undefined)
  return false
}

/** Read when the editor opens: from then on it holds the text. */
export function editorStart(name: string) {
  return queryOptions({
    queryKey: ['document-editor', name] as const,
    staleTime: startIsFreshMs,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    queryFn: () => readStart(name),
    select: startOf,
  })
}

async function readStart(name: string) {
  const [{ facts, latest }, draft] = await Promise.all([readLatest(name), readDraft(name)])
  const based = draft?.BaseVersion
  const older = based !== undefined && based !== latest.DocumentVersion ? await olderBase(name, based) : undefined
  return { description: facts.Document, latest, draft, older }
}

/** The answers are kept as they came: so the text is only once in what the page is given. */
function startOf({ description, latest, draft, older }: Awaited<ReturnType<typeof readStart>>) {
  const newest = versionOf(latest)
  return { description, latest: newest, draft, from: older ?? newest }
}

async function readLatest(name: string) {
  const facts = await ssm('DescribeDocument', { Name: name, DocumentVersion: '$LATEST' })
  return { facts, latest: await readContent(name, facts.Document) }
}

/** The version that a draft came from may be gone by now: then there is nothing common to merge over. */
async function olderBase(name: string, version: string): Promise<BaseVersion> {
  try {
    return await readVersion(name, version)
  } catch (thrown) {
    if (thrown instanceof ApiFailure) return { version, text: '', format: 'YAML' }
    throw thrown
  }
}

/** What the page of the editor is given at once. */
export function editorFirst(name: string) {
  return [documentFacts(name), editorStart(name)]
}

/** The draft of a document without a name, one for each type. */
export function newDraftName(type: string): string {
  return `unnamed.${type}`
}

export function newDraft(type: string) {
  return queryOptions({
    queryKey: ['document-editor', 'new', type] as const,
    staleTime: startIsFreshMs,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    queryFn: async () => ({ draft: await readDraft(newDraftName(type)) }),
  })
}

/** Keyed as a query of documents: it is asked again when one comes or goes. */
export function checkedNames(of: CheckedNames['of']) {
  const { name, isNew, documents, attachments } = of
  return queryOptions({
    queryKey: ['documents', 'CheckDocument', of] as const,
    queryFn: async ({ signal }): Promise<CheckedNames> => {
      const named = { Documents: documents, Attachments: attachments, ...(name === '' ? {} : { Name: name }) }
      const { Problems } = await quarterdeck<Answer<'CheckDocument'>>('CheckDocument', { IsNew: isNew, ...named }, { signal })
      return { of, problems: Problems }
    },
  })
}

export function nodeChoices(Query: string) {
  return ownQuery<Answer<'ListManagedNodes'>>('nodes', 'ListManagedNodes', { Query, Sort: 'name', MaxResults: 50 })
}

export function trialRun(CommandId: string) {
  return ssmQuery('run-command', 'ListCommandInvocations', { CommandId, Details: true, MaxResults: 50 })
}

export function formatOf(format: string | undefined): EditorFormat {
  return format === 'JSON' || format === 'TEXT' ? format : 'YAML'
}
