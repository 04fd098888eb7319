import { Writable } from 'node:stream'
import { DrizzleQueryError } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { createLog } from './log'

function recorded() {
  let text = ''
  const log = createLog(
    'info',
    new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk)
        done()
      },
    }),
  )
  return { log, text: () => text }
}

describe('a log line', () => {
  it.each(['cause', 'err'])('has what went wrong under %s, with code and stack', (name) => {
    const { log, text } = recorded()
    log.error({ [name]: Object.assign(new Error('no such table'), { code: '42P01' }) }, 'failed')
    expect(JSON.parse(text())[name]).toMatchObject({
      message: 'no such table',
      code: '42P01',
      stack: expect.stringContaining('at '),
    })
  })

  it.each(['cause', 'err'])('has no value of a failed query under %s', (name) => {
    const { log, text } = recorded()
    const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (token)=(hush-hush) already exists.' })
    log.error({ [name]: new DrizzleQueryError('insert into sessions values ($1)', ['hush-hush'], cause) }, 'failed')
    expect(text()).not.toContain('hush-hush')
    expect(JSON.parse(text())[name]).toMatchObject({ message: expect.stringContaining('duplicate key'), code: '23505' })
    expect(text()).toContain('insert into sessions')
  })

  it('masks what is called a secret, at the top and below', () => {
    const { log, text } = recorded()
    log.info(
      {
        password: 'hush-hush',
        request: { headers: { cookie: 'hush-hush', Authorization: 'hush-hush' } },
        user: { token: 'hush-hush' },
        blobs: { credentials: { secretAccessKey: 'hush-hush' } },
        config: { databaseUrl: 'postgres://user:hush-hush@db' },
      },
      'x',
    )
    expect(text()).not.toContain('hush-hush')
  })
})
