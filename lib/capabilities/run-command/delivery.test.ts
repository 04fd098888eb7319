import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cancelCommand } from './operations/cancel-command'
import { getCommandInvocation } from './operations/get-command-invocation'
import { listCommandInvocations } from './operations/list-command-invocations'
import { listCommands } from './operations/list-commands'
import { sendCommand } from './operations/send-command'
import { type StepSaid, TestFleet } from './testing/fleet'

let fleet: TestFleet
beforeAll(async () => {
  fleet = await TestFleet.open()
})
afterAll(async () => fleet.close())

const shell = { DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['true'] } }

async function send(InstanceIds: readonly string[], extra: object = {}): Promise<string> {
  const { Command } = await fleet.call(sendCommand, { ...shell, InstanceIds, ...extra })
  return Command?.CommandId ?? ''
}

async function command(CommandId: string) {
  const { Commands } = await fleet.call(listCommands, { CommandId })
  const [found] = Commands
  if (!found) throw new Error('no such command')
  return found
}

async function details(CommandId: string): Promise<Record<string, string>> {
  const { CommandInvocations = [] } = await fleet.call(listCommandInvocations, { CommandId })
  return Object.fromEntries(CommandInvocations.map((one) => [one.InstanceId ?? '', one.StatusDetails ?? '']))
}

