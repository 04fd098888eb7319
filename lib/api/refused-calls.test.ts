import { beforeEach, expect, it } from 'vitest'
import type { AuditRecord } from '#lib/capabilities/audit/index'
import { readConfig } from '#lib/platform/config'
import { createFakeClock } from '#lib/platform/testing/fake-clock'
import { ApiError } from '#lib/vocabulary/api-error'
import { createRefusedCalls, recordsInWindow } from './refused-calls'

const clock = createFakeClock()
let written: AuditRecord[]
let refused: ReturnType<typeof createRefusedCalls>
beforeEach(() => {
  written = []
  const audit = { add: (record: AuditRecord) => void written.push(record), flush: async () => {} }
  refused = createRefusedCalls({ clock, config: readConfig({}) }, audit)
})

const refuse = (keyId: string) =>
  refused.add({
    operation: undefined,
    service: 'ssm',
    client: { sourceIp: '192.0.2.1', userAgent: 'test' },
    authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/20260101/local-1/ssm/aws4_request, Signature=0`,
    failure: new ApiError('UnrecognizedClientException', 'The security token included in the request is invalid.'),
    requestId: 'r',
  })

it('records equal calls once, and then how many there were', () => {
  for (let n = 0; n < 1_000; n += 1) refuse('AKIA1')
  expect(written).toMatchObject([{ actor: 'AKIA1 (not verified)', accessKeyId: 'AKIA1' }])
  clock.advance(60_000)
  expect(written.slice(1)).toMatchObject([{ accessKeyId: 'AKIA1', message: expect.stringMatching(/^999 more calls like this/) }])
})

it('records a few different calls, and the rest in one', () => {
  for (let n = 0; n < 1_000; n += 1) refuse(`AKIA${n}`)
  expect(written).toHaveLength(recordsInWindow)
  clock.advance(60_000)
  const [rest, ...none] = written.slice(recordsInWindow)
  expect(rest).toMatchObject({ accessKeyId: null, message: '990 other calls were refused within a minute.' })
  expect(none).toEqual([])
})

it('begins anew after a minute', () => {
  refuse('AKIA1')
  clock.advance(60_000)
  refuse('AKIA1')
  expect(written.map((record) => record.message)).toEqual(Array(2).fill('The security token included in the request is invalid.'))
})
