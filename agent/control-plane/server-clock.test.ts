import { describe, expect, it } from 'vitest'
import { ServerClock } from '#agent/control-plane/server-clock'
import { createAgentLog } from '#agent/log'

const at = (milliseconds: number) => new Date(Date.now() + milliseconds).toUTCString()
const ahead = (clock: ServerClock) => Math.round((clock.now().getTime() - Date.now()) / 60_000)

describe('the clock of signatures', () => {
  it('is this machine’s when the server has about the same time', () => {
    const clock = new ServerClock(createAgentLog('info', () => expect.fail('nothing to say')))
    for (const header of [at(5_000), at(-20_000), undefined, 'nonsense']) clock.learn(header)
    expect(ahead(clock)).toBe(0)
  })

  it('is the server’s when they differ, is said once, and comes back when the clock is mended', () => {
    const lines: string[] = []
    const clock = new ServerClock(createAgentLog('info', (line) => lines.push(line)))
    clock.learn(at(600_000))
    clock.learn(at(601_000))
    expect(ahead(clock)).toBe(10)
    expect(lines).toHaveLength(1)
    clock.learn(at(0))
    expect(ahead(clock)).toBe(0)
  })
})
