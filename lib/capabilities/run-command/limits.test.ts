import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getCommandOutput } from './operations/get-command-output'
import { listCommands } from './operations/list-commands'
import { sendCommand } from './operations/send-command'
import { TestFleet } from './testing/fleet'

describe('limits that were moved by the settings', () => {
  let fleet: TestFleet
  beforeAll(async () => {
    fleet = await TestFleet.open({ QUARTERDECK_LIMITS: 'commandTargets=2,jobsPerNode=1,outputMiB=1,commandDays=1' })
  })
  afterAll(async () => fleet.close())

  const send = async (InstanceIds: readonly string[]) => {
    const input = { DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['true'] }, InstanceIds }
    return (await fleet.call(sendCommand, input)).Command
  }

  it('end a command for more targets', async () => {
    expect(await send(await fleet.nodes(2))).toMatchObject({ StatusDetails: 'Pending' })
    expect(await send(await fleet.nodes(3))).toMatchObject({ StatusDetails: 'RateExceeded' })
  })

  it('hold back the second job of a node', async () => {
    const nodes = await fleet.nodes(1)
    const ids = [(await send(nodes))?.CommandId ?? '', (await send(nodes))?.CommandId ?? '']
    expect(ids.map((id) => fleet.sent(id))).toEqual([nodes, []])
  })

  it('cut an output, and say so in it', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = (await send([node]))?.CommandId ?? ''
    await fleet.ack(id, [node])
    for (let offset = 0; offset < 1_200_000; offset += 60_000) {
      await fleet.output(id, node, { offset, text: 'x'.repeat(60_000) })
    }
    const read = { CommandId: id, InstanceId: node, StartByte: 1_048_570 }
    const marker = '--output truncated by Quarterdeck after 1048576 bytes--'
    expect(await fleet.call(getCommandOutput, read)).toMatchObject({ Truncated: true, Text: `xxxxxx\n${marker}\n` })
  })

  it('delete commands sooner', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = (await send([node]))?.CommandId ?? ''
    await fleet.finish({ id, nodes: [node] })
    fleet.test.clock.advance(25 * 3_600_000)
    await fleet.run('run-command.prune', {})
    expect(await fleet.call(listCommands, { CommandId: id })).toMatchObject({ Commands: [] })
  })
})
