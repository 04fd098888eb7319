'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useMayChange } from '#queries/shell/session'
import { useKeys } from '#components/ui/key-provider'
import { RateControl } from '#components/ui/rate-control'
import { changedValues, paramProblems } from '#queries/ui/param-rules'
import { documentContent, fleetSize } from '../queries'
import { type CommandDraft, draftProblems, emptyDraft } from './command-draft'
import { readDocumentForm } from '#queries/ui/document-params'
import { DocumentSection, ParametersSection } from './document-section'
import { DraftNotice } from './draft-notice'
import { FormSection } from './form-section'
import { NotificationSection } from './notification-section'
import { OutputSection } from './output-section'
import { PreviewSide } from './preview-side'
import { SendConfirm } from './send-confirm'
import { TargetsSection } from './targets-section'
import { useDraft } from './use-draft'
import { usePreview } from './use-preview'
import { useSend } from './use-send'
import type { Start } from './use-start'

export function CommandForm({ start }: { start: Start }) {
  const { draft, change, replace, forget } = useDraft(start.userId, start.draft)
  const [tried, setTried] = useState(false)
  const { specs, failure: documentFailure, wire } = useDocumentForm(draft)
  const preview = usePreview(wire)
  const fleet = useQuery(fleetSize()).data?.FleetTotal ?? 0
  const send = useSend({ count: preview.now, fleet, onSent: forget })
  const mayChange = useMayChange()
  const problems = draftProblems(draft)
  const badParameters = specs ? paramProblems(specs, draft.parameters) : {}
  const answer = preview.data ?? undefined
  const shown = answer?.Preview
  const problemAt = (field: string) => (tried ? problems.find((one) => one.field === field)?.message : undefined)
  const press = () => {
    if (mayChange !== undefined || send.busy) return
    setTried(true)
    const first = problems[0]?.field ?? (Object.keys(badParameters).length > 0 ? 'parameters' : undefined)
    if (first) return document.getElementById(first)?.scrollIntoView({ block: 'center' })
    send.press(wire)
  }
  useKeys([{ key: 'Mod+Enter', label: 'Send the command', group: 'Page', run: press }])
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,880px)_minmax(20rem,1fr)]">
      <div className="flex min-w-0 flex-col gap-4">
        <DraftNotice
          start={start}
          untouched={draft === start.draft}
          onUse={replace}
          onDiscard={() => (forget(), replace(emptyDraft))}
        />
        <DocumentSection draft={draft} onChange={change} error={problemAt('document')} />
        <ParametersSection
          specs={specs}
          failure={documentFailure}
          values={draft.parameters}
          onChange={(parameters) => change({ parameters })}
          showAll={tried}
          onSubmit={press}
        />
        <TargetsSection
          targets={draft.targets}
          onChange={(targets) => change({ targets })}
          answer={answer}
          loading={preview.isFetching}
          failure={preview.error}
          error={problemAt('targets')}
        />
        <FormSection id="rate" title="Rate control">
          <RateControl value={draft.rate} onChange={(rate) => change({ rate })} total={shown?.Matched ?? 0} />
        </FormSection>
        <OutputSection draft={draft} onChange={change} problems={problems} />
        <NotificationSection draft={draft} onChange={change} problems={problems} />
      </div>
      <PreviewSide
        draft={wire}
        answer={answer}
        failure={preview.error}
        loading={preview.isFetching}
        sendError={send.agreeing ? undefined : send.error}
        busy={send.busy}
        disabledReason={mayChange}
        onSend={press}
      />
      {send.agreeing && shown ? (
        <SendConfirm
          draft={wire}
          preview={shown}
          agreeing={send.agreeing}
          onConfirm={() => send.press(wire, send.agreeing?.to)}
          onClose={send.leave}
          busy={send.busy}
          error={send.error}
        />
      ) : null}
    </div>
  )
}

/** The document's parameters, and the draft as it is sent: values that equal the defaults are left to the service. */
function useDocumentForm(draft: CommandDraft) {
  const version = draft.version === '$DEFAULT' ? undefined : draft.version
  const content = useQuery(documentContent(draft.document, version))
  const specs = useMemo(() => (content.data ? readDocumentForm(content.data.Content).specs : undefined), [content.data])
  const wire = useMemo(() => (specs ? { ...draft, parameters: changedValues(specs, draft.parameters) } : draft), [draft, specs])
  return { specs, failure: content.error, wire }
}
