import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import { sendCommand } from '#lib/capabilities/run-command/operations/send-command'
import { registerNodes } from '#lib/capabilities/nodes/testing/register-nodes'
import { systemContext } from '#lib/platform/context'
import { consoleJobs } from './jobs'
import { deleteExport } from './operations/delete-export'
import { deleteSavedView } from './operations/delete-saved-view'
import { deleteSnooze } from './operations/delete-snooze'
import { getExport } from './operations/get-export'
import { listExports } from './operations/list-exports'
import { listSavedViews } from './operations/list-saved-views'
import { listSnoozes } from './operations/list-snoozes'
import { putSavedView } from './operations/put-saved-view'
import { putSnooze } from './operations/put-snooze'
import { setDefaultView } from './operations/set-default-view'
import { startExport } from './operations/start-export'

let test: TestContext
const owner = testUser()
const operator = testUser('operator')
const viewer = testUser('viewer')

beforeAll(async () => {
  test = await testContext()
})
afterAll(() => test.close())

describe('saved views', () => {
  const view = (name: string, more: object = {}) => ({
    List: 'nodes',
    Name: name,
    Search: 'f=status:is:Online&sort=name',
    ...more,
  })
  const namesFor = async (caller: typeof owner, list = 'nodes') =>
    (await test.call(listSavedViews, { List: list }, caller)).Views.map(({ Name }) => Name)

  it('are seen by who made them, and by everybody when shared', async () => {
    const { View } = await test.call(putSavedView, view('Mine'), operator)
    await test.call(putSavedView, view('Ours', { Shared: true }), operator)
    expect(View).toMatchObject({ Name: 'Mine', Mine: true, Shared: false, Owner: 'operator@example.net' })
    expect(await namesFor(operator)).toEqual(['Mine', 'Ours'])
    expect(await namesFor(viewer)).toEqual(['Ours'])
    expect(await namesFor(operator, 'audit')).toEqual([])
  })

  it('are changed in place, by who made them or by an owner', async () => {
    const { View } = await test.call(putSavedView, view('Racks', { Shared: true }), operator)
    const change = { ...view('Racks of Berlin'), ViewId: View.ViewId, Search: 'f=tag.rack:begins:b' }
    await expect(test.call(putSavedView, change, viewer)).rejects.toMatchObject({ code: 'AccessDeniedException' })
    const changed = await test.call(putSavedView, change, owner)
    expect(changed.View).toMatchObject({ ViewId: View.ViewId, Shared: true, Owner: 'operator@example.net', Mine: false })
    expect(changed.View.Search).toBe('f=tag.rack%3Abegins%3Ab')
  })

  it('of others do not exist', async () => {
    const { View } = await test.call(putSavedView, view('Private'), operator)
    const stolen = { ...view('Private'), ViewId: View.ViewId }
    await expect(test.call(putSavedView, stolen, owner)).rejects.toMatchObject({ code: 'ResourceNotFoundException' })
    await expect(test.call(deleteSavedView, { ViewId: View.ViewId }, viewer)).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    })
  })

  it('have one name each, and one shared name each', async () => {
    await test.call(putSavedView, view('Twice'), operator)
    await expect(test.call(putSavedView, view('twice'), operator)).rejects.toMatchObject({ code: 'AlreadyExistsException' })
    await test.call(putSavedView, view('Twice'), viewer)
    await test.call(putSavedView, view('Twice', { Shared: true }), owner)
    await expect(test.call(putSavedView, view('TWICE', { Shared: true }), operator)).rejects.toMatchObject({
      code: 'AlreadyExistsException',
    })
  })

  it('are shared by operators, not by viewers', async () => {
    await expect(test.call(putSavedView, view('Everywhere', { Shared: true }), viewer)).rejects.toMatchObject({
      code: 'AccessDeniedException',
    })
  })

  it.each([
    [{ Search: 'peek=mi-1' }, /leave that out/],
    [{ Name: '' }, /name/],
    [{ Name: ' ' }, /name/],
    [{ List: 'No such' }, /list/],
  ])('with %j are refused', async (part, message) => {
    await expect(test.call(putSavedView, { ...view('Wrong'), ...part })).rejects.toMatchObject({
      code: 'ValidationException',
      message: expect.stringMatching(message),
    })
  })

  it('can be what a list opens with, until they are deleted', async () => {
    const opensWith = async (caller: typeof owner) => (await test.call(listSavedViews, { List: 'nodes' }, caller)).DefaultViewId
    const { View } = await test.call(putSavedView, view('Morning', { Shared: true }), operator)
    await test.call(setDefaultView, { List: 'nodes', ViewId: View.ViewId }, viewer)
    expect([await opensWith(viewer), await opensWith(operator)]).toEqual([View.ViewId, undefined])
    await test.call(setDefaultView, { List: 'nodes', ViewId: 'lost' }, operator)
    expect(await opensWith(operator)).toBe('lost')
    await test.call(setDefaultView, { List: 'nodes' }, operator)
    expect(await opensWith(operator)).toBeUndefined()
    await test.call(deleteSavedView, { ViewId: View.ViewId }, operator)
    expect(await opensWith(viewer)).toBeUndefined()
  })

  it('end at a hundred for one person', async () => {
    const busy = { ...operator, userId: 'user-busy' }
    for (let count = 0; count < 100; count += 1) await test.call(putSavedView, view(`View ${count}`), busy)
    await expect(test.call(putSavedView, view('One more'), busy)).rejects.toMatchObject({ code: 'LimitExceededException' })
  })
})

