'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Page } from '#components/shell/page'
import { Button } from '#components/ui/button'
import { TextField } from '#components/ui/text-field'

/** An id that is not, or no longer, a node: tombstones are kept for 30 days. */
export function NodeUnknown({ nodeId }: { nodeId: string }) {
  const router = useRouter()
  const [text, setText] = useState('')
  const search = (event: FormEvent) => {
    event.preventDefault()
    router.push(text.trim() === '' ? '/nodes' : `/nodes?q=${encodeURIComponent(text.trim())}`)
  }
  return (
    <Page title="Node not found" breadcrumbs={[{ label: 'Nodes', href: '/nodes' }]} layout="reading">
      <div className="flex flex-col gap-4">
        <p className="text-body text-text-2">
          There is no node <code className="font-mono break-all text-text">{nodeId}</code>. It may have been deregistered more
          than 30 days ago, or the link may be from another installation.
        </p>
        <form onSubmit={search} className="flex items-end gap-2">
          <TextField
            label="Find a node by name, id, host name or address"
            value={text}
            onChange={setText}
            fieldClassName="max-w-96 flex-1"
          />
          <Button type="submit" variant="primary" size="md">
            Search
          </Button>
        </form>
      </div>
    </Page>
  )
}
