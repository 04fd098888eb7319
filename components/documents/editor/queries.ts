import { queryOptions } from '@tanstack/react-query'
import { ApiFailure, quarterdeck, ssm } from '#lib/api/browser'
import type { Wire } from '#lib/api/operation'
import type { documentOperations } from '#lib/capabilities/documents/operations'
import type { nodeOperations } from '#lib/capabilities/nodes/operations'
import type { runCommandOperations } from '#lib/capabilities/run-command/operations'
import { ownQuery, ssmQuery } from '#queries/shell/ssm-query'
import type { EditorFormat } from './read-document'

type Manifest = typeof documentOperations | typeof nodeOperations | typeof runCommandOperations
type Answer<Name> = Wire<Awaited<ReturnType<Extract<Manifest[number], { name: Name }>['handle']>>>
export type Draft = Answer<'GetDocumentDraft'>
export type DraftState = Answer<'PutDocumentDraft'>
export type Tried = Answer<'TryDocument'>

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
  const format = formatOf(Document?.DocumentFormat)
  const version = Document?.DocumentVersion ?? DocumentVersion
  const { Content } = await ssm('GetDocument', { Name, DocumentVersion: version, DocumentFormat: format })
  return { version, text: Content ?? '', format }
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

/** Read once: from then on the editor holds the text. */
export function editorStart(name: string) {
  return queryOptions({
    queryKey: ['document-editor', name] as const,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async () => {
      const [facts, base, draft] = await Promise.all([
        ssm('DescribeDocument', { Name: name, DocumentVersion: '$LATEST' }),
        readVersion(name, '$LATEST'),
        readDraft(name),
      ])
      const based = draft?.BaseVersion
      const from = based !== undefined && based !== base.version ? await olderBase(name, based) : base
      return { description: facts.Document, latest: base, draft, from }
    },
  })
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

/** The draft of a document without a name, one for each type. */
export function newDraftName(type: string): string {
  return `unnamed.${type}`
}

export function newDraft(type: string) {
  return queryOptions({
    queryKey: ['document-editor', 'new', type] as const,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async () => ({ draft: await readDraft(newDraftName(type)) }),
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
