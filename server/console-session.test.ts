import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cookiesOf, ownerCookie } from './testing/console-session'
import { startTestServer, type TestServer } from './testing/test-server'

const hour = 3_600

describe('a session of the console', () => {
  let server: TestServer
  let cookie: string
  beforeAll(async () => {
    server = await startTestServer()
    cookie = await ownerCookie(server)
  })
  afterAll(() => server.close())

  const db = () => server.running.services.system.db
  const get = (path: string) => fetch(server.url + path, { headers: { cookie } })
  const call = () =>
    fetch(`${server.url}/api/aws/sts/GetCallerIdentity`, {
      method: 'POST',
      headers: { cookie, 'x-quarterdeck': '1' },
      body: '{}',
    })

  /** As if the owner had signed in so long ago, and the session had so long to live. */
  async function age(signedIn: number, left: number): Promise<void> {
    await db().execute(sql`update auth_sessions set created_at = now() - make_interval(secs => ${signedIn}),
      updated_at = now() - make_interval(secs => ${12 * hour - left}), expires_at = now() + make_interval(secs => ${left})`)
  }

  async function secondsLeft(): Promise<number> {
    const { expiresAt } = (await (await get('/api/session')).json()) as { expiresAt: number }
    return expiresAt - Date.now() / 1000
  }

  beforeEach(() => age(0, 12 * hour))

  it('lasts longer when it is used, in the browser too', async () => {
    await age(24 * hour, 2 * hour)
    const answer = await call()
    expect(answer.status).toBe(200)
    expect(cookiesOf(answer)).toContain('session_token=')
    expect(answer.headers.getSetCookie().join()).toMatch(/Max-Age=43200/)
    expect(await secondsLeft()).toBeGreaterThan(11.9 * hour)
  })

  it('is not renewed with every call', async () => {
    await age(hour, 11.9 * hour)
    expect((await call()).headers.getSetCookie()).toEqual([])
  })

  it('is not renewed by a stream that is merely open', async () => {
    await age(24 * hour, 2 * hour)
    const ending = new AbortController()
    const answer = await fetch(`${server.url}/api/live?topics=nodes`, { headers: { cookie }, signal: ending.signal })
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []])
    ending.abort()
    const { rows } = await db().execute<{ left: number }>(
      sql`select extract(epoch from expires_at - now())::float8 as left from auth_sessions`,
    )
    expect(rows[0]?.left).toBeLessThan(2 * hour)
  })

  it('says when it ends, at the latest 30 days after signing in', async () => {
    await age(30 * 24 * hour - 600, 6 * hour)
    expect(await secondsLeft()).toBeLessThanOrEqual(600)
  })

  it('leaves a record of who signed out', async () => {
    await fetch(`${server.url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { cookie, origin: server.url, 'content-type': 'application/json' },
      body: '{}',
    })
    expect((await call()).status).toBe(401)
    await server.running.services.api.observers.audit.flush()
    const { rows } = await db().execute("select actor_kind, actor, role, result from audit_records where action = 'SignOut'")
    expect(rows).toEqual([{ actor_kind: 'user', actor: server.owner.email, role: 'owner', result: 'ok' }])
    cookie = await ownerCookie(server)
  })

  it('ends then, however much it is used', async () => {
    await age(30 * 24 * hour + 1, 6 * hour)
    expect((await call()).status).toBe(401)
    const { rows } = await db().execute('select 1 from auth_sessions')
    expect(rows).toEqual([])
  })
})
