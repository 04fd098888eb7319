import { nodeHasher } from '#lib/api/node-hasher'
import { signRequest } from '#lib/wire/sigv4'

export interface SignedCall {
  /** Without a path. */
  url: string
  key: { accessKeyId: string; secretAccessKey: string }
  /** Such as `AmazonSSM.SendCommand`. */
  target: string
  input: unknown
}

export function signCall({ url, key, target, input }: SignedCall): { headers: Record<string, string>; body: Buffer } {
  const body = Buffer.from(JSON.stringify(input))
  const headers = signRequest({
    method: 'POST',
    url: `${url}/`,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
    body,
    credentials: key,
    region: 'local-1',
    service: 'ssm',
    date: new Date(),
    hasher: nodeHasher,
  })
  return { headers, body }
}

export async function callAws(call: SignedCall): Promise<{ status: number; body: Record<string, unknown> }> {
  const { headers, body } = signCall(call)
  const { host: _, ...sent } = headers
  const answer = await fetch(`${call.url}/`, { method: 'POST', headers: sent, body: new Uint8Array(body) })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
