import type { IncomingMessage, ServerResponse } from 'node:http'
import { sql } from 'drizzle-orm'
import { equalInConstantTime } from '#lib/api/node-hasher'
import { clientOf } from '#lib/api/client'
import { isLoopback } from '#lib/platform/config'
import type { Ports } from '#lib/platform/context'
import type { Metrics } from './metrics'

/** A proxy on this machine speaks for clients elsewhere. */
const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const

/** `/healthz`: the process answers. `/readyz`: it can do its work. `/metrics`: from loopback, or with the token. */
export function createHealth(ports: Ports, metrics: Metrics, isReady: () => boolean) {
  async function ready(): Promise<boolean> {
    if (!isReady()) return false
    return ports.db.execute(sql`select 1`).then(
      () => true,
      () => false,
    )
  }

  function mayReadMetrics(request: IncomingMessage): boolean {
    const isForwarded = forwardingHeaders.some((name) => request.headers[name] !== undefined)
    if (isLoopback(clientOf(request).sourceIp) && !isForwarded) return true
    const { metricsToken } = ports.config
    return metricsToken !== undefined && equalInConstantTime(request.headers.authorization ?? '', `Bearer ${metricsToken}`)
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').split('?')[0]
    if (path === '/healthz') return answer(response, 200, 'ok\n')
    if (path === '/readyz') return (await ready()) ? answer(response, 200, 'ready\n') : answer(response, 503, 'not ready\n')
    if (mayReadMetrics(request)) return answer(response, 200, await metrics.text())
    answer(response, 403, 'Metrics are for loopback, or for a request with the token in QUARTERDECK_METRICS_TOKEN.\n')
  }
}

function answer(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' })
    .end(text)
}
