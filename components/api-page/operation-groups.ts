import type { ApiOperation } from './own-operations'

export type Shown = 'available' | 'not-yet'

export interface OperationGroup {
  service: string
  operations: readonly ApiOperation[]
}

const order = ['ssm', 'sts', 'quarterdeck', 'ec2messages']

/** By service, the public ones first, by name within. */
export function groupOperations(operations: readonly ApiOperation[], shown: Shown, text: string): OperationGroup[] {
  const wanted = text.trim().toLowerCase()
  const matching = operations.filter(({ Status, Name }) => Status === shown && Name.toLowerCase().includes(wanted))
  const services = [...new Set<string>(matching.map((operation) => operation.Service))]
  return services
    .sort((a, b) => rank(a) - rank(b))
    .map((service) => ({
      service,
      operations: matching.filter((operation) => operation.Service === service).sort((a, b) => a.Name.localeCompare(b.Name)),
    }))
}

function rank(service: string): number {
  const at = order.indexOf(service)
  return at < 0 ? order.length : at
}