describe('delivery', () => {
  it('sends to one node first, then to two, then to four', async () => {
    const nodes = await fleet.nodes(10)
    const id = await send(nodes)
    expect(fleet.sent(id)).toEqual(nodes.slice(0, 1))
    expect((await command(id)).StatusDetails).toBe('Pending')
    await fleet.ack(id, nodes.slice(0, 1))
    expect(fleet.sent(id)).toEqual(nodes.slice(0, 3))
    await fleet.ack(id, nodes.slice(1, 3))
    expect(fleet.sent(id)).toEqual(nodes.slice(0, 7))
    expect(await command(id)).toMatchObject({
      Status: 'InProgress',
      StatusDetails: 'InProgress',
      TargetCount: 10,
      CompletedCount: 0,
    })
  })

  it('ends in Success when all nodes do', async () => {
    const nodes = await fleet.nodes(3)
    const id = await send(nodes)
    for (const node of nodes) await fleet.finish({ id, nodes: [node] }, 'Success', { stdout: 'hello\n' })
    expect(await command(id)).toMatchObject({ Status: 'Success', StatusDetails: 'Success', CompletedCount: 3, ErrorCount: 0 })
    const invocation = await fleet.call(getCommandInvocation, { CommandId: id, InstanceId: nodes[0] })
    expect(invocation).toMatchObject({
      Status: 'Success',
      ResponseCode: 0,
      PluginName: 'aws:runShellScript',
      StandardOutputContent: 'hello\n',
    })
  })

  it('sends at most MaxConcurrency at once', async () => {
    const nodes = await fleet.nodes(5)
    const id = await send(nodes, { MaxConcurrency: '2' })
    await fleet.ack(id, nodes.slice(0, 1))
    expect(fleet.sent(id)).toHaveLength(2)
    await fleet.ack(id, nodes.slice(1, 2))
    expect(fleet.sent(id)).toHaveLength(2)
    await fleet.finish({ id, nodes: nodes.slice(0, 1) })
    expect(fleet.sent(id)).toHaveLength(3)
  })

  it('ends the rest as Terminated after the first error when MaxErrors is 0', async () => {
    const nodes = await fleet.nodes(4)
    const id = await send(nodes, { MaxConcurrency: '1' })
    await fleet.finish({ id, nodes: nodes.slice(0, 1) }, 'Failed')
    expect(Object.values(await details(id))).toEqual(['Failed', 'Terminated', 'Terminated', 'Terminated'])
    expect(await command(id)).toMatchObject({ Status: 'Failed', StatusDetails: 'Failed', CompletedCount: 4, ErrorCount: 1 })
  })

  it('lets running ones finish after a stop', async () => {
    const nodes = await fleet.nodes(5)
    const id = await send(nodes, { MaxConcurrency: '2' })
    await fleet.ack(id, nodes.slice(0, 2))
    await fleet.finish({ id, nodes: nodes.slice(0, 1) }, 'Failed')
    expect((await command(id)).Status).toBe('InProgress')
    await fleet.finish({ id, nodes: nodes.slice(1, 2) })
    expect(Object.values(await details(id))).toEqual(['Failed', 'Success', 'Terminated', 'Terminated', 'Terminated'])
    expect((await command(id)).StatusDetails).toBe('Failed')
  })

  it('is Incomplete with errors within the limit', async () => {
    const nodes = await fleet.nodes(5)
    const id = await send(nodes, { MaxErrors: '3' })
    for (const node of nodes) await fleet.finish({ id, nodes: [node] }, node === nodes[0] ? 'Failed' : 'Success')
    expect(await command(id)).toMatchObject({ Status: 'Failed', StatusDetails: 'Incomplete', ErrorCount: 1, CompletedCount: 5 })
  })

  it('stops on the error after MaxErrors, not at it', async () => {
    const nodes = await fleet.nodes(6)
    const id = await send(nodes, { MaxConcurrency: '1', MaxErrors: '2' })
    for (const node of nodes.slice(0, 2)) await fleet.finish({ id, nodes: [node] }, 'Failed')
    expect(Object.values(await details(id))).not.toContain('Terminated')
    await fleet.finish({ id, nodes: nodes.slice(2, 3) }, 'TimedOut')
    expect(Object.values(await details(id)).filter((detail) => detail === 'Terminated')).toHaveLength(3)
    expect(await command(id)).toMatchObject({ ErrorCount: 3, StatusDetails: 'Failed' })
  })

  it('keeps a command for an absent node until it comes back', async () => {
    const [node = ''] = await fleet.nodes(1, { connected: false })
    const id = await send([node])
    expect(await details(id)).toEqual({ [node]: 'Delayed' })
    expect(fleet.sent(id)).toEqual([])
    await fleet.connected([node])
    expect(fleet.sent(id)).toEqual([node])
    await fleet.finish({ id, nodes: [node] })
    expect((await command(id)).Status).toBe('Success')
  })

  it('does not let absent nodes hold up the others', async () => {
    const absent = await fleet.nodes(3, { connected: false })
    const [present = ''] = await fleet.nodes(1)
    const id = await send([...absent, present], { MaxConcurrency: '1' })
    expect(fleet.sent(id)).toEqual([present])
    await fleet.finish({ id, nodes: [present] })
    expect((await details(id))[present]).toBe('Success')
  })

  it('gives up on an absent node after TimeoutSeconds', async () => {
    const [node = ''] = await fleet.nodes(1, { connected: false })
    const id = await send([node], { TimeoutSeconds: 30 })
    await fleet.elapse(29, id)
    expect(await details(id)).toEqual({ [node]: 'Delayed' })
    await fleet.elapse(1, id)
    expect(await details(id)).toEqual({ [node]: 'DeliveryTimedOut' })
    expect(await command(id)).toMatchObject({
      Status: 'TimedOut',
      StatusDetails: 'DeliveryTimedOut',
      DeliveryTimedOutCount: 1,
      ErrorCount: 0,
    })
  })

  it('ends a run without a result after both clocks', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send([node], { TimeoutSeconds: 60, Parameters: { commands: ['sleep 9'], executionTimeout: ['100'] } })
    await fleet.ack(id, [node])
    await fleet.elapse(159, id)
    expect(await details(id)).toEqual({ [node]: 'InProgress' })
    await fleet.elapse(1, id)
    expect(await details(id)).toEqual({ [node]: 'DeliveryTimedOut' })
  })

  it('takes an execution time-out that the agent reports', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send([node])
    await fleet.finish({ id, nodes: [node] }, 'TimedOut')
    expect(await details(id)).toEqual({ [node]: 'ExecutionTimedOut' })
    expect(await command(id)).toMatchObject({ Status: 'TimedOut', StatusDetails: 'ExecutionTimedOut', ErrorCount: 1 })
  })

  it('goes on after a reboot that the script asked for', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send([node])
    const rebooting = { 'aws:runShellScript': { status: 'SuccessAndReboot', code: 194, stdout: 'before' } } satisfies Record<
      string,
      StepSaid
    >
    await fleet.ack(id, [node])
    await fleet.reply({ id, nodes: [node] }, 'SuccessAndReboot', rebooting)
    expect(await fleet.call(getCommandInvocation, { CommandId: id, InstanceId: node })).toMatchObject({
      Status: 'InProgress',
      ResponseCode: -1,
    })
    await fleet.reply({ id, nodes: [node] }, 'Success', { 'aws:runShellScript': { stdout: 'before and after' } })
    const found = await fleet.call(getCommandInvocation, { CommandId: id, InstanceId: node })
    expect(found).toMatchObject({ Status: 'Success', ResponseCode: 0, StandardOutputContent: 'before and after' })
  })

  it('keeps the details of a step that come after the end', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send([node])
    await fleet.reply({ id, nodes: [node] }, 'Failed')
    expect(await details(id)).toEqual({ [node]: 'Failed' })
    await fleet.reply({ id, nodes: [node] }, 'InProgress', { 'aws:runShellScript': { status: 'Failed', code: 3, stderr: 'why' } })
    const found = await fleet.call(getCommandInvocation, { CommandId: id, InstanceId: node })
    expect(found).toMatchObject({ Status: 'Failed', ResponseCode: 3, StandardErrorContent: 'why' })
  })

  it('acknowledges every reply, also of jobs that it does not know', async () => {
    const [node = ''] = await fleet.nodes(1)
    const stranger = '00000000-0000-4000-8000-000000000000'
    const [answer] = await fleet.reply({ id: stranger, nodes: [node] }, 'Success')
    expect(answer).toMatchObject({ nodeId: node, type: 'agent_job_reply_ack', payload: { jobId: `aws.ssm.${stranger}.${node}` } })
  })

  it('sends the same job again when no acknowledgement comes', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send([node])
    await fleet.elapse(5, id)
    expect(fleet.sent(id)).toEqual([node, node])
    await fleet.ack(id, [node])
    await fleet.elapse(10, id)
    expect(fleet.sent(id)).toHaveLength(2)
  })

  it('sends again after the agent was too busy, and after it reconnected', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send([node])
    await fleet.ack(id, [node], '51402')
    expect(await details(id)).toEqual({ [node]: 'Pending' })
    await fleet.elapse(10, id)
    expect(fleet.sent(id)).toHaveLength(2)
    await fleet.connected([node])
    expect(fleet.sent(id)).toHaveLength(3)
    await fleet.ack(id, [node], '51405')
    expect(await details(id)).toEqual({ [node]: 'InProgress' })
  })

  it('fails an invocation that the agent cannot read', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send([node])
    await fleet.ack(id, [node], '51408')
    expect(await details(id)).toEqual({ [node]: 'Failed' })
    expect((await command(id)).ErrorCount).toBe(1)
  })

  it('puts at most five jobs on one node, and the next when one is done', async () => {
    const [node = ''] = await fleet.nodes(1)
    const ids: string[] = []
    for (let count = 0; count < 6; count += 1) ids.push(await send([node]))
    const [first = '', , , , , sixth = ''] = ids
    expect(fleet.sent(sixth)).toEqual([])
    expect(await details(sixth)).toEqual({ [node]: 'Pending' })
    await fleet.finish({ id: first, nodes: [node] })
    await fleet.run('run-command.wake-nodes', { nodeIds: [node] })
    expect(fleet.sent(sixth)).toEqual([node])
  })

  it('marks nodes of another platform, and does not count them as errors', async () => {
    const [linux = ''] = await fleet.nodes(1, { platform: 'Linux', tags: { mix: 'yes' } })
    const [windows = ''] = await fleet.nodes(1, { platform: 'Windows', tags: { mix: 'yes' } })
    const targets = [{ Key: 'tag:mix', Values: ['yes'] }]
    const { Command } = await fleet.call(sendCommand, { ...shell, Targets: targets })
    const id = Command?.CommandId ?? ''
    await fleet.finish({ id, nodes: [linux] })
    expect(await details(id)).toEqual({ [linux]: 'Success', [windows]: 'InvalidPlatform' })
    expect(await command(id)).toMatchObject({ Status: 'Success', ErrorCount: 0, CompletedCount: 2, TargetCount: 2 })
    await expect(send([windows])).rejects.toMatchObject({ code: 'UnsupportedPlatformType' })
  })

  it('shows ids in a target that nobody has as Undeliverable', async () => {
    const [node = ''] = await fleet.nodes(1)
    const gone = 'mi-00000000000000000'
    const { Command } = await fleet.call(sendCommand, { ...shell, Targets: [{ Key: 'InstanceIds', Values: [node, gone] }] })
    const id = Command?.CommandId ?? ''
    await fleet.finish({ id, nodes: [node] })
    expect(await details(id)).toEqual({ [node]: 'Success', [gone]: 'Undeliverable' })
    expect((await command(id)).Status).toBe('Success')
  })

  it('is NoInstancesInTag when nothing matches', async () => {
    const { Command } = await fleet.call(sendCommand, { ...shell, Targets: [{ Key: 'tag:none', Values: ['x'] }] })
    expect(Command).toMatchObject({ Status: 'Failed', StatusDetails: 'NoInstancesInTag', TargetCount: 0 })
  })
})

