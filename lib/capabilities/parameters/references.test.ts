import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext, testNode } from '#lib/api/testing/test-context'
import { insertAuditRecords } from '#lib/capabilities/audit/index'
import { createDocument } from '#lib/capabilities/documents/operations/create-document'
import { deleteDocument } from '#lib/capabilities/documents/operations/delete-document'
import { updateDocument } from '#lib/capabilities/documents/operations/update-document'
import { parameterJobs } from './jobs'
import { getParameter } from './operations/get-parameter'
import { getParameters } from './operations/get-parameters'
import { getParametersByPath } from './operations/get-parameters-by-path'
import { listParameterUses } from './operations/list-parameter-uses'
import { listUnusedParameters } from './operations/list-unused-parameters'
import { putParameter } from './operations/put-parameter'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(async () => test.close())

const day = 86_400_000
const put = (Name: string, Overwrite = false) => test.call(putParameter, { Name, Value: 'x', Type: 'String', Overwrite })
const uses = (Name: string) => test.call(listParameterUses, { Name })
const runJob = (kind: string) =>
  parameterJobs[kind]?.({ ...test.ctx, caller: { kind: 'system', accountId: 'nobody', sourceIp: '', userAgent: '' } }, {})

const text = (command: string) =>
  JSON.stringify({
    schemaVersion: '2.2',
    mainSteps: [{ action: 'aws:runShellScript', name: 'run', inputs: { runCommand: [command] } }],
  })
const document = (Name: string, command: string) =>
  test.call(createDocument, { Name, Content: text(command), DocumentType: 'Command' })

describe('documents', () => {
  it('are listed by version while they are there, with the versions and labels that they name', async () => {
    await put('/ref/a')
    await put('/ref/b')
    await document('Refers', 'echo {{ssm:/ref/a}} {{ ssm:/ref/a:live }} {{ssm:ref/b:3}} {{ssm:/ref/gone}}')
    await test.call(updateDocument, { Name: 'Refers', Content: text('echo {{ssm:/ref/a:live}}'), DocumentVersion: '$LATEST' })
    const ofA = (await uses('/ref/a')).Uses
    expect(
      ofA
        .toSorted((one, other) => (one.Id < other.Id ? -1 : 1))
        .map(({ Kind, Id, Detail, Selectors }) => [Kind, Id, Detail, Selectors]),
    ).toEqual([
      ['document', 'Refers:1', 'Refers', ['', 'live']],
      ['document', 'Refers:2', 'Refers', ['live']],
    ])
    expect((await uses('/ref/b')).Uses).toMatchObject([{ Id: 'Refers:1', Selectors: ['3'] }])
    expect((await uses('/ref/b')).UnusedSince).toBeUndefined()
    test.clock.advance(100 * day)
    await runJob('parameters.prune')
    expect((await uses('/ref/b')).Uses).toHaveLength(1)
    await test.call(deleteDocument, { Name: 'Refers', DocumentVersion: '1' }).catch(() => {})
    await test.call(deleteDocument, { Name: 'Refers' })
    expect((await uses('/ref/a')).Uses).toEqual([])
    expect((await uses('/ref/b')).UnusedSince).toBeInstanceOf(Date)
  })

  it('whose names begin alike keep theirs', async () => {
    await put('/alike')
    await document('Alike', '{{ssm:/alike}}')
    await document('Alike-2', '{{ssm:/alike}}')
    await test.call(deleteDocument, { Name: 'Alike' })
    expect((await uses('/alike')).Uses.map(({ Id }) => Id)).toEqual(['Alike-2:1'])
  })
})

it('the migration finds the documents that were there before it', async () => {
  await put('/before/a')
  await document(
    'Before',
    'echo {{ssm:/before/a}} {{ssm-secure: before/a:live }} {{ssm:arn:aws:ssm:local-1:000000000001:parameter/before/a:2}} {{ssm:a b}}',
  )
  const expected = (await uses('/before/a')).Uses
  expect(expected).toMatchObject([{ Id: 'Before:1', Selectors: ['', '2', 'live'] }])
  const file = readdirSync('drizzle').find((name) => name.endsWith('_parameter_reads.sql')) ?? ''
  const statement = readFileSync(`drizzle/${file}`, 'utf8').split('--> statement-breakpoint').at(-1) ?? ''
  await test.ports.db.execute(sql`delete from parameter_uses`)
  await test.ports.db.execute(sql.raw(statement))
  expect((await uses('/before/a')).Uses).toEqual(expected)
})

describe('reads', () => {
  /** What the audit trail of the test heard of, written as the server writes it. */
  async function record(): Promise<void> {
    await insertAuditRecords(test.ctx, test.audited.splice(0))
    test.clock.advance(60_000)
    await runJob('parameters.reads')
  }

  it('are counted by caller, selector and path, once each', async () => {
    for (const name of ['/counted/one', '/counted/sub/two']) await put(name)
    test.audited.length = 0
    const node = testNode('mi-00000000000000001')
    for (let count = 0; count < 3; count += 1) await test.call(getParameter, { Name: '/counted/one' })
    await test.call(getParameter, { Name: '/counted/one:1' })
    await test.call(getParameter, { Name: '/counted/one:nolabel' }).catch(() => {})
    await test.call(getParameters, { Names: ['counted/one', '/counted/none'] })
    await test.call(getParametersByPath, { Path: '/counted' })
    await test.call(getParametersByPath, { Path: '/', Recursive: true })
    await expect(test.call(getParameter, { Name: '/counted/one' }, node)).rejects.toMatchObject({ code: 'AccessDeniedException' })
    await record()
    await record()
    const found = await uses('/counted/one')
    const caller = 'owner@example.net'
    expect(
      found.Readers?.map(({ Caller, Selector, Path, Recursive, Reads }) => [Caller, Selector, Path, Recursive, Reads]).sort(),
    ).toEqual([
      [caller, '', undefined, undefined, 4],
      [caller, '', '/', true, 1],
      [caller, '', '/counted', false, 1],
      [caller, '1', undefined, undefined, 1],
    ])
    expect(found.UnusedSince).toEqual(found.LastReadAt)
    expect((await uses('/counted/sub/two')).Readers?.map(({ Path }) => Path)).toEqual(['/'])
    await test.call(getParameter, { Name: '/counted/one' })
    await record()
    expect((await uses('/counted/one')).Readers?.find(({ Path, Selector }) => !Path && !Selector)?.Reads).toBe(5)
  })

  it('and references tell what is unused', async () => {
    for (const name of ['/idle/a', '/idle/b', '/idle/c', '/idle/in/d']) await put(name)
    await document('UsesIdle', '{{ssm:/idle/b}}')
    test.clock.advance(40 * day)
    test.audited.length = 0
    await put('/idle/new')
    await test.call(getParameter, { Name: '/idle/c' })
    await test.call(getParametersByPath, { Path: '/idle/in' })
    await record()
    const unused = async (input: object) => (await test.call(listUnusedParameters, input)).Parameters.map(({ Name }) => Name)
    expect(await unused({ Path: '/idle', Days: 30 })).toEqual(['/idle/a'])
    expect(await unused({ Path: '/idle', Days: 60 })).toEqual([])
    const first = await test.call(listUnusedParameters, { Days: 30, MaxResults: 1 })
    expect(first.NextToken).toBeDefined()
  })
})
