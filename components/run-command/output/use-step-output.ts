'use client'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useOutput, useStreamOpens } from '#components/shell/live/live-provider'
import { LogBuffer } from '#queries/ui/log/log-buffer'
import { rangeFetcher } from '../run/run-queries'
import { OutputFeed } from './output-feed'
import { TailSink } from './tail-sink'

export interface StepOutput {
  buffer: LogBuffer
  /** Everything that the server has is here, or as much as fits. */
  loaded: boolean
  failure: unknown
  retry: () => void
  /** Set when only the end is shown: how much, of how much. */
  tail: { shown: number; size: number } | undefined
  /** The node's output was longer than the server keeps. */
  truncated: boolean
  showAll: () => void
}

export interface StepChoice {
  commandId: string
  nodeId: string
  step: string
  /** Changes when the server may have more than was streamed: the step's status. */
  version: string
  /** Called when all is here, before that is shown: the place to decide where to open. */
  onLoaded: (buffer: LogBuffer, isTail: boolean) => void
}

const streams = ['stdout', 'stderr'] as const
/** Beyond this a stream opens at its end, with the rest one press away. */
const openWhole = 4 * 1024 * 1024
const tailBytes = 2 * 1024 * 1024

/** What a step printed so far, and what it prints from now on. */
export function useStepOutput({ commandId, nodeId, step, version, onLoaded }: StepChoice): StepOutput {
  const [whole, setWhole] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const [state, setState] = useState<Loaded>(nothingYet)
  const source = useMemo(() => openSource({ commandId, nodeId, step }, whole, setState), [commandId, nodeId, step, whole])
  const opens = useStreamOpens()
  const tellLoaded = useEffectEvent(onLoaded)
  useOutput(`output/${commandId}/${nodeId}`, (chunk) => {
    if (chunk.step === step) source.feed.receive(chunk)
  })
  useEffect(() => {
    source.feed.open()
    return () => source.feed.close()
  }, [source])
  useEffect(() => {
    let current = true
    void source.load().then(() => {
      if (!current) return
      tellLoaded(source.buffer, source.isTail())
      source.buffer.tellNow()
      setState((held) => ({ ...held, loaded: true }))
    })
    return () => {
      current = false
    }
  }, [source, version, attempt, opens])
  return {
    ...state,
    buffer: source.buffer,
    retry: () => {
      setState((held) => ({ ...held, failure: undefined }))
      setAttempt(attempt + 1)
    },
    showAll: () => {
      setState(nothingYet)
      setWhole(true)
    },
  }
}

interface Loaded {
  loaded: boolean
  failure: unknown
  tail: StepOutput['tail']
  truncated: boolean
}

const nothingYet: Loaded = { loaded: false, failure: undefined, tail: undefined, truncated: false }

function openSource(
  place: { commandId: string; nodeId: string; step: string },
  whole: boolean,
  tell: (change: (held: Loaded) => Loaded) => void,
) {
  const buffer = new LogBuffer()
  const sink = new TailSink(buffer)
  const fetchRange = rangeFetcher(place)
  const feed = new OutputFeed(
    sink,
    async (stream, offset) => {
      const range = await fetchRange(stream, offset)
      if (range.truncated) tell((held) => ({ ...held, truncated: true }))
      if (whole || offset > 0 || range.size <= openWhole) return range
      const from = range.size - tailBytes
      sink.skip(stream, from)
      tell((held) => ({ ...held, tail: { shown: tailBytes, size: range.size } }))
      return fetchRange(stream, from)
    },
    (failure) => tell((held) => ({ ...held, failure })),
  )
  const isTail = () => streams.some((stream) => sink.skipped(stream) > 0)
  return { buffer, feed, isTail, load: () => Promise.all(streams.map((stream) => feed.fill(stream))) }
}