describe('snoozes', () => {
  const inHours = (hours: number) => (test.clock.now().getTime() + hours * 3_600_000) / 1000
  const problems = async () => (await test.call(listSnoozes, {}, viewer)).Snoozes.map(({ Problem }) => Problem)

  it('hold for everybody, and end by themselves', async () => {
    const snooze = { Problem: 'lost:day', Reason: 'rack b7 moves', Until: inHours(1) }
    await test.call(putSnooze, snooze, operator)
    expect((await test.call(listSnoozes, {}, viewer)).Snoozes).toMatchObject([
      { Problem: 'lost:day', Reason: 'rack b7 moves', By: 'operator@example.net' },
    ])
    await test.call(putSnooze, { ...snooze, Reason: 'still moving', Until: inHours(2) }, owner)
    expect((await test.call(listSnoozes, {})).Snoozes).toMatchObject([{ Reason: 'still moving', By: 'owner@example.net' }])
    test.clock.advance(2 * 3_600_000)
    expect(await problems()).toEqual([])
  })

  it('are taken back', async () => {
    await test.call(putSnooze, { Problem: 'lost:hour', Reason: 'reboots', Until: inHours(1) }, operator)
    await test.call(deleteSnooze, { Problem: 'lost:hour' }, operator)
    expect(await problems()).toEqual([])
    await expect(test.call(deleteSnooze, { Problem: 'lost:hour' }, operator)).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    })
  })

  it('need an end within 30 days, and a role that may change things', async () => {
    const snooze = { Problem: 'lost:longer', Reason: 'gone' }
    for (const hours of [0, -1, 31 * 24])
      await expect(test.call(putSnooze, { ...snooze, Until: inHours(hours) })).rejects.toMatchObject({
        code: 'ValidationException',
      })
    await expect(test.call(putSnooze, { ...snooze, Until: inHours(1) }, viewer)).rejects.toMatchObject({
      code: 'AccessDeniedException',
    })
  })
})

