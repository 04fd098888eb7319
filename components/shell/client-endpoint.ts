export interface ClientEndpoint {
  /** https, from any machine that reaches this server. */
  anywhere: string
  /** Plain http, when this page itself came over it from this very machine. */
  here: string | undefined
  region: string
}

/** How tools reach this installation, seen from a page at `origin` (empty while the server draws it). */
export function clientEndpoint(session: { url: string; region: string } | undefined, origin: string): ClientEndpoint {
  const host = origin === '' ? '' : new URL(origin).hostname
  const isHere = origin.startsWith('http:') && ['localhost', '127.0.0.1', '[::1]'].includes(host)
  return { anywhere: session?.url ?? origin, here: isHere ? origin : undefined, region: session?.region ?? '' }
}
