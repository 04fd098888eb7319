import { describe, expect, it } from 'vitest'
import { EventFilter } from './event-filter'

const run = { topics: ['commands', 'command/9f3c'] }
const node = { topics: ['nodes', 'node/mi-0ab'] }

describe('events that only the navigation asked for', () => {
  it('make nothing of the page old', () => {
    const filter = new EventFilter()
    expect(filter.wanted([run, node], new Set(['command/9f3c']))).toEqual([run])
    expect(filter.wanted([run, node], new Set(['console']))).toEqual([])
  })

  it('are handed on once to a page that was on its way, and wants them late', () => {
    const filter = new EventFilter()
    filter.wanted([run, node], new Set(['console']))
    expect(filter.missed(new Set(['command/9f3c']))).toEqual([run])
    expect(filter.missed(new Set(['command/9f3c']))).toEqual([])
    expect(filter.missed(new Set(['nodes']))).toEqual([node])
  })

  it('are forgotten after a minute', () => {
    let now = 0
    const filter = new EventFilter(() => now)
    filter.wanted([run], new Set())
    now = 60_001
    expect(filter.missed(new Set(['commands']))).toEqual([])
  })
})