describe('exports', () => {
  const columns = [
    { Id: 'name', Header: 'Name' },
    { Id: 'tag.env', Header: 'env' },
  ]
  const run = async (exportId: string) => {
    const job = consoleJobs['console.export']
    await job?.(systemContext(test.ports, new AbortController().signal), { accountId: owner.accountId, exportId })
  }
  const start = async (more: object = {}, caller = viewer) =>
    (await test.call(startExport, { List: 'nodes', Format: 'csv', Columns: columns, ...more }, caller)).ExportId
  const read = async (exportId: string) => {
    const parts: Uint8Array[] = []
    let offset: number | undefined = 0
    while (offset !== undefined) {
      const part: { Content: Uint8Array; NextOffset?: number | undefined } = await test.call(
        getExport,
        { ExportId: exportId, Offset: offset },
        viewer,
      )
      parts.push(part.Content)
      offset = part.NextOffset
    }
    return Buffer.concat(parts).toString('utf8')
  }

  beforeAll(async () => {
    await registerNodes(test.ctx, 'web', { count: 1203, tags: [{ Key: 'env', Value: '=prod' }] })
    await registerNodes(test.ctx, 'db', { count: 2 })
  })

  it('write every row that matches, with the columns asked for, and are queued with the call', async () => {
    const id = await start({ Request: { Filters: ['name:begins:web'], Sort: '-name' } })
    const { rows } = await test.ctx.db.execute(
      sql`select task_identifier from graphile_worker.jobs where key = ${`export:${id}`}`,
    )
    expect(rows).toEqual([{ task_identifier: 'console.export' }])
    await run(id)
    const lines = (await read(id)).trimEnd().split('\r\n')
    expect(lines).toHaveLength(1204)
    expect(lines.slice(0, 2)).toEqual(['Name,env', "web-999,'=prod"])
    const [listed] = (await test.call(listExports, {}, viewer)).Exports
    expect(listed).toMatchObject({ ExportId: id, State: 'ready', Rows: 1203, Format: 'csv' })
  })

  it('are JSON and lines of JSON as well', async () => {
    const request = { Request: { Filters: ['name:begins:db'] } }
    const [json, lines] = [await start({ Format: 'json', ...request }), await start({ Format: 'ndjson', ...request })]
    await run(json)
    await run(lines)
    expect(JSON.parse(await read(json))).toEqual([
      { Name: 'db-0', env: '' },
      { Name: 'db-1', env: '' },
    ])
    expect(await read(lines)).toBe('{"Name":"db-0","env":""}\n{"Name":"db-1","env":""}\n')
  })

  it('of the audit trail are the records', async () => {
    const id = await start({ List: 'audit', Columns: [{ Id: 'action', Header: 'Action' }], Request: { Action: 'PutSnooze' } })
    await run(id)
    expect(await read(id)).toMatch(/^Action\r\n(PutSnooze\r\n)+$/)
    for (const { ExportId } of (await test.call(listExports, {}, viewer)).Exports)
      await test.call(deleteExport, { ExportId }, viewer)
  })

  it('of the run history are the runs that match, over every page, with the texts of the list', async () => {
    const [node = ''] = await registerNodes(test.ctx, 'runner', { count: 1 })
    const command = { DocumentName: 'AWS-RunShellScript', InstanceIds: [node] }
    const cli = { ...owner, accessKeyId: 'AKIAEXAMPLE', userAgent: 'aws-cli/2.17.0 md/awscrt#0.20' }
    for (let count = 0; count < 51; count += 1)
      await test.call(sendCommand, { ...command, Comment: `run ${count}`, Parameters: { commands: ['true'] } }, cli)
    const Columns = ['what', 'status', 'source', 'targets', 'by'].map((Id) => ({ Id, Header: Id }))
    const Request = { InstanceId: node, Filters: [{ key: 'DocumentName', value: 'AWS-RunShellScript' }] }
    const id = await start({ List: 'commands', Columns, Request })
    await run(id)
    const lines = (await read(id)).trimEnd().split('\r\n')
    expect(lines).toHaveLength(52)
    expect(lines).toContain(`run 0,Pending,aws-cli 2.17.0,${node},owner@example.net`)
    await test.call(deleteExport, { ExportId: id }, viewer)
    await expect(
      start({ List: 'commands', Columns, Request: { Filters: [{ key: 'Color', value: 'x' }] } }),
    ).rejects.toMatchObject({
      code: expect.stringMatching(/^(InvalidFilterKey|ValidationException)$/),
    })
  })

  it('are of the person who asked', async () => {
    const id = await start()
    await run(id)
    await expect(test.call(getExport, { ExportId: id }, owner)).rejects.toMatchObject({ code: 'ResourceNotFoundException' })
    await expect(test.call(deleteExport, { ExportId: id }, owner)).rejects.toMatchObject({ code: 'ResourceNotFoundException' })
    expect((await test.call(listExports, {}, owner)).Exports).toEqual([])
    await test.call(deleteExport, { ExportId: id }, viewer)
  })

  it.each([
    [{ Columns: [{ Id: 'secret', Header: 'x' }] }, 'ValidationException'],
    [{ Columns: [] }, 'ValidationException'],
    [{ List: 'keys' }, 'ValidationException'],
    [{ Format: 'xlsx' }, 'ValidationException'],
    [{ Request: { MaxResults: 1 } }, 'ValidationException'],
    [{ Request: 'all' }, 'ValidationException'],
    [{ Request: { Filters: ['colour:is:red'] } }, 'InvalidFilter'],
  ])('with %j are refused before they begin', async (part, code) => {
    await expect(start(part)).rejects.toMatchObject({ code })
  })

  it('that are stopped leave nothing behind, and so do old ones', async () => {
    const stopped = await start()
    await test.call(deleteExport, { ExportId: stopped }, viewer)
    await run(stopped)
    const old = await start()
    await run(old)
    expect(await test.ports.blobs.list('exports', { limit: 10 })).toHaveLength(1 + (await discarded()))
    test.clock.advance(24 * 3_600_000)
    await expect(test.call(getExport, { ExportId: old }, viewer)).rejects.toMatchObject({ code: 'ResourceNotFoundException' })
    await consoleJobs['console.prune']?.(systemContext(test.ports, new AbortController().signal), {})
    expect((await test.ports.blobs.list('exports', { limit: 10 })).length).toBe(await discarded())
  })

  /** Blobs of exports that were deleted: a job throws them away, and none runs here. */
  async function discarded(): Promise<number> {
    const { rows } = await test.ctx.db.execute(
      sql`select count(*)::int as count from graphile_worker.jobs where task_identifier = 'console.discard'`,
    )
    return Number(rows[0]?.count)
  }

  it('are five at once for one person', async () => {
    for (let count = 0; count < 5; count += 1) await start({}, operator)
    await expect(start({}, operator)).rejects.toMatchObject({ code: 'LimitExceededException' })
  })

  it('that fail say why', async () => {
    const id = await start()
    const blobs = { ...test.ports.blobs, put: async () => Promise.reject(new Error('the disk is full')) }
    const ctx = systemContext({ ...test.ports, blobs }, new AbortController().signal)
    await consoleJobs['console.export']?.(ctx, { accountId: owner.accountId, exportId: id })
    expect((await test.call(listExports, {}, viewer)).Exports.find(({ ExportId }) => ExportId === id)).toMatchObject({
      State: 'failed',
      Failure: expect.stringContaining('request id'),
    })
  })
})
