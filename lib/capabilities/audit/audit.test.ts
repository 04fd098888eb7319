import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { encodeNextToken } from '#lib/vocabulary/paging'
import { listAuditRecords } from './operations/list-audit-records'
import type { AuditRecord } from './record'
import { createAuditWriter } from './writer'

describe('audit records', () => {
  let test: TestContext
  beforeAll(async () => {
    test = await testContext()
  })
  afterAll(() => test.close())

  const record = (over: Partial<AuditRecord>): AuditRecord => ({
    accountId: test.ctx.caller.accountId,
    at: test.clock.now(),
    actorKind: 'anonymous',
    actor: 'anonymous',
    role: null,
    accessKeyId: null,
    sourceIp: '127.0.0.1',
    userAgent: 'test',
    service: 'ssm',
    action: 'Test',
    access: 'read',
    resources: ['*'],
    request: {},
    result: 'ok',
    message: null,
    requestId: crypto.randomUUID(),
    durationMs: 1,
    ...over,
  })

  it('are kept whatever a client put into its request', async () => {
    const writer = createAuditWriter(test.ports)
    const hostile = ['\0', 'x\ud83d', '\udca5x']
    for (const text of hostile) writer.add(record({ action: 'Hostile', actor: text, resources: [text], message: text }))
    writer.add(record({ action: 'Neighbour' }))
    await writer.flush()
    expect((await test.call(listAuditRecords, { Action: 'Hostile' })).Records).toHaveLength(hostile.length)
    expect((await test.call(listAuditRecords, { Action: 'Neighbour' })).Records).toHaveLength(1)
  })

  it.each(['abc', 1.5, 1e20, '1'])('are not paged by a made-up key %j', async (key) => {
    await expect(test.call(listAuditRecords, { NextToken: encodeNextToken('audit-records', [key]) })).rejects.toMatchObject({
      code: 'InvalidNextToken',
    })
  })

  it('are filtered to a value, and without values', async () => {
    const writer = createAuditWriter(test.ports)
    for (const actor of ['maria', 'jon', 'ci']) writer.add(record({ action: 'Filtered', actor }))
    await writer.flush()
    const actors = async (input: object) =>
      (await test.call(listAuditRecords, { Action: 'Filtered', ...input })).Records.map(({ Actor }) => Actor)
    expect(await actors({ Actor: 'jon' })).toEqual(['jon'])
    expect(await actors({ Without: { Actor: ['jon', 'ci'] } })).toEqual(['maria'])
    expect(await actors({ Without: { Access: ['read'] } })).toEqual([])
  })

  it('of reads that find no room are missed aloud', async () => {
    const warned: string[] = []
    const log = { ...test.ports.log, error: (...line: unknown[]) => void warned.push(String(line.at(-1))) }
    const writer = createAuditWriter({ ...test.ports, log })
    for (let count = 0; count < 50_002; count += 1) writer.add(record({}))
    expect(warned).toEqual([expect.stringContaining('no room')])
  })
})
