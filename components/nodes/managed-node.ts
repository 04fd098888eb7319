import { nodeName, platformText } from '#lib/capabilities/nodes/model/node-text'
import type { Wire } from '#lib/api/operation'
import type { getManagedNode } from '#lib/capabilities/nodes/operations/get-managed-node'
import type { listManagedNodes } from '#lib/capabilities/nodes/operations/list-managed-nodes'

export type NodePage = Wire<Awaited<ReturnType<typeof listManagedNodes.handle>>>
export type ManagedNode = NodePage['Nodes'][number]
export type NodeDetail = Wire<Awaited<ReturnType<typeof getManagedNode.handle>>>['Node']

export { nodeName, platformText }

type Named = Pick<ManagedNode, 'NodeId' | 'Name' | 'ComputerName'>

export function isStockAgent(node: Pick<ManagedNode, 'AgentName'>): boolean {
  return node.AgentName !== undefined && node.AgentName !== 'quarterdeck-agent'
}

/** Our own agents are compared with the one that this server hands out; the stock agent has another release calendar. */
export function isBehind(node: Pick<ManagedNode, 'AgentName' | 'AgentVersion'>, current: string | undefined): boolean {
  if (isStockAgent(node) || !node.AgentVersion || !current) return false
  return compareVersions(node.AgentVersion, current) < 0
}

export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number))
  for (let at = 0; at < 4; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** "Runs as root on web-017": the first thing that quick run says. */
export function runsAs(node: Named & Pick<ManagedNode, 'AgentUser' | 'AgentName'>): string {
  if (node.AgentUser) return `Runs as ${node.AgentUser} on ${nodeName(node)}`
  if (isStockAgent(node)) return `Runs as root on ${nodeName(node)}`
  return `Runs as the user of the agent on ${nodeName(node)}`
}

export function documentFor(node: Pick<ManagedNode, 'PlatformType'>): string {
  return node.PlatformType === 'Windows' ? 'AWS-RunPowerShellScript' : 'AWS-RunShellScript'
}
