'use client'
import { useState } from 'react'
import { Page } from '#components/shell/page'
import { ButtonLink } from '#components/ui/button'
import { CopyButton } from '#components/ui/copy-button'
import { ClientBlocks } from './client-blocks'
import { ConnectionCheck } from './connection-check'
import { EndpointChoice, type Reach, urlFor } from './endpoint-choice'
import { OperationsTable } from './operations-table'
import { useClientEndpoint } from './use-client-endpoint'

const request = { service: 'quarterdeck', operation: 'ListApiOperations', input: {} }

export function ApiScreen() {
  const endpoint = useClientEndpoint()
  const [reach, setReach] = useState<Reach>('here')
  const url = urlFor(endpoint, reach)
  return (
    <Page
      title="API"
      request={request}
      meta="The AWS Systems Manager API itself: the aws CLI, SDKs and Terraform work unchanged."
      actions={
        <ButtonLink href="/account/keys" variant="primary">
          Access keys
        </ButtonLink>
      }
    >
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <section aria-labelledby="connect" className="flex min-w-0 flex-col gap-4 rounded-card border border-line bg-surface p-4">
          <h2 id="connect" className="text-section font-semibold">
            Connect a tool
          </h2>
          <dl className="grid grid-cols-[max-content_minmax(0,1fr)] items-center gap-x-6 gap-y-1 text-body">
            <Fact label="Endpoint" value={url} />
            <Fact label="Region" value={endpoint.region} />
          </dl>
          <EndpointChoice endpoint={endpoint} value={reach} onChange={setReach} />
          <ClientBlocks settings={{ url, region: endpoint.region }} show={['cli', 'env', 'python', 'terraform']} />
        </section>
        <ConnectionCheck />
      </div>
      <OperationsTable />
    </Page>
  )
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt className="text-text-3">{label}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <code className="truncate">{value || '-'}</code>
        {value ? <CopyButton text={value} label={`Copy ${label.toLowerCase()}`} /> : null}
      </dd>
    </>
  )
}
