'use client'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { Button, ButtonLink } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { awsCli } from '#queries/shell/copy-as'
import { useMayChange } from '#queries/shell/session'
import type { OwnerTab } from './document-filters'

export interface NoDocumentsProps {
  owner: OwnerTab
  filtered: boolean
  onClear: () => void
}

const first = {
  service: 'ssm',
  operation: 'CreateDocument',
  input: { Name: 'restart-web', DocumentFormat: 'YAML', DocumentType: 'Command', Content: '$(cat restart-web.yaml)' },
}

export function NoDocuments({ owner, filtered, onClear }: NoDocumentsProps) {
  const endpoint = useEndpoint()
  const blocked = useMayChange()
  if (filtered)
    return (
      <EmptyState
        kind="no-match"
        title="No document matches"
        text="The filters above exclude every document of this tab."
        action={<Button onClick={onClear}>Clear filters</Button>}
      />
    )
  if (owner === 'favourites')
    return (
      <EmptyState
        kind="first-use"
        title="No favourites yet"
        text="Keep the documents at hand that you run or edit often: the menu of a row and the star on the page of a document add it here. Only you see them."
        action={<ButtonLink href="/documents">All documents</ButtonLink>}
      />
    )
  if (owner === 'shared')
    return (
      <EmptyState
        kind="first-use"
        title="Nobody has shared a document with you"
        text="Documents of other accounts of this installation show here once their owners share them with this account."
      />
    )
  return (
    <EmptyState
      kind="first-use"
      title="No documents of your own yet"
      text="A document says what is to be done, once, with parameters; commands run it on as many nodes as you like. Write one, import files, or clone a built-in one."
      action={
        <>
          {blocked ? null : (
            <>
              <ButtonLink href="/documents/new" variant="primary" size="md">
                Create document
              </ButtonLink>
              <ButtonLink href="/documents/import" size="md">
                Import files
              </ButtonLink>
            </>
          )}
          <ButtonLink href="/documents?f=owner:is:built-in" size="md">
            Built-in documents
          </ButtonLink>
        </>
      }
      command={awsCli(first, endpoint).replace("'$(cat restart-web.yaml)'", 'file://restart-web.yaml')}
    />
  )
}
