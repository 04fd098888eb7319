import type { Wire } from '#lib/api/operation'
import type { documentOperations } from '#lib/capabilities/documents/operations'
import type { runCommandOperations } from '#lib/capabilities/run-command/operations'
import type { OutputOf } from '#lib/api/browser'

type Manifest = typeof documentOperations | typeof runCommandOperations
type Named<Name> = Extract<Manifest[number], { name: Name }>
export type Answer<Name extends Manifest[number]['name']> = Wire<Awaited<ReturnType<Named<Name>['handle']>>>

export type DocumentUses = Answer<'ListDocumentUses'>
export type DocumentDraft = Answer<'ListDocumentDrafts'>['Drafts'][number]
/** Who ran a document last, and how its runs of the last 30 days ended. */
export type DocumentOutcome = Answer<'ListDocumentOutcomes'>['Outcomes'][number]
export type DocumentIdentifier = NonNullable<OutputOf<'ListDocuments'>['DocumentIdentifiers']>[number]
export type DocumentDescription = NonNullable<OutputOf<'DescribeDocument'>['Document']>
export type DocumentVersionInfo = OutputOf<'ListDocumentVersions'>['DocumentVersions'][number]
