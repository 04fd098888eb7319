import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { startTestServer, type TestServer } from './testing/test-server'

describe('the end of a session', () => {
  let server: TestServer
  let cookie = ''
  beforeAll(async () => {
    server = await startTestServer()
    const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify(server.owner),
    })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  })
  afterAll(() => server.close())

  const ask = (method: 'GET' | 'POST', headers: Record<string, string> = { 'x-quarterdeck': '1', origin: server.url }) =>
    fetch(`${server.url}/api/session`, {
      method,
      headers: { cookie, 'content-type': 'application/json', ...headers },
      ...(method === 'POST' ? { body: '{}' } : {}),
    })
  const minutesLeft = async (answer: Response) => {
    const { expiresAt } = (await answer.json()) as { expiresAt: number }
    return Math.round((expiresAt - Date.now() / 1000) / 60)
  }
  const endIn = (minutes: number) =>
    server.running.services.system.db.execute(
      sql`update auth_sessions set expires_at = now() + make_interval(mins => ${minutes}), updated_at = now() - interval '11 hours'`,
    )

  it('is told, and looking does not put it off', async () => {
    expect(await minutesLeft(await ask('GET'))).toBe(720)
    await endIn(5)
    expect(await minutesLeft(await ask('GET'))).toBe(5)
    expect(await minutesLeft(await ask('GET'))).toBe(5)
  })

  it('is put off by asking for it, with a cookie that lasts as long', async () => {
    const answer = await ask('POST')
    expect(answer.headers.getSetCookie()[0]).toMatch(/session_token=.*Max-Age=43200.*HttpOnly/)
    expect(await minutesLeft(answer)).toBe(720)
    expect(await minutesLeft(await ask('GET'))).toBe(720)
  })

  it('is not put off by another site', async () => {
    await endIn(5)
    expect((await ask('POST', { 'x-quarterdeck': '1', origin: 'https://evil.example.test' })).status).toBe(403)
    expect((await ask('POST', { origin: server.url })).status).toBe(403)
    expect(await minutesLeft(await ask('GET'))).toBe(5)
  })

  it('leaves nobody signed in, and cannot be put off any more', async () => {
    await endIn(-1)
    expect((await ask('POST')).status).toBe(401)
    expect((await ask('GET')).status).toBe(401)
  })
})
