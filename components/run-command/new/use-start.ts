'use client'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { quarterdeck, ssm } from '#lib/api/browser'
import { useSession } from '#queries/shell/session'
import type { TargetChoice } from '#queries/ui/targets'
import { useInBrowser } from '#queries/ui/use-in-browser'
import type { OutputOf } from '../own-operations'
import { type CommandDraft, emptyDraft, mostNamedNodes, parseTargets, type RerunChoice } from './command-draft'
import { exampleDraft } from './examples'
import { type KeptDraft, readDraft } from './draft-store'
import {
  countToRerun,
  draftFrom,
  named,
  nodesToRerun,
  parseRerun,
  rerunDetails,
  type Subset,
  subsetTargets,
  type WireInvocation,
} from './rerun'

export interface Start {
  userId: string
  draft: CommandDraft
  /** An unsent form of this person that the address did not ask for: offered, never forced on them. */
  kept: KeptDraft | undefined
}

/** What the form begins with: a run to repeat, what the address says, or the draft that was left here. */
export function useStart(): { start: Start | undefined; failure: unknown; retry: () => void } {
  const params = useSearchParams()
  const session = useSession()
  const isInBrowser = useInBrowser()
  const from = params.get('from') ?? ''
  const rerun = useMemo(() => parseRerun(from), [from])
  const source = useQuery({
    queryKey: ['run-command', 'rerun', rerun],
    queryFn: ({ signal }) => (rerun ? loadRerun(rerun.commandId, rerun.which, signal) : undefined),
    enabled: rerun !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const userId = session?.user.id
  const document = params.get('doc') ?? params.get('document')
  const targets = params.get('targets')
  const example = params.get('example')
  const start = useMemo((): Start | undefined => {
    if (userId === undefined || !isInBrowser) return undefined
    const kept = readDraft(sessionStorage, userId)
    if (source.data)
      return { userId, draft: targets ? { ...source.data, targets: parseTargets(targets) } : source.data, kept: undefined }
    if (rerun !== undefined) return undefined
    const ready = exampleDraft(example)
    if (ready) return { userId, draft: ready, kept }
    if (document === null && targets === null) return { userId, draft: kept?.draft ?? emptyDraft, kept }
    const draft = { ...emptyDraft, ...(document ? { document } : {}), ...(targets ? { targets: parseTargets(targets) } : {}) }
    return { userId, draft, kept }
  }, [userId, isInBrowser, source.data, rerun, document, targets, example])
  return { start, failure: source.error, retry: () => void source.refetch() }
}

async function loadRerun(CommandId: string, which: RerunChoice, signal: AbortSignal): Promise<CommandDraft> {
  const [command] = (await ssm('ListCommands', { CommandId }, { signal })).Commands ?? []
  if (!command) throw new Error(`There is no command ${CommandId} any more.`)
  return draftFrom(command, which, which === 'all' || which === 'edit' ? undefined : await loadSubset(CommandId, which, signal))
}

async function loadSubset(CommandId: string, which: Subset, signal: AbortSignal): Promise<TargetChoice> {
  const { Counts } = await quarterdeck<OutputOf<'GetCommandSummary'>>('GetCommandSummary', { CommandId }, { signal })
  if (countToRerun(which, Counts) > mostNamedNodes) return subsetTargets(CommandId, which)
  const wanted = rerunDetails[which].filter((detail) => Counts[detail] > 0)
  const found = await Promise.all(wanted.map((value) => listAll(CommandId, value, signal)))
  return named(nodesToRerun(which, found.flat()))
}

async function listAll(CommandId: string, value: string, signal: AbortSignal): Promise<WireInvocation[]> {
  const input = { CommandId, MaxResults: 50, Filters: [{ key: 'Status' as const, value }] }
  return (await ssm('ListCommandInvocations', input, { signal })).CommandInvocations ?? []
}
