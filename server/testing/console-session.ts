import type { TestServer } from './test-server'

type Signing = Pick<TestServer, 'url' | 'owner'>

export function postSignIn(server: Signing, password = server.owner.password): Promise<Response> {
  return fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ email: server.owner.email, password }),
  })
}

export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

/** The cookies of the owner, as a browser sends them. */
export async function ownerCookie(server: Signing): Promise<string> {
  return cookiesOf(await postSignIn(server))
}
