'use client'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { Button, ButtonLink } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { awsCli } from '#queries/shell/copy-as'
import { useMayChange } from '#queries/shell/session'
import { importHref, listHref, newHref } from '../parameter-words'

export interface NoParametersProps {
  path: string
  isRecursive: boolean
  isFiltered: boolean
  onClear: () => void
  onRecursive: () => void
}

const first = {
  service: 'ssm',
  operation: 'PutParameter',
  input: { Name: '/prod/db/host', Type: 'String', Value: 'db1.internal' },
}

export function NoParameters({ path, isRecursive, isFiltered, onClear, onRecursive }: NoParametersProps) {
  const endpoint = useEndpoint()
  const blocked = useMayChange()
  if (isFiltered)
    return (
      <EmptyState
        kind="no-match"
        title="No parameter matches"
        text={path === '/' ? 'The filters above exclude every parameter.' : `The filters above exclude everything in ${path}.`}
        action={<Button onClick={onClear}>Clear filters</Button>}
      />
    )
  if (!isRecursive)
    return (
      <EmptyState
        kind="no-match"
        title={path === '/' ? 'No parameter lies at the top' : `No parameter lies right in ${path}`}
        text="There may be some in the paths below."
        action={<Button onClick={onRecursive}>Show all below</Button>}
      />
    )
  if (path !== '/')
    return (
      <EmptyState
        kind="no-match"
        title={`There is nothing in ${path}`}
        text="A path is there as long as a parameter lies in it."
        action={
          <>
            {blocked ? null : <ButtonLink href={newHref(path)}>Create a parameter here</ButtonLink>}
            <ButtonLink href={listHref('/')}>All parameters</ButtonLink>
          </>
        }
      />
    )
  return (
    <EmptyState
      kind="first-use"
      title="No parameters yet"
      text={
        <>
          A parameter is a named value that commands, documents and programs read: <code>/prod/db/host</code> as a String,{' '}
          <code>/prod/db/replicas</code> as a StringList, <code>/prod/db/password</code> as a SecureString, sealed by a key.
        </>
      }
      action={
        blocked ? null : (
          <>
            <ButtonLink href="/parameters/new" variant="primary" size="md">
              Create parameter
            </ButtonLink>
            <ButtonLink href={importHref('/')} size="md">
              Import
            </ButtonLink>
          </>
        )
      }
      command={awsCli(first, endpoint)}
    />
  )
}
