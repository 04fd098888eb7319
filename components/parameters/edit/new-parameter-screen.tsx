'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ssm } from '#lib/api/browser'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { Page } from '#components/shell/page'
import { useToast } from '#components/shell/toasts'
import { Button, ButtonLink } from '#components/ui/button'
import { ErrorState } from '#components/ui/error-state'
import { useKeys } from '#components/ui/key-provider'
import { PreviewPanel } from '#components/ui/preview-panel'
import { useMayChange } from '#queries/shell/session'
import { tagRowsProblem } from '#queries/shell/tags/tag-edit'
import { useChange } from '#queries/shell/use-change'
import { useUrlParams } from '#queries/ui/use-url-state'
import { putLine } from '../change/put-line'
import { crumbsOf, listHref, normalPath, parameterHref } from '../parameter-words'
import { DraftNotice } from './draft-notice'
import { dropDraft, keepDraft, type KeptDraft } from './kept-draft'
import { newDraft, type ParameterDraft, problemsOf, putInput } from './parameter-draft'
import { ParameterForm } from './parameter-form'
import { useKept } from './use-kept'

/** Where a draft of it is kept: no name is empty. */
const place = ''

/** A parameter that is not there yet: `?path=/prod/db` begins its name. */
export function NewParameterScreen() {
  const { params } = useUrlParams()
  const path = normalPath(params.get('path'))
  const kept = useKept(place)
  return <NewParameter key={kept ? 'kept' : path} path={path} kept={kept} />
}

function NewParameter({ path, kept }: { path: string; kept: KeptDraft | undefined }) {
  const router = useRouter()
  const toast = useToast()
  const endpoint = useEndpoint()
  const blocked = useMayChange()
  const change = useChange('parameters')
  const [draft, setDraft] = useState(() => kept?.draft ?? newDraft(path))
  // Nobody is told of what is missing before having had the chance to type it.
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [isRestored, setRestored] = useState(kept !== undefined)
  const problems = problemsOf(draft)
  const shown = Object.fromEntries(Object.entries(problems).filter(([field]) => touched.has(field)))
  const problem = Object.values(problems)[0] ?? tagRowsProblem(draft.tags)
  const isSecret = draft.type === 'SecureString'
  const input = putInput(draft)
  const onChange = (next: Partial<ParameterDraft>) => {
    setDraft({ ...draft, ...next })
    keepDraft(place, { draft: { ...draft, ...next }, base: undefined })
    setTouched(new Set([...touched, ...Object.keys(next)]))
  }
  const discard = () => {
    dropDraft(place)
    setDraft(newDraft(path))
    setTouched(new Set())
    setRestored(false)
  }
  const go = async () => {
    if (blocked !== undefined) return
    if (problem !== undefined) return setTouched(new Set(Object.keys(problems)))
    if (!(await change.run(() => ssm('PutParameter', { ...input, Overwrite: false })))) return
    dropDraft(place)
    toast({ tone: 'ok', title: `Created ${input.Name}` })
    router.push(parameterHref(input.Name))
  }
  useKeys([{ key: 'Mod+Enter', label: 'Create the parameter', group: 'Parameter', run: () => void go() }])
  return (
    <Page
      title="Create parameter"
      breadcrumbs={path === '/' ? [{ label: 'Parameters', href: '/parameters' }] : crumbsOf(`${path}/new`)}
      request={isSecret ? undefined : { service: 'ssm', operation: 'PutParameter', input }}
    >
      <div className="grid max-w-[80rem] grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {isRestored ? <DraftNotice onDiscard={discard} /> : null}
          <ParameterForm draft={draft} onChange={onChange} problems={shown} isEdit={false} />
        </div>
        <div className="flex min-w-0 flex-col gap-3 lg:sticky lg:top-4">
          {change.failure ? <ErrorState compact failure={change.failure} title="It was not created" /> : null}
          <PreviewPanel
            facts={[
              { label: 'Creates', value: <span className="font-mono break-all">{input.Name}</span> },
              { label: 'Type', value: draft.type },
              { label: 'Tier', value: draft.tier },
              {
                label: 'Value',
                value: isSecret ? 'hidden, sealed' : <span className="font-mono break-all">{input.Value || '-'}</span>,
              },
              ...(isSecret ? [{ label: 'Key', value: draft.keyId }] : []),
            ]}
            request={isSecret ? { ...input, Value: '********' } : input}
            command={isSecret ? putLine({ ...input, Value: '$VALUE' }, endpoint, 'shell') : putLine(input, endpoint)}
            actions={
              <>
                <ButtonLink href={listHref(path)} size="md" onClick={() => dropDraft(place)}>
                  Cancel
                </ButtonLink>
                <Button
                  variant="primary"
                  size="md"
                  keyHint="Mod+Enter"
                  busy={change.busy}
                  disabledReason={blocked ?? (touched.size === 0 ? undefined : problem)}
                  onClick={() => void go()}
                >
                  Create parameter
                </Button>
              </>
            }
          />
        </div>
      </div>
    </Page>
  )
}
