'use client'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleDashed } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '#components/ui/badge'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { Segmented } from '#components/ui/tabs'
import { TextField } from '#components/ui/text-field'
import { toFailure } from '#queries/ui/failure'
import { groupOperations, type OperationGroup, type Shown } from './operation-groups'
import { apiOperations } from './queries'

/** Every operation, by service, with an honest mark on those that do not exist yet. */
export function OperationsTable() {
  const operations = useQuery({ ...apiOperations(), staleTime: Number.POSITIVE_INFINITY })
  const [shown, setShown] = useState<Shown>('available')
  const [text, setText] = useState('')
  const all = operations.data?.Operations ?? []
  const available = all.filter((operation) => operation.Status === 'available').length
  const groups = groupOperations(all, shown, text)
  return (
    <section aria-labelledby="operations" className="mt-8 flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="operations" className="mr-auto text-section font-semibold">
          Operations
        </h2>
        <TextField
          label="Find an operation"
          hideLabel
          size="sm"
          value={text}
          onChange={setText}
          placeholder="Find an operation"
          fieldClassName="w-56"
        />
        <Segmented
          label="Which"
          value={shown}
          onChange={(next) => setShown(next as Shown)}
          options={[
            { value: 'available', label: 'Available', count: available },
            { value: 'not-yet', label: 'Not yet', count: all.length - available },
          ]}
        />
      </div>
      {operations.isLoadingError ? (
        <ErrorState
          failure={toFailure(operations.error)}
          title="The operations did not load"
          onRetry={() => void operations.refetch()}
        />
      ) : operations.isPending ? (
        <Skeleton lines={6} />
      ) : groups.length === 0 ? (
        <p className="py-6 text-center text-body text-text-3">No operation is called like that.</p>
      ) : (
        groups.map((group) => <ServiceTable key={group.service} group={group} />)
      )}
    </section>
  )
}

const serviceNames: Record<string, string> = {
  ssm: 'Systems Manager (ssm)',
  sts: 'Security Token Service (sts)',
  ec2messages: 'Messages of agents (ec2messages)',
  quarterdeck: 'Only here (quarterdeck)',
}

function ServiceTable({ group }: { group: OperationGroup }) {
  return (
    <section aria-label={serviceNames[group.service] ?? group.service} className="rounded-card border border-line bg-surface">
      <h3 className="flex items-center gap-2 border-b border-line px-4 py-2 text-body font-semibold">
        {serviceNames[group.service] ?? group.service}
        <span className="tabular font-normal text-text-3">{group.operations.length}</span>
      </h3>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] gap-x-4 px-4 py-2">
        {group.operations.map((operation) => (
          <li key={operation.Name} className="flex h-8 items-center gap-2 text-body">
            {operation.Status === 'available' ? (
              <CircleCheck aria-label="Available" size={14} strokeWidth={1.75} className="shrink-0 text-ok" />
            ) : (
              <CircleDashed aria-label="Not yet" size={14} strokeWidth={1.75} className="shrink-0 text-text-3" />
            )}
            <code className="min-w-0 truncate" title={operation.Name}>
              {operation.Name}
            </code>
            {operation.Access === 'write' ? <Badge>write</Badge> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
