import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compactJob } from './engine/compact'
import { getCommandInvocation } from './operations/get-command-invocation'
import { listCommands } from './operations/list-commands'
import { sendCommand } from './operations/send-command'
import { TestFleet } from './testing/fleet'

let fleet: TestFleet
beforeAll(async () => {
  fleet = await TestFleet.open()
})
afterAll(async () => fleet.close())

async function send(node: string, extra: object = {}): Promise<string> {
  const input = { DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['true'] }, InstanceIds: [node], ...extra }
  const { Command } = await fleet.call(sendCommand, input)
  return Command?.CommandId ?? ''
}

async function timersOf(id: string): Promise<readonly Date[]> {
  const { rows } = await fleet.ctx.db.execute<{ run_at: string }>(
    sql`select run_at from graphile_worker.jobs where key = ${`run-command.advance:000000000001:${id}`}`,
  )
  return rows.map((row) => new Date(row.run_at))
}

describe('timers', () => {
  it('arms one for every open command, at its first due time', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send(node)
    const sentAt = fleet.ctx.clock.now().getTime()
    expect(await timersOf(id)).toEqual([new Date(sentAt + 5_000)])
    await fleet.ack(id, [node])
    await fleet.elapse(5, id)
    expect(await timersOf(id)).toEqual([new Date(sentAt + 7_200_000)])
  })

  it('finds a command whose timer was lost', async () => {
    const [node = ''] = await fleet.nodes(1, { connected: false })
    const id = await send(node, { TimeoutSeconds: 30 })
    fleet.test.clock.advance(120_000)
    await fleet.run('run-command.recover', {})
    expect(await fleet.call(getCommandInvocation, { CommandId: id, InstanceId: node })).toMatchObject({
      StatusDetails: 'DeliveryTimedOut',
    })
  })
})

describe('a queue on a node', () => {
  it('goes on in order when an absent node comes back, five at a time', async () => {
    const [node = ''] = await fleet.nodes(1, { connected: false })
    const ids: string[] = []
    for (let count = 0; count < 30; count += 1) {
      fleet.test.clock.advance(10)
      ids.push(await send(node))
    }
    await fleet.connected([node])
    const sent = () => ids.filter((id) => fleet.sent(id).length > 0)
    expect(sent()).toEqual(ids.slice(0, 5))
    for (const [index, id] of ids.entries()) {
      await fleet.finish({ id, nodes: [node] })
      await fleet.run('run-command.wake-nodes', { nodeIds: [node] })
      expect(sent()).toEqual(ids.slice(0, Math.min(30, index + 6)))
    }
  })
})

describe('retention', () => {
  it('forgets ended commands after 30 days, with their output', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send(node)
    await fleet.ack(id, [node])
    await fleet.output(id, node, { offset: 0, text: 'x'.repeat(60_000) })
    await fleet.output(id, node, { offset: 60_000, text: 'x'.repeat(60_000), final: true })
    await fleet.reply({ id, nodes: [node] }, 'Success', { 'aws:runShellScript': {} })
    await fleet.run(compactJob, { commandId: id })
    expect(await fleet.ctx.blobs.list('command-output/', { limit: 9 })).toHaveLength(1)
    const open = await send(node)
    fleet.test.clock.advance(31 * 86_400_000)
    await fleet.run('run-command.prune', {})
    const { Commands } = await fleet.call(listCommands, { InstanceId: node })
    expect(Commands.map((one) => one.CommandId)).toEqual([open])
    expect(await fleet.ctx.blobs.list('command-output/', { limit: 9 })).toEqual([])
  })
})
