import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeHasher } from '#lib/api/node-hasher'
import { type AgentMessage, decodeAgentMessage, encodeAgentMessage, encodeJsonMessage, jsonPayload } from './agent-message'

const example: AgentMessage = {
  type: 'acknowledge',
  schemaVersion: 1,
  createdAt: new Date(1_700_000_000_000),
  sequenceNumber: 0,
  flags: 3,
  messageId: '00112233-4455-6677-8899-aabbccddeeff',
  payloadType: 0,
  payload: new TextEncoder().encode('{"x":1}'),
}

const dump = `
00 00 00 74 61 63 6b 6e 6f 77 6c 65 64 67 65 20
20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20
20 20 20 20 00 00 00 01 00 00 01 8b cf e5 68 00
00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 03
88 99 aa bb cc dd ee ff 00 11 22 33 44 55 66 77
50 41 bf 1f 71 3d f2 04 78 43 53 e8 2f 6a 4a 53
59 31 cb 64 f1 f4 b4 a5 ae af fc b7 20 91 8b 22
00 00 00 00 00 00 00 07 7b 22 78 22 3a 31 7d`

const recorded = Uint8Array.from(dump.trim().split(/\s+/), (byte) => Number.parseInt(byte, 16))
const changed = (offset: number, ...bytes: number[]): Uint8Array => {
  const frame = recorded.slice()
  frame.set(bytes, offset)
  return frame
}

describe('the agent message', () => {
  it('is written as the stock agent writes it', () => {
    expect(encodeAgentMessage(example, nodeHasher)).toEqual(recorded)
  })

  it('is read as it was written', () => {
    const decoded = decodeAgentMessage(recorded, nodeHasher)
    expect(decoded).toEqual({ kind: 'message', message: example })
    expect(decoded.kind === 'message' && jsonPayload(decoded.message)).toEqual({ x: 1 })
  })

  it('is read from the middle of a larger buffer, and with NUL padding', () => {
    const buffer = new Uint8Array(recorded.length + 20)
    buffer.set(changed(15, ...Array<number>(21).fill(0)), 7)
    const decoded = decodeAgentMessage(buffer.subarray(7, 7 + recorded.length))
    expect(decoded).toEqual({ kind: 'message', message: example })
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['half a header', recorded.subarray(0, 60)],
    ['a cut payload', recorded.subarray(0, recorded.length - 1)],
    ['bytes behind the payload', new Uint8Array([...recorded, 0])],
    ['a header length of 0', changed(0, 0, 0, 0, 0)],
    ['a header length beyond the frame', changed(0, 0xff, 0xff, 0xff, 0xff)],
    ['a payload length of 4 GiB', changed(116, 0xff, 0xff, 0xff, 0xff)],
    ['an empty type', changed(4, ...Array<number>(32).fill(0x20))],
    ['a type that is not UTF-8', changed(4, 0xff)],
    ['no date', changed(40, 0, 0, 0, 0, 0, 0, 0, 0)],
    ['a date after all time', changed(40, 0xff, 0, 0, 0, 0, 0, 0, 0)],
    ['a sequence number beyond 53 bits', changed(48, 0x7f, 0xff)],
    ['flags beyond 53 bits', changed(56, 0xff)],
    ['another payload than the digest says', changed(120, 0x20)],
  ])('reports %s as malformed', (_name, frame) => {
    expect(decodeAgentMessage(frame, nodeHasher)).toMatchObject({ kind: 'malformed' })
  })

  it('refuses to write what the format cannot hold', () => {
    expect(() => encodeAgentMessage({ ...example, type: 'x'.repeat(33) }, nodeHasher)).toThrow(RangeError)
    expect(() => encodeAgentMessage({ ...example, messageId: 'x' }, nodeHasher)).toThrow(RangeError)
  })

  it('survives a round trip', () => {
    const message = fc.record<AgentMessage>({
      type: fc.stringMatching(/^[a-z_]{1,32}$/),
      schemaVersion: fc.nat(0xffffffff),
      createdAt: fc.date({ min: new Date(1), noInvalidDate: true }),
      sequenceNumber: fc.maxSafeInteger(),
      flags: fc.maxSafeNat(),
      messageId: fc.uuid(),
      payloadType: fc.nat(0xffffffff),
      payload: fc.uint8Array({ maxLength: 2000 }),
    })
    fc.assert(
      fc.property(message, (original) => {
        expect(decodeAgentMessage(encodeAgentMessage(original, nodeHasher), nodeHasher)).toEqual({
          kind: 'message',
          message: original,
        })
      }),
    )
  })

  it('never throws on any frame', () => {
    const garbage = fc.uint8Array({ maxLength: 300 })
    const bent = fc
      .tuple(fc.nat(recorded.length - 4), fc.uint8Array({ maxLength: 4 }))
      .map(([at, bytes]) => changed(at, ...bytes))
    fc.assert(
      fc.property(fc.oneof(garbage, bent), (frame) => {
        const decoded = decodeAgentMessage(frame, nodeHasher)
        if (decoded.kind === 'message') jsonPayload(decoded.message)
      }),
      { numRuns: 2000 },
    )
  })

  it('carries JSON on the control channel, and reads anything else as nothing', () => {
    const { messageId, createdAt } = example
    const frame = encodeJsonMessage({ type: 'agent_job', messageId, createdAt, payload: { text: 'ü' } }, nodeHasher)
    const decoded = decodeAgentMessage(frame, nodeHasher)
    expect(decoded.kind === 'message' && jsonPayload(decoded.message)).toEqual({ text: 'ü' })
    expect(jsonPayload({ ...example, payload: new Uint8Array([0xff]) })).toBeUndefined()
    expect(jsonPayload({ ...example, payload: new TextEncoder().encode('['.repeat(100_000)) })).toBeUndefined()
  })
})
