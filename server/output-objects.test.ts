import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ownerCookie } from './testing/console-session'
import { startTestServer, type TestServer } from './testing/test-server'

describe('an output in a bucket', () => {
  let server: TestServer
  let cookie: string
  beforeAll(async () => {
    server = await startTestServer()
    cookie = await ownerCookie(server)
    const key = 'buckets/000000000001/fleet-logs/a=20b/id/mi-1/awsrunShellScript/install/stdout'
    await server.running.services.system.blobs.put(key, Buffer.from('<b>whole</b>'))
  })
  afterAll(() => server.close())

  const path = '/api/output/fleet-logs/a%20b/id/mi-1/awsrunShellScript/install/stdout'
  const get = (at: string, headers: Record<string, string>) => fetch(server.url + at, { headers, redirect: 'manual' })

  it('is downloaded by whoever is signed in, as text', async () => {
    const answer = await get(path, { cookie })
    expect(await answer.text()).toBe('<b>whole</b>')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-disposition': 'attachment; filename="mi-1-install-stdout.txt"',
    })
  })

  it('sends others to sign in first, and back', async () => {
    const answer = await get(path, {})
    expect([answer.status, answer.headers.get('location')]).toEqual([307, `/sign-in?next=${encodeURIComponent(path)}`])
  })

  it.each([
    '/api/output/fleet-logs/no/such',
    '/api/output/fleet-logs/%zz',
    '/api/output/x',
    '/api/output/fleet-logs/..%2F..%2Fx',
  ])('is not found at %s', async (at) => {
    const answer = await get(at, { cookie })
    expect([answer.status, (await answer.json()) as object]).toMatchObject([404, { __type: 'NoSuchKey' }])
  })

  it('is read by a signed call too, and leaves a record of who read it', async () => {
    const [Bucket, Key] = ['fleet-logs', 'a b/id/mi-1/awsrunShellScript/install/stdout']
    const answer = await server.aws('Quarterdeck.GetOutputObject', { Bucket, Key }, { service: 'ssm' })
    expect(answer).toMatchObject({ status: 200, body: { Text: '<b>whole</b>', TotalBytes: 12 } })
    await server.running.services.api.observers.audit.flush()
    const { rows } = await server.running.services.system.db.execute(
      "select distinct actor, resources from audit_records where action = 'GetOutputObject' and result = 'ok'",
    )
    expect(rows).toEqual([{ actor: server.owner.email, resources: [`arn:aws:s3:::${Bucket}/${Key}`] }])
  })
})
