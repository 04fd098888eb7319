import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compactJob } from './engine/compact'
import { updateServiceSetting } from '#lib/capabilities/settings/operations/update-service-setting'
import { exportJob } from './engine/export-output'
import { getCommandInvocation } from './operations/get-command-invocation'
import { getOutputObject } from './operations/get-output-object'
import { listCommandInvocations } from './operations/list-command-invocations'
import { sendCommand } from './operations/send-command'
import { TestFleet } from './testing/fleet'

let fleet: TestFleet
beforeAll(async () => {
  fleet = await TestFleet.open()
})
afterAll(async () => fleet.close())

const step = 'aws:runShellScript'
const to = { OutputS3BucketName: 'fleet-logs', OutputS3KeyPrefix: 'nightly runs', OutputS3Region: 'local-1' }

async function sent(place: object = to): Promise<{ id: string; node: string; key: (stream: string) => string }> {
  const [node = ''] = await fleet.nodes(1)
  const input = { DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['true'] }, InstanceIds: [node], ...place }
  const id = (await fleet.call(sendCommand, input)).Command?.CommandId ?? ''
  const key = (stream: string) => `nightly runs/${id}/${node}/awsrunShellScript/0.awsrunShellScript/${stream}`
  return { id, node, key }
}

const read = (Key: string, more: object = {}) => fleet.call(getOutputObject, { Bucket: 'fleet-logs', Key, ...more })

it('writes what the reply told below bucket, prefix, command and node', async () => {
  const { id, node, key } = await sent()
  await fleet.finish({ id, nodes: [node] }, 'Success', { stdout: 'told é\n' })
  await fleet.run(exportJob, { commandId: id, steps: [[node, step]] })
  expect(await read(key('stdout'))).toEqual({ Text: 'told é\n', StartByte: 0, NextByte: 8, TotalBytes: 8 })
  expect(await read(key('stdout'), { StartByte: 5, MaxBytes: 1 })).toMatchObject({ Text: '', NextByte: 5 })
  await expect(read(key('stderr'))).rejects.toMatchObject({ code: 'NoSuchKey', status: 404 })
})

it('asks for the job only when there is a bucket', async () => {
  const queued = async () => {
    const { rows } = await fleet.ctx.db.execute(sql`select id from graphile_worker.jobs where task_identifier = ${exportJob}`)
    return rows.length
  }
  const before = await queued()
  const without = await sent({})
  await fleet.finish({ id: without.id, nodes: [without.node] }, 'Success', { stdout: 'x' })
  expect(await queued()).toBe(before)
  const { id, node } = await sent()
  await fleet.finish({ id, nodes: [node] }, 'Success', { stdout: 'x' })
  expect(await queued()).toBe(before + 1)
})

it('writes the whole of a streamed output, also what came after the end', async () => {
  const { id, node, key } = await sent()
  await fleet.ack(id, [node])
  await fleet.output(id, node, { offset: 0, text: 'whole ' })
  await fleet.reply({ id, nodes: [node] }, 'Success', { [step]: { stdout: 'who' } })
  await fleet.run(compactJob, { commandId: id })
  await fleet.run(exportJob, { commandId: id, steps: [[node, step]] })
  expect((await read(key('stdout'))).Text).toBe('whole ')
  await fleet.output(id, node, { offset: 6, text: 'and late', final: true })
  await fleet.run(compactJob, { commandId: id })
  expect((await read(key('stdout'))).Text).toBe('whole and late')
})

it('says where, once the step has ended', async () => {
  const { id, node, key } = await sent()
  const found = () => fleet.call(getCommandInvocation, { CommandId: id, InstanceId: node })
  expect(await found()).toMatchObject({ StandardOutputUrl: '', StandardErrorUrl: '' })
  await fleet.finish({ id, nodes: [node] })
  const urlOf = (stream: string) => `https://localhost:3443/api/output/fleet-logs/${key(stream).replace(' ', '%20')}`
  const urls = { StandardOutputUrl: urlOf('stdout'), StandardErrorUrl: urlOf('stderr') }
  expect(await found()).toMatchObject(urls)
  const listed = async (Details: boolean) =>
    (await fleet.call(listCommandInvocations, { CommandId: id, Details })).CommandInvocations?.[0]
  expect(await listed(false)).toMatchObject({ ...urls, CommandPlugins: [] })
  expect(await listed(true)).toMatchObject({ ...urls, CommandPlugins: [{ ...urls, OutputS3BucketName: 'fleet-logs' }] })
})

it('is refused for a key that leads elsewhere', async () => {
  await expect(read('../../command-output/x')).rejects.toMatchObject({ code: 'NoSuchKey' })
})

// At the end: it forgets what the others sent.
it('keeps objects when their command is forgotten, unless the account wants them deleted with it', async () => {
  const folder = (id: string) => fleet.ctx.blobs.list(`buckets/000000000001/fleet-logs/nightly=20runs/${id}/`, { limit: 9 })
  const written = async () => {
    const { id, node } = await sent()
    await fleet.finish({ id, nodes: [node] }, 'Success', { stdout: 'kept' })
    await fleet.run(exportJob, { commandId: id, steps: [[node, step]] })
    expect(await folder(id)).toHaveLength(1)
    return id
  }
  const prune = async () => {
    fleet.test.clock.advance(31 * 86_400_000)
    await fleet.run('run-command.prune', {})
  }
  const kept = await written()
  await prune()
  expect(await folder(kept)).toHaveLength(1)
  const SettingId = '/quarterdeck/run-command/output-objects'
  await fleet.call(updateServiceSetting, { SettingId, SettingValue: 'DeleteWithCommand' })
  const gone = await written()
  await prune()
  expect([await folder(gone), (await folder(kept)).length]).toEqual([[], 1])
})
