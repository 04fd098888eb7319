'use client'
import { RadioGroup } from '#components/ui/radio-group'
import type { ClientEndpoint } from '#queries/shell/client-endpoint'

export type Reach = 'here' | 'anywhere'

export interface EndpointChoiceProps {
  endpoint: ClientEndpoint
  value: Reach
  onChange: (reach: Reach) => void
}

export function EndpointChoice({ endpoint, value, onChange }: EndpointChoiceProps) {
  if (endpoint.here === undefined) return null
  return (
    <RadioGroup
      label="Where the tool runs"
      value={value}
      onChange={(next) => onChange(next as Reach)}
      options={[
        { value: 'here', label: 'On this machine', hint: `${endpoint.here}, plain http, no certificate to install` },
        { value: 'anywhere', label: 'On any machine', hint: `${endpoint.anywhere}, https with this installation's certificate` },
      ]}
    />
  )
}

export function urlFor(endpoint: ClientEndpoint, reach: Reach): string {
  return (reach === 'here' ? endpoint.here : undefined) ?? endpoint.anywhere
}
