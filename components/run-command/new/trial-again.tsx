'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { FilePen, RotateCcw, Terminal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { quarterdeck } from '#lib/api/browser'
import { CodeBlock } from '#components/ui/code-field'
import { Button, ButtonLink } from '#components/ui/button'
import { ErrorState } from '#components/ui/error-state'
import { Facts } from '#components/ui/facts'
import { Skeleton } from '#components/ui/skeleton'
import { ownQuery, ssmQuery } from '#queries/shell/ssm-query'
import { useMayChange } from '#queries/shell/session'
import { toFailure } from '#queries/ui/failure'
import { targetWords } from '#queries/ui/targets'
import type { OutputOf } from '../own-operations'
import type { CommandDraft } from './command-draft'
import { type TrialText, trialRequest } from './trial-request'

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

/** A run of a text that was not saved: the same text once more for as long as it is kept, or what there is instead of it. */
export function TrialAgain({ draft }: { draft: CommandDraft }) {
  const router = useRouter()
  const blocked = useMayChange()
  const sent = useRef(false)
  const text = useQuery({ ...trialText(draft.version), staleTime: Number.POSITIVE_INFINITY, retry: false })
  const saved = useQuery(namesakes(draft.document))
  const isSaved = saved.data?.DocumentIdentifiers?.some(({ Name }) => Name === draft.document) ?? false
  const send = useMutation({
    mutationFn: (given: TrialText) => quarterdeck<OutputOf<'TryDocument'>>('TryDocument', trialRequest(draft, given)),
    onSuccess: ({ Command }) => router.push(`/commands/${Command.CommandId}`),
    onError: () => {
      sent.current = false
    },
  })
  const press = () => {
    if (sent.current || !text.data) return
    sent.current = true
    send.mutate(text.data)
  }
  const { InstanceIds, Targets, Parameters = {} } = trialRequest(draft, noText)
  return (
    <div className="flex max-w-[880px] flex-col gap-4 text-body">
      <p className="text-text-2">
        That run was a test: it ran a text that had not been saved as a version of {draft.document}. Tested texts are kept for
        seven days.
      </p>
      <Facts
        facts={[
          { label: 'Nodes', value: targetWords(Targets ?? [], InstanceIds) },
          ...Object.entries(Parameters).map(([label, values]) => ({ label, value: values.join(', ') })),
        ]}
      />
      {text.error ? (
        <ErrorState compact failure={toFailure(text.error)} title="The text of the test is not there any more" />
      ) : text.data ? (
        <CodeBlock code={text.data.Content} label="The text that was tested" />
      ) : (
        <Skeleton lines={6} />
      )}
      {send.error ? <ErrorState compact failure={toFailure(send.error)} title="The test was not sent" /> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          size="md"
          variant="primary"
          icon={<RotateCcw {...icon} />}
          busy={send.isPending || send.isSuccess}
          disabledReason={blocked ?? (text.error ? 'Its text is not kept any more.' : undefined)}
          disabled={!text.data && !text.error}
          onClick={press}
        >
          Run the same test again
        </Button>
        {isSaved ? (
          <>
            <ButtonLink size="md" icon={<FilePen {...icon} />} href={`/documents/${encodeURIComponent(draft.document)}/edit`}>
              Test in the editor
            </ButtonLink>
            <ButtonLink size="md" icon={<Terminal {...icon} />} href={`/commands/new?doc=${encodeURIComponent(draft.document)}`}>
              Run the saved document
            </ButtonLink>
          </>
        ) : saved.data ? (
          <ButtonLink size="md" icon={<FilePen {...icon} />} href="/documents/new?type=Command">
            Go on in the editor
          </ButtonLink>
        ) : null}
      </div>
    </div>
  )
}

const noText: TrialText = { Content: '', DocumentFormat: 'JSON' }

function trialText(DocumentVersion: string) {
  return ownQuery<OutputOf<'GetDocumentTrial'>>('run-command', 'GetDocumentTrial', { DocumentVersion })
}

/** The list answers for a name that is no document, where a question for the document would be refused. */
function namesakes(name: string) {
  const filter = (Key: string, Value: string) => ({ Key, Values: [Value] })
  return ssmQuery('documents', 'ListDocuments', { Filters: [filter('Owner', 'Self'), filter('Name', name)], MaxResults: 1 })
}
