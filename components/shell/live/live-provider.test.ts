import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { leaveAlone, refetcher, rootsOf } from './live-provider'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('asks again for what is shown when an event comes, but not for what is being deleted', async () => {
  vi.useFakeTimers()
  vi.stubGlobal('document', { visibilityState: 'visible' })
  const queries = new QueryClient()
  const asked: string[] = []
  const watch = (name: string) =>
    new QueryObserver(queries, { queryKey: ['documents', name], queryFn: () => asked.push(name) }).subscribe(() => undefined)
  const ends = [watch('kept'), watch('deleted')]
  const undo = leaveAlone(queries, ({ queryKey }) => queryKey.includes('deleted'))
  const tell = refetcher(queries)
  const event = async (): Promise<string[]> => {
    asked.length = 0
    tell('all')
    await vi.advanceTimersByTimeAsync(600)
    return [...asked].toSorted()
  }
  expect(await event()).toEqual(['kept'])
  undo()
  expect(await event()).toEqual(['deleted', 'kept'])
  ends.forEach((end) => end())
})

describe('what an event makes old', () => {
  it.each([
    ['nodes', ['nodes', 'node/mi-0ab'], ['nodes', 'node']],
    ['tags', ['nodes', 'node/mi-0ab'], ['tags', 'nodes', 'node']],
    ['tags', ['activations'], ['tags', 'activations']],
    ['run-command', ['command/9f3c', 'commands'], ['run-command', 'command', 'commands']],
    ['audit', ['audit'], ['audit']],
    ['auth', [], ['auth']],
  ])('%s on %j: %j', (capability, topics, roots) => expect(rootsOf({ capability, topics })).toEqual(roots))
})
