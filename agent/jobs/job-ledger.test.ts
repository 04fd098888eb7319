import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JobLedger } from '#agent/jobs/job-ledger'
import type { ReceivedJob, StoredReply } from '#agent/jobs/job-record'
import { temporaryDirectory } from '#agent/testing/agent-process'

let directory: ReturnType<typeof temporaryDirectory>
let now = 1_000_000
beforeEach(() => {
  directory = temporaryDirectory()
})
afterEach(() => directory.remove())

const open = () => JobLedger.open(directory.path, () => now)
const journal = () => path.join(directory.path, 'journal')
const job = (jobId: string, content = '{}'): ReceivedJob => ({ jobId, messageId: 'm', createdAt: 1, topic: 't', content })
const reply = (jobId: string, messageId: string, more: Partial<StoredReply> = {}): StoredReply => ({
  messageId,
  jobId,
  createdAt: 1,
  payload: {},
  ...more,
})
const success = { status: 'Success', code: 0, startedAt: 1, endedAt: 2 } as const

describe('the ledger of jobs', () => {
  it('gives the same state after a restart', async () => {
    const { ledger } = open()
    await ledger.accept(job('a'))
    ledger.beginAttempt('a', 0)
    ledger.finishStep({ jobId: 'a', step: 0, result: success, reply: reply('a', 'm1') })
    now += 5
    ledger.beginAttempt('a', 1)
    now += 5
    ledger.beginAttempt('a', 1)
    ledger.beginStreaming('a', 1)
    ledger.requestCancel('a')
    const before = ledger.find('a')
    ledger.close()
    const again = open().ledger
    expect(again.find('a')).toEqual(before)
    expect(again.find('a')?.steps.get(1)).toMatchObject({ attempt: 2, startedAt: now - 5, attemptedAt: now, output: 'streaming' })
    expect(again.isCancelRequested('a')).toBe(true)
  })

  it('forgets all but the id when everything was delivered', async () => {
    const { ledger } = open()
    await ledger.accept(job('a'))
    ledger.beginAttempt('a', 0)
    ledger.beginStreaming('a', 0)
    ledger.finishStep({ jobId: 'a', step: 0, result: success })
    ledger.finish('a', reply('a', 'final', { streamedStep: 0 }))
    ledger.acknowledgeReply('a', 'final')
    expect(ledger.find('a')).toBeDefined()
    ledger.endStreaming('a', 0)
    expect(ledger.find('a')).toBeUndefined()
    ledger.close()
    const again = open().ledger
    expect(again.find('a')).toBeUndefined()
    expect(again.isKnown('a')).toBe(true)
  })

  it('reads around a line cut short, and goes on behind it', async () => {
    const { ledger } = open()
    await ledger.accept(job('a'))
    ledger.close()
    appendFileSync(journal(), '{"kind":"accepted","at":1,"jo')
    const torn = open()
    expect(torn.unreadable).toBe(1)
    await torn.ledger.accept(job('b'))
    torn.ledger.close()
    const { ledger: again } = open()
    expect([again.isKnown('a'), again.isKnown('b')]).toEqual([true, true])
  })

  it('takes no harm from lines that are no records', () => {
    writeFileSync(journal(), 'null\n[]\n{"kind":"unheard of"}\n{"kind":"step","jobId":"gone","step":0}\n')
    const { ledger, unreadable } = open()
    expect(unreadable).toBe(3)
    expect(ledger.openJobs()).toEqual([])
  })

  it('remembers ids for thirty days, and ten thousand at most', async () => {
    const { ledger } = open()
    await ledger.remember('old')
    now += 31 * 24 * 3_600_000
    await ledger.remember('new')
    expect([ledger.isKnown('old'), ledger.isKnown('new')]).toEqual([false, true])
    await Promise.all(Array.from({ length: 10_000 }, (_, index) => ledger.remember(`job-${index}`)))
    expect([ledger.isKnown('new'), ledger.isKnown('job-0'), ledger.isKnown('job-9999')]).toEqual([false, true, true])
  })

  it('rewrites its file when it has grown, and loses nothing open', async () => {
    const { ledger } = open()
    await ledger.accept(job('kept'))
    ledger.beginAttempt('kept', 0)
    ledger.finishStep({ jobId: 'kept', step: 0, result: success, reply: reply('kept', 'unacknowledged') })
    const before = ledger.find('kept')
    const large = 'x'.repeat(200_000)
    for (let index = 0; index < 30; index += 1) {
      await ledger.accept(job(`job-${index}`, large))
      ledger.finish(`job-${index}`, reply(`job-${index}`, 'final'))
      ledger.acknowledgeReply(`job-${index}`, 'final')
    }
    ledger.close()
    expect(readFileSync(journal(), 'utf8').length).toBeLessThan(4_000_000)
    const { ledger: again, unreadable } = open()
    expect(unreadable).toBe(0)
    expect(again.find('kept')).toEqual(before)
    expect(again.isKnown('job-0')).toBe(true)
  })
})
