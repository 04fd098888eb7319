/** What a node says in one line of text for each column of a list, in exports and in the console alike. Times are epoch seconds. */
export interface TextedNode {
  NodeId: string
  Name: string
  PingStatus: string
  PlatformType?: string | undefined
  PlatformName?: string | undefined
  PlatformVersion?: string | undefined
  AgentName?: string | undefined
  AgentVersion?: string | undefined
  AgentUser?: string | undefined
  IpAddress?: string | undefined
  ComputerName?: string | undefined
  Tags: { readonly [key: string]: string }
  LastSeen?: number | undefined
  RegisteredAt: number
  ActivationId: string
  IamRole: string
}

type NodeText = (node: TextedNode) => string

/** What people call the node: its own name, else what the machine calls itself, else the id. */
export function nodeName(node: Pick<TextedNode, 'Name' | 'ComputerName' | 'NodeId'>): string {
  return node.Name || node.ComputerName || node.NodeId
}

export function platformText(node: Pick<TextedNode, 'PlatformName' | 'PlatformVersion' | 'PlatformType'>): string {
  return [node.PlatformName ?? node.PlatformType, node.PlatformVersion].filter(Boolean).join(' ')
}

const nodeTexts: { readonly [column: string]: NodeText } = {
  name: nodeName,
  id: (node) => node.NodeId,
  status: (node) => node.PingStatus,
  platform: platformText,
  agent: (node) => node.AgentVersion ?? '',
  ip: (node) => node.IpAddress ?? '',
  tags: (node) => Object.entries(node.Tags).map(tagText).join(' '),
  lastSeen: (node) => timeText(node.LastSeen),
  registered: (node) => timeText(node.RegisteredAt),
  hostName: (node) => node.ComputerName ?? '',
  agentName: (node) => node.AgentName ?? '',
  agentUser: (node) => node.AgentUser ?? '',
  role: (node) => node.IamRole,
  activation: (node) => node.ActivationId,
}

/** `tag.KEY` is the value of one tag. */
export function nodeText(column: string): NodeText | undefined {
  if (column.startsWith('tag.')) return (node) => node.Tags[column.slice(4)] ?? ''
  return Object.hasOwn(nodeTexts, column) ? nodeTexts[column] : undefined
}

function tagText([key, value]: [string, string]): string {
  return value === '' ? key : `${key}=${value}`
}

function timeText(at: number | undefined): string {
  return at === undefined ? '' : new Date(at * 1000).toISOString()
}
