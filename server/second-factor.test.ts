import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oneTimeCode } from './testing/one-time-code'
import { startTestServer, type TestServer } from './testing/test-server'

describe('the code of an authenticator app', () => {
  it('is that of the standard', () => {
    // RFC 6238, appendix B, the last six of eight digits.
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    expect(oneTimeCode(secret, 59_000)).toBe('287082')
    expect(oneTimeCode(secret, 1_111_111_109_000)).toBe('081804')
  })
})

describe('signing in with a second factor', () => {
  let server: TestServer
  let cookies = new Map<string, string>()
  let secret = ''
  let backupCodes: string[] = []
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.close())

  /** A browser's call: it keeps the cookies that it is given. */
  async function call(path: string, input?: object): Promise<{ status: number; body: Record<string, unknown> }> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(`${server.url}${path}`, {
      method: input ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', 'x-quarterdeck': '1', origin: server.url, cookie },
      ...(input ? { body: JSON.stringify(input) } : {}),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const session = () => call('/api/session')
  const signIn = () => {
    cookies = new Map()
    return call('/api/auth/sign-in/email', server.owner)
  }

  it('gives a secret and backup codes to who knows the password, and turns nothing on yet', async () => {
    await signIn()
    expect((await session()).body).toMatchObject({ user: { twoFactor: false } })
    const refused = await call('/api/auth/two-factor/enable', { password: 'not the password at all' })
    expect(refused.status).toBe(400)
    expect(refused.body['message']).toMatch(/not your password/)
    const { body } = await call('/api/auth/two-factor/enable', { password: server.owner.password })
    secret = new URL(String(body['totpURI'])).searchParams.get('secret') ?? ''
    backupCodes = body['backupCodes'] as string[]
    expect(secret).toMatch(/^[A-Z2-7]{16,}$/)
    expect(backupCodes).toHaveLength(10)
    expect((await session()).body).toMatchObject({ user: { twoFactor: false } })
  })

  it('turns it on with a first right code', async () => {
    const wrong = await call('/api/auth/two-factor/verify-totp', { code: '000000' })
    expect(wrong.status).toBe(401)
    expect(wrong.body['message']).toMatch(/the one that the app shows now/)
    expect((await call('/api/auth/two-factor/verify-totp', { code: oneTimeCode(secret) })).status).toBe(200)
    expect((await session()).body).toMatchObject({ user: { twoFactor: true } })
  })

  it('asks for a code from then on, and lets nobody in without', async () => {
    expect((await signIn()).body).toMatchObject({ twoFactorRedirect: true })
    expect((await session()).status).toBe(401)
  })

  it('takes each backup code once', async () => {
    const code = backupCodes[0] ?? ''
    await signIn()
    expect((await call('/api/auth/two-factor/verify-backup-code', { code })).status).toBe(200)
    expect((await session()).status).toBe(200)
    await signIn()
    const again = await call('/api/auth/two-factor/verify-backup-code', { code })
    expect(again.body['message']).toMatch(/Each code works once/)
    expect((await session()).status).toBe(401)
    expect((await call('/api/auth/two-factor/verify-backup-code', { code: backupCodes[1] })).status).toBe(200)
  })

  it('records who changed it in the audit trail, without secrets', async () => {
    const { body } = await call('/api/aws/quarterdeck/ListAuditRecords', {})
    const text = JSON.stringify(body)
    for (const action of ['StartSecondFactor', 'VerifySecondFactor', 'VerifyBackupCode']) expect(text).toContain(action)
    expect(text).not.toContain(secret)
    expect(text).not.toContain(backupCodes[0])
    const records = (body['Records'] ?? body['AuditRecords']) as { Action: string; Actor: string }[]
    expect(records.find((record) => record.Action === 'StartSecondFactor')?.Actor).toBe(server.owner.email)
  })

  it('records each code under the name of whose password was right, and of nobody else', async () => {
    cookies = new Map([['quarterdeck.two_factor', '2fa-aaaaaaaaaaaaaaaaaaaa.forged']])
    expect((await call('/api/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
    await server.running.services.api.observers.audit.flush()
    const { body } = await server.aws('Quarterdeck.ListAuditRecords', {})
    const records = body['Records'] as { Action: string; ActorKind: string; Actor: string; Result: string }[]
    const told = (action: string) =>
      records.flatMap(({ Action, ActorKind, Actor, Result }) => (Action === action ? [[ActorKind, Actor, Result]] : []))
    const { email } = server.owner
    // Newest first.
    expect(told('VerifyBackupCode')).toEqual([
      ['user', email, 'ok'],
      ['user', email, 'AccessDeniedException'],
      ['user', email, 'ok'],
    ])
    expect(told('VerifySecondFactor')[0]).toEqual(['anonymous', 'anonymous', 'AccessDeniedException'])
  })
})
