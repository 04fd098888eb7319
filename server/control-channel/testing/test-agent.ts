import { once } from 'node:events'
import { WebSocket } from 'ws'
import { nodeHasher } from '#lib/api/node-hasher'
import { type AgentMessage, decodeAgentMessage, encodeJsonMessage, jsonPayload } from '#lib/wire/agent-message'

/** What the stock agent does on its control channel, one step at a time. */
export async function createChannel(
  port: number,
  nodeId: string,
  asNode: string | undefined = nodeId,
): Promise<{ status: number; body: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/control-channel/${nodeId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(asNode !== undefined && { 'x-node': asNode }) },
    body: '{"MessageSchemaVersion":"1.0","RequestId":"c3763d3e-8bed-4b7d-8780-f60afcbe341f"}',
  })
  return { status: answer.status, body: await answer.text() }
}

export async function channelToken(port: number, nodeId: string): Promise<string> {
  const { body } = await createChannel(port, nodeId)
  return /<TokenValue>([^<]+)<\/TokenValue>/.exec(body)?.[1] ?? ''
}

export interface TestAgent {
  socket: WebSocket
  /** The next message that the server sent, of this type where one is named. */
  next(type?: string): Promise<{ type: string; payload: unknown }>
  send(type: string, payload: { readonly [key: string]: unknown }, messageId?: string): void
  /** Code and reason with which the socket closed. */
  closed: Promise<{ code: number; reason: string }>
}

export async function upgrade(port: number, nodeId: string): Promise<TestAgent> {
  const url = `ws://127.0.0.1:${port}/v1/control-channel/${nodeId}?role=subscribe&stream=input`
  return follow(new WebSocket(url, { headers: { 'x-node': nodeId }, perMessageDeflate: false }))
}

export async function follow(socket: WebSocket): Promise<TestAgent> {
  const messages: { type: string; payload: unknown }[] = []
  const waiting: { type: string | undefined; resolve(message: { type: string; payload: unknown }): void }[] = []
  socket.on('message', (data: Buffer) => {
    const message = read(data)
    const index = waiting.findIndex(({ type }) => type === undefined || type === message.type)
    const [first] = index < 0 ? [] : waiting.splice(index, 1)
    if (first) first.resolve(message)
    else messages.push(message)
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
  })
  socket.on('error', () => {})
  await Promise.race([once(socket, 'open'), closed])
  return {
    socket,
    closed,
    next(type) {
      const index = messages.findIndex((message) => type === undefined || message.type === type)
      const [found] = index < 0 ? [] : messages.splice(index, 1)
      return found ? Promise.resolve(found) : new Promise((resolve) => waiting.push({ type, resolve }))
    },
    send: (type, payload, messageId) => socket.send(frameOf(type, payload, messageId)),
  }
}

/** The open frame as recorded from a stock agent, with another token. */
export function openFrame(token: string, extra: object = {}): string {
  return JSON.stringify({
    Cookie: null,
    MessageSchemaVersion: '1.0',
    RequestId: '36703afd-9d06-4522-bccb-8cf01980da04',
    TokenValue: token,
    AgentVersion: '3.3.0.0',
    PlatformType: 'linux',
    ...extra,
  })
}

/** Connected and open: the server has answered with its hello. */
export async function connectAgent(port: number, nodeId: string): Promise<TestAgent> {
  const agent = await upgrade(port, nodeId)
  agent.socket.send(openFrame(await channelToken(port, nodeId), { Capabilities: ['output-stream', 'full-output'] }))
  await agent.next('quarterdeck_hello')
  return agent
}

export function frameOf(
  type: string,
  payload: { readonly [key: string]: unknown },
  messageId: string = crypto.randomUUID(),
): Uint8Array {
  return encodeJsonMessage({ type, payload, messageId, createdAt: new Date() }, nodeHasher)
}

function read(frame: Buffer): { type: string; payload: unknown } {
  const decoded = decodeAgentMessage(frame, nodeHasher)
  if (decoded.kind === 'malformed') throw new Error(decoded.reason)
  const message: AgentMessage = decoded.message
  return { type: message.type, payload: jsonPayload(message) }
}
