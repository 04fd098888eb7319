'use client'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { GroupedChange } from '../bulk-words'
import { applyChanges, type ChangeSet, type ChangeSource, checkedChanges } from '../own-operations'
import { chosenChanges, planRows } from './plan-rows'

export interface PlanInput {
  changes: readonly GroupedChange[]
  /** Grows with each change of `changes`. */
  revision: number
  title: string
  source: ChangeSource
  /** Called although what showed the plan may be gone by then: what it was about may have moved. */
  onApplied: (changeSet: ChangeSet) => void
}

/** What changes would do, which of them are chosen, and doing them. */
export function usePlan({ changes, revision, title, source, onApplied }: PlanInput) {
  const queries = useQueryClient()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const sent = useRef<{ what: string; id: string }>(undefined)
  const asked = changes.map(({ change }) => change)
  const check = useQuery({ ...checkedChanges(asked, revision), placeholderData: keepPreviousData })
  const rows = check.data && changes.length > 0 ? planRows(changes, check.data.Changes, left) : []
  const apply = useMutation({
    mutationFn: () => {
      const chosen = chosenChanges(rows)
      // Sent again without a change, it is the same call.
      const what = `${revision} ${chosen.map(({ Name, ExpectedVersion }) => `${Name} ${ExpectedVersion}`).join()}`
      if (sent.current?.what !== what) sent.current = { what, id: crypto.randomUUID() }
      return applyChanges({ Changes: chosen, Title: title.slice(0, 200), Source: source, ChangeSetId: sent.current.id })
    },
    gcTime: 0,
    onSuccess: onApplied,
    onSettled: () => queries.invalidateQueries({ queryKey: ['parameters'] }),
  })
  const choose = (groups: readonly string[], chosen: boolean) =>
    setLeft((now) => new Set(chosen ? [...now].filter((one) => !groups.includes(one)) : [...now, ...groups]))
  return { rows, check, choose, apply, isStale: check.isPlaceholderData }
}

export type Plan = ReturnType<typeof usePlan>
