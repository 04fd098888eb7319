'use client'
import { RadioGroup } from '#components/ui/radio-group'
import type { System } from '#lib/vocabulary/install-command'
import { StepCard } from './step-card'

export type AgentChoice = 'quarterdeck' | 'stock'

export interface SystemStepProps {
  agent: AgentChoice
  onAgent: (agent: AgentChoice) => void
  system: System
  onSystem: (system: System) => void
}

const systems = [
  { value: 'debian', label: 'Ubuntu, Debian' },
  { value: 'rhel', label: 'RHEL, Fedora, Amazon Linux' },
  { value: 'suse', label: 'SUSE' },
  { value: 'macos', label: 'macOS' },
]
const agents = [
  {
    value: 'quarterdeck',
    label: 'Quarterdeck agent',
    hint: 'Installed by the line below, for x86_64 and arm64. Streams output as it is printed.',
  },
  {
    value: 'stock',
    label: 'amazon-ssm-agent',
    hint: 'Already on the machine, or from your own packages. Output comes when a step ends.',
  },
]

export function SystemStep({ agent, onAgent, system, onSystem }: SystemStepProps) {
  return (
    <StepCard number={1} title="System">
      <RadioGroup
        label="Operating system"
        hideLabel
        inline
        value={system}
        options={systems}
        onChange={(value) => onSystem(value as System)}
      />
      <RadioGroup label="Agent" value={agent} options={agents} onChange={(value) => onAgent(value as AgentChoice)} />
    </StepCard>
  )
}
