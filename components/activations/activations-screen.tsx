'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { CirclePlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { Page } from '#components/shell/page'
import { awsCli } from '#queries/shell/copy-as'
import { listPages } from '#queries/shell/list-pages'
import { useMayChange } from '#queries/shell/session'
import { ButtonLink } from '#components/ui/button'
import { DataTable } from '#components/ui/data-table'
import { EmptyState } from '#components/ui/empty-state'
import { useKeys } from '#components/ui/key-provider'
import type { MenuItem } from '#components/ui/menu'
import { activationColumns } from './activation-columns'
import type { Activation } from './activation-state'
import { DeleteActivationDialog } from './delete-activation-dialog'
import { activationPages, allActivationPages } from './queries'

const example = { service: 'ssm', operation: 'CreateActivation', input: { IamRole: 'SSMServiceRole', RegistrationLimit: 10 } }

/** The codes that let machines register: how much of each is used, and until when. */
export function ActivationsScreen() {
  useTopics(['activations'])
  const router = useRouter()
  const endpoint = useEndpoint()
  const blocked = useMayChange()
  const [doomed, setDoomed] = useState<Activation>()
  const pages = useInfiniteQuery(activationPages())
  const rows = pages.data?.pages.flatMap((page) => page.ActivationList ?? []) ?? []
  useKeys([{ key: 'c', label: 'New activation', group: 'Activations', run: () => router.push('/nodes/add') }])
  const rowActions = (activation: Activation): MenuItem[] => [
    { id: 'nodes', label: 'Its nodes', href: `/nodes?f=activation:is:${activation.ActivationId}` },
    { id: 'delete', label: 'Delete', danger: true, disabledReason: blocked, run: () => setDoomed(activation) },
  ]
  const add = (
    <ButtonLink
      href="/nodes/add"
      variant="primary"
      disabledReason={blocked}
      icon={<CirclePlus aria-hidden size={16} strokeWidth={1.75} />}
    >
      New activation
    </ButtonLink>
  )
  return (
    <Page
      title="Activations"
      layout="fill"
      breadcrumbs={[{ label: 'Nodes', href: '/nodes' }]}
      request={{ service: 'ssm', operation: 'DescribeActivations', input: {} }}
      actions={add}
    >
      <DataTable
        id="activations"
        caption="Activations"
        columns={activationColumns}
        rows={rows}
        getRowId={(activation) => activation.ActivationId ?? ''}
        getRowVersion={(activation) => `${activation.RegistrationsCount} ${activation.Expired}`}
        {...listPages(pages)}
        rowActions={rowActions}
        fetchPages={allActivationPages}
        empty={
          <EmptyState
            kind="first-use"
            title="No activations"
            text="An activation lets a number of machines register until a date. The code is shown once, in the install command."
            action={add}
            command={awsCli(example, endpoint)}
          />
        }
      />
      {doomed ? <DeleteActivationDialog activation={doomed} onClose={() => setDoomed(undefined)} /> : null}
    </Page>
  )
}
