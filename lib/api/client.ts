import type { IncomingMessage } from 'node:http'

/** Address and program of the client, for audit and throttling. Forwarding headers are not believed. */
export function clientOf(request: IncomingMessage): { sourceIp: string; userAgent: string } {
  const address = request.socket.remoteAddress ?? 'unknown'
  return { sourceIp: address.replace(/^::ffff:/, ''), userAgent: (request.headers['user-agent'] ?? '').slice(0, 500) }
}
