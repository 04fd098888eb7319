/** Two processes with roles of their own on one database, one NATS and one folder, as docs/scaling.md describes it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findNatsServer, startNatsServer } from '#lib/platform/bus/testing/nats-server'
import { type TestDatabase, testDatabase } from '#lib/platform/db/testing/test-database'
import { type Fleet, startFleet } from './fleet/fleet'
import { ServerProcess } from './fleet/testing/server-process'
import { untilEnded } from './fleet/testing/until-ended'
import { ownerCookie } from './testing/console-session'
import { openEventStream } from './testing/event-stream'

const program = findNatsServer()

describe.skipIf(!program)(`roles apart${program ? '' : ': install nats-server (Debian: apt-get install nats-server)'}`, () => {
  let database: TestDatabase
  let nats: Awaited<ReturnType<typeof startNatsServer>>
  /** Roles api and gateway. */
  let outer: ServerProcess
  /** Roles console and worker. */
  let inner: ServerProcess
  let fleet: Fleet
  beforeAll(async () => {
    database = await testDatabase()
    nats = await startNatsServer(program ?? '')
    outer = await ServerProcess.start(database.connection, { NATS_URL: nats.url, QUARTERDECK_ROLES: 'api,gateway' })
    inner = await ServerProcess.start(database.connection, {
      NATS_URL: nats.url,
      QUARTERDECK_ROLES: 'console,worker',
      QUARTERDECK_DATA: outer.dataDirectory,
    })
    fleet = await startFleet({
      url: outer.secureUrl,
      ca: outer.authority,
      nodes: 3,
      async activate(limit) {
        const { body } = await outer.aws('AmazonSSM.CreateActivation', { IamRole: 'simulated', RegistrationLimit: limit })
        return { id: String(body['ActivationId']), code: String(body['ActivationCode']) }
      },
    })
  }, 60_000)
  afterAll(async () => {
    fleet?.stop()
    await inner?.end()
    await outer?.end()
    await nats?.stop()
    await database?.drop()
  })

  it('runs a command by one process, and shows and finishes it by the other', async () => {
    const cookie = await ownerCookie(inner)
    const stream = await openEventStream(`${inner.url}/api/live?topics=commands`, { cookie })
    await stream.next((frame) => frame.event === 'snapshot')
    const { body } = await outer.aws('AmazonSSM.SendCommand', {
      DocumentName: 'AWS-RunShellScript',
      InstanceIds: fleet.nodes.filter(({ machine }) => machine.platformType === 'Linux').map(({ nodeId }) => nodeId),
      Parameters: { commands: ['echo from afar'] },
      OutputS3BucketName: 'fleet-logs',
    })
    const { CommandId } = body['Command'] as { CommandId: string }
    expect(await untilEnded(outer, CommandId)).toMatchObject({ Status: 'Success' })
    await stream.next((frame) => (frame.data as { resource?: string }).resource === CommandId)
    stream.close()
    // Only the worker writes outputs to buckets.
    const Key = `${CommandId}/${fleet.nodes[0]?.nodeId}/awsrunShellScript/0.awsrunShellScript/stdout`
    const read = () => outer.aws('Quarterdeck.GetOutputObject', { Bucket: 'fleet-logs', Key })
    await expect.poll(read, { timeout: 20_000 }).toMatchObject({ status: 200, body: { Text: 'from afar\n' } })
  }, 60_000)

  it.each([
    ['outer', 'GET', '/nodes', 'console'],
    ['outer', 'GET', '/api/session', 'console'],
    ['inner', 'POST', '/', 'api'],
    ['inner', 'GET', '/agent/install.sh', 'api'],
    ['inner', 'POST', '/v1/control-channel/mi-0', 'gateway'],
  ])('the %s process refuses %s %s in words', async (which, method, path, role) => {
    const answer = await fetch((which === 'outer' ? outer : inner).url + path, { method, redirect: 'manual' })
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining(`does not have the role ${role}`) })
  })

  it('is ready and measured whatever its roles', async () => {
    for (const { url } of [outer, inner]) expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect(await (await fetch(`${outer.url}/metrics`)).text()).toContain('quarterdeck_control_channels')
    expect(await (await fetch(`${inner.url}/metrics`)).text()).not.toContain('quarterdeck_control_channels')
  })
})
