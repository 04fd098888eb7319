import type { IncomingMessage } from 'node:http'
import { findSession } from '#lib/api/bff-door'
import { hasUsers, type SignIn } from '#lib/capabilities/auth/index'
import type { Ports } from '#lib/platform/context'

/** Pages are for people who are signed in; set-up only while nobody owns the installation. */
export function createPageGate(ports: Ports) {
  let owned = false
  return async (signIn: SignIn, request: IncomingMessage, path: string): Promise<string | undefined> => {
    owned ||= await hasUsers(ports)
    if (!owned) return path === '/setup' ? undefined : '/setup'
    const signedIn = (await findSession(signIn, request)) !== undefined
    if (path === '/setup') return signedIn ? '/' : '/sign-in'
    if (path === '/sign-in') return signedIn ? '/' : undefined
    // Not `request.url`: one that begins with `//` names another site.
    const search = URL.parse(request.url ?? '/', 'http://front-door')?.search ?? ''
    return signedIn ? undefined : `/sign-in?next=${encodeURIComponent(path + search)}`
  }
}