describe('cancel', () => {
  it('ends at once what no node has, and asks the others to stop', async () => {
    const [present = ''] = await fleet.nodes(1)
    const [absent = ''] = await fleet.nodes(1, { connected: false })
    const id = await send([present, absent])
    await fleet.ack(id, [present])
    await fleet.call(cancelCommand, { CommandId: id })
    expect(await details(id)).toEqual({ [present]: 'Cancelling', [absent]: 'Cancelled' })
    expect(await command(id)).toMatchObject({ Status: 'Cancelling' })
    expect(fleet.cancelsSent()).toContain(present)
    await fleet.reply({ id, nodes: [present] }, 'Cancelled', { 'aws:runShellScript': { status: 'Cancelled' } satisfies StepSaid })
    expect(await command(id)).toMatchObject({ Status: 'Cancelled', StatusDetails: 'Cancelled' })
  })

  it('tells the truth when the node was faster', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send([node])
    await fleet.ack(id, [node])
    await fleet.call(cancelCommand, { CommandId: id })
    await fleet.reply({ id, nodes: [node] }, 'Success', { 'aws:runShellScript': {} })
    expect(await details(id)).toEqual({ [node]: 'Success' })
    expect((await command(id)).Status).toBe('Success')
  })

  it('repeats the cancel until the node has acknowledged it, and never sends the job again', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send([node])
    await fleet.call(cancelCommand, { CommandId: id })
    const before = fleet.cancelsSent().length
    await fleet.elapse(5, id)
    expect(fleet.cancelsSent()).toHaveLength(before + 1)
    expect(fleet.sent(id)).toEqual([node])
    const cancelId = fleet.published.findLast((job) => job.kind === 'cancel' && job.nodeId === node)?.commandId ?? ''
    await fleet.ack(cancelId, [node])
    await fleet.elapse(5, id)
    expect(await details(id)).toEqual({ [node]: 'Cancelled' })
  })

  it('stops a job that a node took up after it was ended', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send([node], { TimeoutSeconds: 30 })
    await fleet.elapse(30, id)
    expect(await details(id)).toEqual({ [node]: 'DeliveryTimedOut' })
    const before = fleet.cancelsSent().length
    await fleet.ack(id, [node])
    expect(fleet.cancelsSent()).toHaveLength(before + 1)
    expect(await details(id)).toEqual({ [node]: 'DeliveryTimedOut' })
  })

  it('cancels only the named nodes', async () => {
    const nodes = await fleet.nodes(2)
    const id = await send(nodes, { MaxConcurrency: '1' })
    await fleet.call(cancelCommand, { CommandId: id, InstanceIds: nodes.slice(1) })
    await fleet.finish({ id, nodes: nodes.slice(0, 1) })
    expect(Object.values(await details(id))).toEqual(['Success', 'Cancelled'])
    expect(await command(id)).toMatchObject({ StatusDetails: 'Incomplete' })
    await expect(fleet.call(cancelCommand, { CommandId: id, InstanceIds: ['mi-00000000000000000'] })).rejects.toMatchObject({
      code: 'InvalidInstanceId',
    })
  })
})
