'use client'
import { useEffect, useRef, useState } from 'react'
import { ApiFailure, quarterdeck } from '#lib/api/browser'
import { dropCopy, keepCopy } from './draft-copy'
import type { DraftState } from './queries'
import type { DocumentKind } from './read-document'

export type Keeping = 'clean' | 'waiting' | 'saved' | 'browser' | 'conflict'

export interface DraftKeeperInput extends DocumentKind {
  userId: string
  /** Of the draft: the document's, or that of documents without a name. */
  name: string
  text: string
  /** The text at this moment. */
  now: () => string
  /** What the text would be without a draft. */
  baseText: string
  baseVersion: string | undefined
  /** Revision and text of the draft that the editor started with. */
  revision: number
  storedText: string
  /** Looks like a secret: then nothing stays in the browser. */
  hasSecret: boolean
}

export interface DraftKeeper {
  keeping: Keeping
  /** After saving: there is nothing left that could be lost. */
  forget: () => Promise<void>
  /** This text goes on; the other tab's is replaced. */
  takeOver: (revision: number) => void
}

const saveAfterMs = 1000
const tryAgainMs = 10_000

/** A second after the last edit the text is on the server, and where that fails in the browser. Writes go one after the other. */
export function useDraftKeeper(input: DraftKeeperInput): DraftKeeper {
  const { text, baseText, storedText, baseVersion, format } = input
  const [keeping, setKeeping] = useState<Keeping>(input.revision > 0 ? 'saved' : 'clean')
  const [attempt, setAttempt] = useState(0)
  const revision = useRef(input.revision)
  const stored = useRef(storedText)
  const queue = useRef(Promise.resolve())
  const latest = useRef(input)
  const isOver = useRef(false)
  const failed = useRef<{ text: string; attempt: number }>(undefined)
  useEffect(() => {
    latest.current = input
  })
  useEffect(() => {
    const isTried = failed.current?.text === text && failed.current.attempt === attempt
    if (text === stored.current || keeping === 'conflict' || isOver.current || isTried) return
    setKeeping((was) => (was === 'browser' ? was : 'waiting'))
    const save = async () => {
      if (isOver.current) return
      const { done, revision: next } = await write(latest.current, revision.current)
      revision.current = next
      if (done !== 'browser') stored.current = text
      failed.current = done === 'browser' ? { text, attempt } : undefined
      setKeeping(done)
    }
    const timer = setTimeout(() => {
      queue.current = queue.current.then(save)
    }, saveAfterMs)
    return () => clearTimeout(timer)
  }, [text, baseText, baseVersion, format, keeping, attempt])
  useLeaving(() => {
    const now = latest.current.now()
    if (now !== stored.current && !isOver.current) keepCopy(localStorage, { ...latest.current, text: now })
  })
  useRetry(keeping === 'browser', () => setAttempt((count) => count + 1))
  return {
    keeping,
    async forget() {
      isOver.current = true
      await queue.current
      dropCopy(localStorage, latest.current)
      if (revision.current > 0) await remove(latest.current.name)
      revision.current = 0
      stored.current = latest.current.text
      setKeeping('clean')
      isOver.current = false
    },
    takeOver(next) {
      revision.current = next
      stored.current = ''
      setKeeping('waiting')
    },
  }
}

/** The page may go at any moment; what was typed last may not have been read yet. */
function useLeaving(keep: () => void): void {
  const latest = useRef(keep)
  useEffect(() => {
    latest.current = keep
  })
  useEffect(() => {
    const leave = () => latest.current()
    window.addEventListener('pagehide', leave)
    return () => window.removeEventListener('pagehide', leave)
  }, [])
}

function useRetry(isWanted: boolean, retry: () => void): void {
  const latest = useRef(retry)
  useEffect(() => {
    latest.current = retry
  })
  useEffect(() => {
    if (!isWanted) return undefined
    const again = () => latest.current()
    const timer = setInterval(again, tryAgainMs)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [isWanted])
}

async function write(input: DraftKeeperInput, revision: number): Promise<{ done: Keeping; revision: number }> {
  const { name, text, baseText, type, format, baseVersion } = input
  try {
    if (text === baseText) {
      if (revision > 0) await remove(name)
      dropCopy(localStorage, input)
      return { done: 'clean', revision: 0 }
    }
    const answer = await quarterdeck<DraftState>('PutDocumentDraft', {
      Name: name,
      Content: text,
      DocumentFormat: format,
      DocumentType: type,
      Revision: revision,
      ...(baseVersion === undefined ? {} : { BaseVersion: baseVersion }),
    })
    dropCopy(localStorage, input)
    return { done: 'saved', revision: answer.Revision }
  } catch (thrown) {
    if (thrown instanceof ApiFailure && thrown.code === 'DraftConflict') return { done: 'conflict', revision }
    keepCopy(localStorage, input)
    return { done: 'browser', revision }
  }
}

async function remove(name: string): Promise<void> {
  try {
    await quarterdeck('DeleteDocumentDraft', { Name: name })
  } catch (thrown) {
    if (!(thrown instanceof ApiFailure && thrown.code === 'DraftNotFound')) throw thrown
  }
}
