import { authenticate, type KeySources } from '#lib/api/authenticate'
import { clientOf } from '#lib/api/client'
import type { Ports } from '#lib/platform/context'
import type { Authenticate } from './create-channel'

const services = ['ssmmessages']

/** Signature Version 4, as agents sign both calls of a channel: with their temporary credentials. */
export function signedByNode(ports: Pick<Ports, 'clock'>, keys: KeySources): Authenticate {
  return (request, body) => {
    const { method = 'GET', url = '/', headers } = request
    return authenticate(ports, keys, { http: { method, url, headers, body }, client: clientOf(request), services })
  }
}
