'use client'
import { useEffect, useState } from 'react'
import type { CommandDraft } from './command-draft'
import { dropDraft, keepDraft } from './draft-store'

const saveAfterMs = 500

export interface DraftState {
  draft: CommandDraft
  change: (change: Partial<CommandDraft>) => void
  replace: (draft: CommandDraft) => void
  /** After sending: the kept copy has done its work. */
  forget: () => void
}

/** The form's state, kept in this tab through reload and sign-out. */
export function useDraft(userId: string, initial: CommandDraft): DraftState {
  const [draft, setDraft] = useState(initial)
  const [sent, setSent] = useState(false)
  useEffect(() => {
    if (draft === initial || sent) return
    const save = () => keepDraft(sessionStorage, userId, { draft, savedAt: Date.now() })
    const timer = setTimeout(save, saveAfterMs)
    window.addEventListener('pagehide', save)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pagehide', save)
    }
  }, [draft, initial, sent, userId])
  return {
    draft,
    change: (part) => setDraft((held) => ({ ...held, ...part })),
    replace: setDraft,
    forget: () => {
      setSent(true)
      dropDraft(sessionStorage, userId)
    },
  }
}
