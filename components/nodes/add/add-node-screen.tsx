'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { call } from '#lib/api/browser'
import { Page } from '#components/shell/page'
import { useMayChange, useSession } from '#queries/shell/session'
import { useKeys } from '#components/ui/key-provider'
import { ButtonLink } from '#components/ui/button'
import { toFailure } from '#queries/ui/failure'
import { caFingerprint } from './ca-fingerprint'
import { InstallStep } from './install-step'
import type { System } from '#lib/vocabulary/install-command'
import { createActivationInput, emptyForm, problemsOf } from './new-activation'
import { OptionsStep } from './options-step'
import { type AgentChoice, SystemStep } from './system-step'
import { useNow } from '#queries/ui/use-now'
import { WaitingPanel } from './waiting-panel'

interface Activation {
  id: string
  code: string
  /** Epoch ms of its making: problems are offered two minutes later. */
  at: number
  limit: number
}

/** Three steps to a line that makes a machine a node, and the machines that used it as they appear. */
export function AddNodeScreen() {
  const session = useSession()
  const blocked = useMayChange()
  const queries = useQueryClient()
  const [agent, setAgent] = useState<AgentChoice>('quarterdeck')
  const [system, setSystem] = useState<System>('debian')
  const [form, setForm] = useState(emptyForm)
  const [checked, setChecked] = useState(false)
  const fingerprint = useQuery(caFingerprint)
  const problems = problemsOf(form)
  const input = createActivationInput(form, useNow())
  const create = useMutation({
    mutationFn: async (): Promise<Activation> => {
      // Typed by hand: the SDK's input has a Date where the wire has epoch seconds.
      const sent = createActivationInput(form, Math.floor(Date.now() / 1000))
      const answer = (await call({ service: 'ssm', operation: 'CreateActivation', input: sent })) as CreateActivationAnswer
      return { id: answer.ActivationId, code: answer.ActivationCode, at: Date.now(), limit: sent.RegistrationLimit }
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['activations'] }),
  })
  const activation = create.data
  const submit = () => {
    setChecked(true)
    if (Object.keys(problems).length === 0 && !create.isPending && !blocked && !activation) create.mutate()
  }
  const again = () => {
    setChecked(false)
    create.reset()
  }
  useKeys([
    { key: 'Mod+Enter', label: 'Create the install command', group: 'Add nodes', run: submit },
    { key: 'c', label: 'New activation', group: 'Add nodes', run: again },
  ])
  return (
    <Page
      title="Add nodes"
      breadcrumbs={[{ label: 'Nodes', href: '/nodes' }]}
      request={{ service: 'ssm', operation: 'CreateActivation', input }}
      actions={
        <ButtonLink href="/nodes/activations" icon={<KeyRound aria-hidden size={16} strokeWidth={1.75} />}>
          Activations
        </ButtonLink>
      }
    >
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <SystemStep agent={agent} onAgent={setAgent} system={system} onSystem={setSystem} />
          <OptionsStep
            form={form}
            onForm={setForm}
            problems={checked ? problems : {}}
            made={activation !== undefined}
            busy={create.isPending}
            blocked={blocked}
            failure={create.error ? toFailure(create.error) : undefined}
            onCreate={submit}
            onAgain={again}
            request={{ service: 'ssm', operation: 'CreateActivation', input }}
          />
          <InstallStep
            agent={agent}
            system={system}
            url={session?.url}
            fingerprint={fingerprint.data}
            failure={fingerprint.error ? toFailure(fingerprint.error) : undefined}
            onRetry={() => void fingerprint.refetch()}
            enrolment={
              activation && session && fingerprint.data
                ? {
                    url: session.url,
                    region: session.region,
                    activationId: activation.id,
                    activationCode: activation.code,
                    caFingerprint: fingerprint.data,
                  }
                : undefined
            }
          />
        </div>
        <WaitingPanel key={activation?.id} activation={activation} url={session?.url} />
      </div>
    </Page>
  )
}

interface CreateActivationAnswer {
  ActivationId: string
  ActivationCode: string
}
