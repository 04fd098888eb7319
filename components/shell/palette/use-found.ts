'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { FileCode, KeyRound, Server, Terminal } from 'lucide-react'
import { useEffect, useState } from 'react'
import { quarterdeck, ssm } from '#lib/api/browser'
import { status } from '#queries/ui/status'
import type { PaletteEntry } from './entries'
import { mentions, type Prefixed } from './match'

const settleMs = 120
const most = 8

/** What the server finds: nodes by name, id, address or tag; documents by name or description; parameters by name; commands by id or comment. */
export function useFound({ scope, text }: Prefixed): { entries: PaletteEntry[]; searching: boolean } {
  const asked = useSettled(text)
  const nodes = useQuery({
    queryKey: ['nodes', 'palette', asked],
    queryFn: ({ signal }) => findNodes(asked, signal),
    enabled: asked !== '' && (scope === 'all' || scope === 'nodes'),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const documents = useQuery({
    queryKey: ['documents', 'palette', asked],
    queryFn: ({ signal }) => findDocuments(asked, signal),
    enabled: asked !== '' && scope === 'all',
    placeholderData: keepPreviousData,
    retry: false,
  })
  const parameters = useQuery({
    queryKey: ['parameters', 'palette', asked],
    queryFn: ({ signal }) => findParameters(asked, signal),
    enabled: asked !== '' && (scope === 'all' || scope === 'parameters'),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const commands = useQuery({
    queryKey: ['run-command', 'palette', asked],
    queryFn: ({ signal }) => findCommands(asked, signal),
    enabled: scope === 'commands' || (scope === 'all' && asked.length > 2),
    placeholderData: keepPreviousData,
    retry: false,
  })
  // Enter takes what is shown, so nothing may be shown that was found for a text before and is not about this one.
  const current = ({ data = [], isPlaceholderData }: { data?: PaletteEntry[] | undefined; isPlaceholderData: boolean }) =>
    asked === text && !isPlaceholderData ? data : data.filter((entry) => mentions(entry, text))
  const found = [
    { of: 'nodes', entries: current(nodes) },
    { of: 'documents', entries: current(documents) },
    { of: 'parameters', entries: current(parameters) },
    { of: 'commands', entries: current(commands) },
  ]
  const isAsked = text !== '' || scope === 'commands'
  const shown = isAsked ? found.flatMap(({ of, entries }) => (scope === 'all' || scope === of ? entries : [])) : []
  const isFetching = nodes.isFetching || documents.isFetching || parameters.isFetching || commands.isFetching
  return { entries: scope === 'actions' ? [] : shown, searching: isFetching || asked !== text }
}

interface FoundNodes {
  Nodes?: { NodeId: string; Name?: string; ComputerName?: string; PingStatus?: string; IpAddress?: string }[]
}

async function findNodes(text: string, signal: AbortSignal): Promise<PaletteEntry[]> {
  const { Nodes = [] } = await quarterdeck<FoundNodes>('ListManagedNodes', { Query: text, MaxResults: most }, { signal })
  return Nodes.map((node) => ({
    id: node.NodeId,
    group: 'Nodes',
    label: node.Name || node.ComputerName || node.NodeId,
    hint: [node.NodeId, node.IpAddress, status('node', node.PingStatus).label].filter(Boolean).join(', '),
    icon: Server,
    href: `/nodes/${node.NodeId}`,
  }))
}

async function findDocuments(text: string, signal: AbortSignal): Promise<PaletteEntry[]> {
  const Filters = [{ Key: 'SearchKeyword', Values: [text] }]
  const { DocumentIdentifiers = [] } = await ssm('ListDocuments', { Filters, MaxResults: most }, { signal })
  return DocumentIdentifiers.map(({ Name = '', DocumentType, DisplayName }) => ({
    id: `document ${Name}`,
    group: 'Documents',
    label: Name,
    hint: [DocumentType, DisplayName].filter(Boolean).join(', '),
    icon: FileCode,
    href: `/documents/${encodeURIComponent(Name)}/overview`,
  }))
}

async function findParameters(text: string, signal: AbortSignal): Promise<PaletteEntry[]> {
  const ParameterFilters = [{ Key: 'Name', Option: 'Contains', Values: [text] }]
  const { Parameters = [] } = await ssm('DescribeParameters', { ParameterFilters, MaxResults: most }, { signal })
  return Parameters.map(({ Name = '', Type, Description }) => ({
    id: `parameter ${Name}`,
    group: 'Parameters',
    label: Name,
    hint: [Type, Description].filter(Boolean).join(', '),
    icon: KeyRound,
    href: `/parameters/detail?name=${encodeURIComponent(Name)}`,
  }))
}

async function findCommands(text: string, signal: AbortSignal): Promise<PaletteEntry[]> {
  const { Commands } = await ssm('ListCommands', { MaxResults: 50 }, { signal })
  const wanted = text.toLowerCase()
  return Commands.filter((command) =>
    `${command.CommandId} ${command.Comment ?? ''} ${command.DocumentName}`.toLowerCase().includes(wanted),
  )
    .slice(0, most)
    .map((command) => ({
      id: command.CommandId ?? '',
      group: 'Commands',
      label: command.Comment || command.DocumentName || command.CommandId || '',
      hint: `${command.CommandId}, ${status('command', command.Status, command.StatusDetails).label}`,
      icon: Terminal,
      href: `/commands/${command.CommandId}`,
    }))
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), settleMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
