import { describe, expect, it } from 'vitest'
import { createShutdown } from './shutdown'

type Stop = () => Promise<void>

function recorded(stops: Record<string, Stop>, options: { withinMs?: number; hurryAfterMs?: number } = {}) {
  const done: string[] = []
  const exited = Promise.withResolvers<number>()
  const exit = (code: number) => {
    done.push(`exit ${code}`)
    exited.resolve(code)
  }
  const log = { error: (...line: unknown[]) => void done.push(`error: ${String(line.at(-1))}`) }
  const parts = Object.entries(stops).map(([name, stop]) => {
    const recordedStop = () => {
      done.push(name)
      return stop()
    }
    return [name, recordedStop] as const
  })
  return { ...createShutdown({ log, exit, parts, ...options }), done, exited: exited.promise }
}

const quick: Stop = async () => {}
const never: Stop = () => new Promise(() => {})
const broken: Stop = () => Promise.reject(new Error('broken'))

describe('an orderly end', () => {
  it('ends the parts in turn, once, and then the process', async () => {
    const shutdown = recorded({ doors: quick, ports: quick, database: quick })
    expect(shutdown.isEnding()).toBe(false)
    await Promise.all([shutdown.end(0), shutdown.end(1)])
    expect(shutdown.done).toEqual(['doors', 'ports', 'database', 'exit 0'])
  })

  it('goes on after a part that fails', async () => {
    const shutdown = recorded({ doors: broken, database: quick })
    await shutdown.end(0)
    expect(shutdown.done).toEqual(['doors', 'error: a part did not end well', 'database', 'exit 0'])
  })

  it('is cut short when a part does not end', async () => {
    const shutdown = recorded({ doors: never, database: quick }, { withinMs: 10 })
    void shutdown.end(0)
    expect(await shutdown.exited).toBe(1)
  })

  it('is hurried by a second Ctrl-C, and not by the echo of the first', async () => {
    const patient = recorded({ doors: never }, { hurryAfterMs: 60_000 })
    patient.hurry()
    void patient.end(0)
    patient.hurry()
    expect(patient.done).toEqual(['doors'])
    const hurried = recorded({ doors: never }, { hurryAfterMs: 0 })
    void hurried.end(0)
    hurried.hurry()
    expect(await hurried.exited).toBe(1)
  })
})
