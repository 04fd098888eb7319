import { quarterdeck } from '#lib/api/browser'
import type { Wire } from '#lib/api/operation'
import type { parameterOperations } from '#lib/capabilities/parameters/operations'
import { ownPages, ownQuery } from '#queries/shell/ssm-query'

type Operation = (typeof parameterOperations)[number]
type Named<Name> = Extract<Operation, { name: Name }>
type Answer<Name extends Operation['name']> = Wire<Awaited<ReturnType<Named<Name>['handle']>>>
type Input<Name extends Operation['name']> = Parameters<Named<Name>['handle']>[1]

export type Change = Input<'ApplyParameterChanges'>['Changes'][number]
export type ChangeSource = NonNullable<Input<'ApplyParameterChanges'>['Source']>
export type PlannedChange = Answer<'CheckParameterChanges'>['Changes'][number]
export type ChangeSet = Answer<'ApplyParameterChanges'>['ChangeSet']
export type ListedChangeSet = Answer<'ListParameterChangeSets'>['ChangeSets'][number]
export type ChangeItem = Answer<'GetParameterChangeSet'>['Items'][number]
export type ComparedRow = Answer<'CompareParameters'>['Rows'][number]
export type Exported = Answer<'ExportParameters'>['Parameters'][number]

export const mostChanges = 1000

/** Keyed by a number that grows: what is asked may hold secrets, which no key of the cache shall. Forgotten when it is not shown. */
export function checkedChanges(changes: readonly Change[], revision: number) {
  return {
    queryKey: ['parameters', 'CheckParameterChanges', revision] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      quarterdeck<Answer<'CheckParameterChanges'>>('CheckParameterChanges', { Changes: changes }, { signal }),
    enabled: changes.length > 0 && changes.length <= mostChanges,
    gcTime: 0,
    staleTime: 0,
  }
}

export async function applyChanges(input: Input<'ApplyParameterChanges'>): Promise<ChangeSet> {
  return (await quarterdeck<Answer<'ApplyParameterChanges'>>('ApplyParameterChanges', input)).ChangeSet
}

export function changeSetPages() {
  return ownPages<Answer<'ListParameterChangeSets'>>('parameters', 'ListParameterChangeSets', { MaxResults: 50 })
}

export function changeSetItems(ChangeSetId: string) {
  return ownPages<Answer<'GetParameterChangeSet'>>('parameters', 'GetParameterChangeSet', { ChangeSetId, MaxResults: 200 })
}

export function checkedRevert(ChangeSetId: string) {
  return ownQuery<Answer<'CheckParameterRevert'>>('parameters', 'CheckParameterRevert', { ChangeSetId })
}

export async function revertChangeSet(input: Input<'RevertParameterChangeSet'>): Promise<ChangeSet> {
  return (await quarterdeck<Answer<'RevertParameterChangeSet'>>('RevertParameterChangeSet', input)).ChangeSet
}

export interface Side {
  Path: string
  Label?: string
  /** Epoch seconds. */
  At?: number
}

export function comparedPages(Left: Side, Right: Side) {
  return ownPages<Answer<'CompareParameters'>>('parameters', 'CompareParameters', { Left, Right, MaxResults: 200 })
}

/** All of a subtree, page by page. */
export async function fetchSubtree(
  input: { Path: string; WithDecryption?: boolean; Reason?: string },
  onMore: (count: number) => void = () => {},
): Promise<readonly Exported[]> {
  const all: Exported[] = []
  let NextToken: string | undefined
  do {
    const page = await quarterdeck<Answer<'ExportParameters'>>('ExportParameters', {
      ...input,
      ...(NextToken ? { NextToken } : {}),
    })
    all.push(...page.Parameters)
    onMore(all.length)
    NextToken = page.NextToken
  } while (NextToken)
  return all
}

/** What a move begins with: names alone, without any value. */
export function subtreeNames(Path: string) {
  return {
    queryKey: ['parameters', 'ExportParameters', 'names', Path] as const,
    queryFn: async () => (await fetchSubtree({ Path })).map(({ Name }) => Name),
    enabled: Path !== '',
  }
}
