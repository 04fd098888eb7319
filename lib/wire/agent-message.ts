import { decodeUtf8, parseJson } from './aws-json'
import { type Hasher, toHex } from './hasher'

/**
 * The binary envelope of the control and data channels, big endian:
 *
 *   0 header length (116) · 4 type, 32 padded with spaces · 36 schema version · 40 created, ms · 48 sequence number ·
 *   56 flags · 64 message id, its halves swapped · 80 SHA-256 of the payload · 112 payload type · 116 payload length · 120 payload
 */
export interface AgentMessage {
  type: string
  schemaVersion: number
  createdAt: Date
  sequenceNumber: number
  flags: number
  /** UUID in lower case. */
  messageId: string
  payloadType: number
  /** A view into the frame it was decoded from. */
  payload: Uint8Array
}

export type DecodedAgentMessage = { kind: 'message'; message: AgentMessage } | { kind: 'malformed'; reason: string }

const headerLength = 116
const payloadStart = headerLength + 4
const latestDate = 8_640_000_000_000_000n
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function encodeAgentMessage(message: AgentMessage, hasher: Hasher): Uint8Array {
  const type = new TextEncoder().encode(message.type)
  if (type.length === 0 || type.length > 32) throw new RangeError(`The message type "${message.type}" does not fit in 32 bytes`)
  const frame = new Uint8Array(payloadStart + message.payload.length)
  const view = new DataView(frame.buffer)
  view.setUint32(0, headerLength)
  frame.fill(0x20, 4, 36)
  frame.set(type, 4)
  view.setUint32(36, message.schemaVersion)
  view.setBigUint64(40, BigInt(message.createdAt.getTime()))
  view.setBigInt64(48, BigInt(message.sequenceNumber))
  view.setBigUint64(56, BigInt(message.flags))
  frame.set(messageIdBytes(message.messageId), 64)
  frame.set(hasher.sha256(message.payload), 80)
  view.setUint32(112, message.payloadType)
  view.setUint32(116, message.payload.length)
  frame.set(message.payload, payloadStart)
  return frame
}

/** With a hasher the digest is checked too. Never allocates by a length that the frame claims. */
export function decodeAgentMessage(frame: Uint8Array, hasher?: Hasher): DecodedAgentMessage {
  if (frame.length < payloadStart) return malformed(`${frame.length} bytes are less than a header`)
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const header = view.getUint32(0)
  if (header < headerLength || header > frame.length - 4) return malformed(`header length ${header} does not fit`)
  const length = view.getUint32(header)
  if (length !== frame.length - header - 4)
    return malformed(`payload length ${length}, but ${frame.length - header - 4} bytes are there`)
  const type = decodeUtf8(frame.subarray(4, 36))?.replace(/^[\0 ]+|[\0 ]+$/g, '')
  if (!type) return malformed('no message type')
  const created = view.getBigUint64(40)
  if (created === 0n || created > latestDate) return malformed(`created date ${created} is not a time`)
  const sequenceNumber = Number(view.getBigInt64(48))
  const flags = Number(view.getBigUint64(56))
  if (!Number.isSafeInteger(sequenceNumber) || !Number.isSafeInteger(flags))
    return malformed('sequence number or flags out of range')
  const payload = frame.subarray(header + 4)
  if (hasher && toHex(hasher.sha256(payload)) !== toHex(frame.subarray(80, 112)))
    return malformed('payload digest does not match')
  return {
    kind: 'message',
    message: {
      type,
      schemaVersion: view.getUint32(36),
      createdAt: new Date(Number(created)),
      sequenceNumber,
      flags,
      messageId: messageIdText(frame.subarray(64, 80)),
      payloadType: view.getUint32(112),
      payload,
    },
  }
}

export interface JsonMessage {
  type: string
  messageId: string
  createdAt: Date
  payload: { readonly [key: string]: unknown }
}

/** The control channel's kind of message: JSON, and zero in every field that only the data channel uses. */
export function encodeJsonMessage(message: JsonMessage, hasher: Hasher): Uint8Array {
  const payload = new TextEncoder().encode(JSON.stringify(message.payload))
  return encodeAgentMessage({ ...message, schemaVersion: 1, sequenceNumber: 0, flags: 0, payloadType: 0, payload }, hasher)
}

/** The JSON inside, or `undefined` when there is none. */
export function jsonPayload(message: AgentMessage): unknown {
  const parsed = parseJson(decodeUtf8(message.payload))
  return parsed.kind === 'parsed' ? parsed.value : undefined
}

function messageIdBytes(id: string): Uint8Array {
  if (!uuid.test(id)) throw new RangeError(`The message id "${id}" is not a UUID`)
  const hex = id.replaceAll('-', '')
  const bytes = new Uint8Array(16)
  for (let index = 0; index < 16; index += 1) bytes[(index + 8) % 16] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16)
  return bytes
}

function messageIdText(bytes: Uint8Array): string {
  const hex = toHex(bytes.subarray(8)) + toHex(bytes.subarray(0, 8))
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function malformed(reason: string): DecodedAgentMessage {
  return { kind: 'malformed', reason }
}
