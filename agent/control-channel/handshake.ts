import { randomUUID } from 'node:crypto'
import { call, type ControlPlane, Refusal } from '#agent/control-plane/control-plane'
import { nodeHasher } from '#agent/control-plane/node-hasher'
import type { PlatformType } from '#agent/plugins/plugin'
import { agentVersion } from '#agent/version'
import { capabilities, openFrame } from '#lib/wire/control-messages'
import { type Credentials, signRequest } from '#lib/wire/sigv4'

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Asks for a token that opens one WebSocket (agent.md 7.1). */
export async function createControlChannel(plane: ControlPlane, nodeId: string, credentials: Credentials): Promise<string> {
  const { status, body } = await call(plane, {
    path: controlPath(nodeId),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ MessageSchemaVersion: '1.0', RequestId: randomUUID() }),
    service: 'ssmmessages',
    credentials,
  })
  const token = status === 201 ? parseToken(body.toString('utf8')) : undefined
  if (token !== undefined) return token
  throw new Refusal(status === 403 ? 'AccessDeniedException' : `HTTP ${status}`, 'the control channel was not created')
}

export function parseToken(xml: string): string | undefined {
  const found = /<TokenValue>([^<]+)<\/TokenValue>/.exec(xml)?.[1]
  return found?.replace(/&(lt|gt|amp|quot|apos);/g, (whole, name: string) => entities[name] ?? whole)
}

/** Address and signed headers of the upgrade request. */
export function upgradeRequest(
  plane: ControlPlane,
  nodeId: string,
  credentials: Credentials,
): { url: string; headers: Record<string, string> } {
  const url = `${plane.url}${controlPath(nodeId)}?role=subscribe&stream=input`
  const toSign = { method: 'GET', url, headers: {}, body: new Uint8Array(), credentials, region: plane.region }
  const headers = signRequest({ ...toSign, service: 'ssmmessages', date: plane.clock.now(), hasher: nodeHasher })
  return { url: url.replace(/^https/, 'wss'), headers }
}

export function firstFrame(tokenValue: string, platform: PlatformType): string {
  return openFrame({ tokenValue, agentVersion, platformType: platform.toLowerCase(), capabilities, requestId: randomUUID() })
}

const controlPath = (nodeId: string): string => `/v1/control-channel/${nodeId}`
