import type { Wire } from '#lib/api/operation'
import type { documentOperations } from '#lib/capabilities/documents/operations'
import type { OutputOf } from '#lib/api/browser'

type Named<Name> = Extract<(typeof documentOperations)[number], { name: Name }>

export type DocumentUses = Wire<Awaited<ReturnType<Named<'ListDocumentUses'>['handle']>>>
export type DocumentIdentifier = NonNullable<OutputOf<'ListDocuments'>['DocumentIdentifiers']>[number]
export type DocumentDescription = NonNullable<OutputOf<'DescribeDocument'>['Document']>
export type DocumentVersionInfo = NonNullable<OutputOf<'ListDocumentVersions'>['DocumentVersions']>[number]
