import { fromTargets } from '#queries/ui/targets'
import { type CommandDraft, emptyDraft } from './command-draft'

export interface Example {
  id: string
  title: string
  text: string
  draft: Partial<CommandDraft>
}

const shell = (...lines: string[]): Partial<CommandDraft> => ({ parameters: { commands: lines } })
const everyNode = { targets: fromTargets([{ Key: 'InstanceIds', Values: ['*'] }]) }

/** First commands by task. Those that change nothing are for every node; for the others somebody has to say where. */
export const examples: readonly Example[] = [
  {
    id: 'uptime',
    title: 'See load and uptime',
    text: 'On every node; changes nothing.',
    draft: { ...shell('uptime'), ...everyNode, comment: 'Load and uptime' },
  },
  {
    id: 'disk',
    title: 'Find full disks',
    text: 'Fails where a file system is more than 90% full; changes nothing.',
    draft: {
      ...shell(
        "full=$(df -P | awk 'NR > 1 && $5 + 0 > 90')",
        'echo "${full:-no file system is more than 90% full}"',
        'test -z "$full"',
      ),
      ...everyNode,
      rate: { concurrency: '50', errors: '100%' },
      comment: 'Full disks',
    },
  },
  {
    id: 'health',
    title: 'Check the health of nodes',
    text: 'Clock, memory, disks, name service and the way to this server; changes nothing.',
    draft: { document: 'Quarterdeck-Diagnostics', ...everyNode, comment: 'Health' },
  },
  {
    id: 'restart',
    title: 'Restart a service',
    text: 'One node after the other, and no further after the first failure.',
    draft: {
      ...shell('systemctl restart nginx', 'systemctl is-active nginx'),
      rate: { concurrency: '1', errors: '0' },
      comment: 'Restart nginx',
    },
  },
  {
    id: 'windows',
    title: 'List stopped Windows services',
    text: 'Those that should run by themselves; changes nothing.',
    draft: {
      document: 'AWS-RunPowerShellScript',
      parameters: {
        commands: ["Get-Service | Where-Object { $_.StartType -eq 'Automatic' -and $_.Status -ne 'Running' }"],
      },
      ...everyNode,
      comment: 'Stopped services',
    },
  },
  {
    id: 'agent',
    title: 'Update the agent',
    text: 'A tenth of the nodes at a time.',
    draft: { document: 'AWS-UpdateSSMAgent', rate: { concurrency: '10%', errors: '0' }, comment: 'Update the agent' },
  },
]

export function exampleHref(id: string): string {
  return `/commands/new?example=${id}`
}

export function exampleDraft(id: string | null): CommandDraft | undefined {
  const example = examples.find((one) => one.id === id)
  return example && { ...emptyDraft, ...example.draft }
}
