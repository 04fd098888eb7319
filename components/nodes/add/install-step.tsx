'use client'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { ErrorState } from '#components/ui/error-state'
import type { Failure } from '#queries/ui/failure'
import { Segmented } from '#components/ui/tabs'
import { CodeBlock } from './code-block'
import {
  ansibleTask,
  cloudInit,
  type Enrolment,
  shellLine,
  stockConfiguration,
  stockLines,
  type System,
} from '#lib/vocabulary/install-command'
import { isOnlyLocal } from './new-activation'
import { StepCard } from './step-card'
import type { AgentChoice } from './system-step'

export interface InstallStepProps {
  agent: AgentChoice
  system: System
  /** Undefined until the session is known. */
  url: string | undefined
  /** Undefined until there is an activation and the fingerprint is known. */
  enrolment: Enrolment | undefined
  fingerprint: string | undefined
  failure: Failure | undefined
  onRetry: () => void
}

interface Form {
  value: string
  label: string
  text: (enrolment: Enrolment, system: System) => string
  note: string
  wrap?: boolean
}

const forms: Record<AgentChoice, readonly Form[]> = {
  quarterdeck: [
    {
      value: 'shell',
      label: 'Shell',
      text: shellLine,
      wrap: true,
      note: 'Run it on the machine as root, or as somebody who may sudo. It checks the server by its fingerprint before it runs anything.',
    },
    { value: 'cloud-init', label: 'cloud-init', text: cloudInit, note: 'User data of a new machine.' },
    {
      value: 'ansible',
      label: 'Ansible',
      text: ansibleTask,
      note: 'A task of a play. It does nothing on a machine that is registered already.',
    },
  ],
  stock: [
    {
      value: 'shell',
      label: 'Shell',
      text: stockLines,
      note: 'For a machine with amazon-ssm-agent: trusts the authority, points the agent here, registers it. With the snap, the service is snap.amazon-ssm-agent.amazon-ssm-agent.',
    },
    {
      value: 'configuration',
      label: 'Configuration',
      text: stockConfiguration,
      note: 'Only /etc/amazon/ssm/amazon-ssm-agent.json. The machine must trust the authority at /agent/ca.pem.',
    },
  ],
}

export function InstallStep({ agent, system, url, enrolment, fingerprint, failure, onRetry }: InstallStepProps) {
  const [chosen, setChosen] = useState('shell')
  const form = forms[agent].find((one) => one.value === chosen) ?? forms[agent][0]
  return (
    <StepCard number={3} title="Install">
      {url !== undefined && isOnlyLocal(url) ? <LocalWarning url={url} /> : null}
      {failure ? (
        <ErrorState compact failure={failure} title="The fingerprint of the server is not known" onRetry={onRetry} />
      ) : null}
      {enrolment && form ? (
        <>
          <div className="flex">
            <Segmented label="Form" value={form.value} options={forms[agent]} onChange={setChosen} />
          </div>
          <p className="text-body text-text-2">{form.note}</p>
          <CodeBlock
            text={form.text(enrolment, system)}
            label={form.value === 'configuration' ? 'configuration' : 'install command'}
            wrap={form.wrap}
          />
          <p className="text-meta text-text-3">
            The code in it is shown only now: copy it before you leave. Fingerprint of the authority:{' '}
            <code className="font-mono break-all">{fingerprint}</code>
          </p>
        </>
      ) : (
        <p className="text-body text-text-3">The command appears here once the activation is created.</p>
      )}
    </StepCard>
  )
}

function LocalWarning({ url }: { url: string }) {
  return (
    <p className="flex items-start gap-2 rounded-control bg-warn-soft px-2.5 py-2 text-body">
      <TriangleAlert aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-warn" />
      <span>
        This server calls itself <code className="font-mono">{url}</code>, which only this machine can reach. For others, start it
        with QUARTERDECK_URL set to an address that they know.
      </span>
    </p>
  )
}
