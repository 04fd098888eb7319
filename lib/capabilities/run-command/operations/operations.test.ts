import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testNode } from '#lib/api/testing/test-context'
import { waitingSubject } from '../engine/publish'
import { TestFleet } from '../testing/fleet'
import { acknowledgeMessage } from './acknowledge-message'
import { cancelCommand } from './cancel-command'
import { failMessage } from './fail-message'
import { getCommandInvocation } from './get-command-invocation'
import { getCommandSummary } from './get-command-summary'
import { getMessages } from './get-messages'
import { listCommandInvocations } from './list-command-invocations'
import { listCommands } from './list-commands'
import { previewCommand } from './preview-command'
import { sendCommand } from './send-command'
import { sendReply } from './send-reply'

let fleet: TestFleet
beforeAll(async () => {
  fleet = await TestFleet.open()
})
afterAll(async () => fleet.close())

const shell = { DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['true'] } }
const unknownId = '00000000-0000-4000-8000-000000000000'

async function send(InstanceIds: readonly string[], extra: object = {}): Promise<string> {
  const { Command } = await fleet.call(sendCommand, { ...shell, InstanceIds, ...extra })
  return Command?.CommandId ?? ''
}

describe('SendCommand', () => {
  it('answers the request as it was taken', async () => {
    const [node = ''] = await fleet.nodes(1)
    const input = {
      ...shell,
      InstanceIds: [node],
      Comment: 'why',
      TimeoutSeconds: 60,
      MaxErrors: '10%',
      OutputS3BucketName: 'kept-as-given',
    }
    const { Command } = await fleet.call(sendCommand, input)
    expect(Command).toMatchObject({
      ...input,
      DocumentVersion: '1',
      Status: 'Pending',
      StatusDetails: 'Pending',
      MaxConcurrency: '50',
      TargetCount: 1,
      CompletedCount: 0,
      RequestedDateTime: fleet.ctx.clock.now(),
      ExpiresAfter: new Date(fleet.ctx.clock.now().getTime() + 3_660_000),
    })
    expect(Command?.CommandId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it.each<[string, object, string]>([
    ['an unknown node', { InstanceIds: ['mi-00000000000000000'] }, 'InvalidInstanceId'],
    ['a node twice', { InstanceIds: ['mi-00000000000000000', 'mi-00000000000000000'] }, 'DuplicateInstanceId'],
    ['no node', {}, 'ValidationException'],
    [
      'nodes and targets',
      { InstanceIds: ['mi-00000000000000000'], Targets: [{ Key: 'tag:a', Values: ['b'] }] },
      'ValidationException',
    ],
    ['a resource group', { Targets: [{ Key: 'resource-groups:Name', Values: ['g'] }] }, 'ValidationException'],
    ['a key of ours that is none', { Targets: [{ Key: 'quarterdeck:other', Values: ['x'] }] }, 'ValidationException'],
    [
      'a command that is none',
      { Targets: [{ Key: 'quarterdeck:command-status:9f3c', Values: ['Failed'] }] },
      'ValidationException',
    ],
    [
      'an unknown command as target',
      { Targets: [{ Key: `quarterdeck:command-status:${unknownId}`, Values: ['Failed'] }] },
      'InvalidCommandId',
    ],
    [
      'a status that is none',
      { Targets: [{ Key: `quarterdeck:command-status:${unknownId}`, Values: ['Sad'] }] },
      'ValidationException',
    ],
    [
      'a group that is none',
      { Targets: [{ Key: `quarterdeck:command-group:${unknownId}`, Values: ['A'] }] },
      'ValidationException',
    ],
    [
      'nodes of a command beside tags',
      {
        Targets: [
          { Key: `quarterdeck:command-status:${unknownId}`, Values: ['Failed'] },
          { Key: 'tag:a', Values: ['b'] },
        ],
      },
      'ValidationException',
    ],
    ['an unknown document', { DocumentName: 'No-Such' }, 'InvalidDocument'],
    ['an unknown version', { DocumentVersion: '7' }, 'InvalidDocumentVersion'],
    ['another hash', { DocumentHash: '00', DocumentHashType: 'Sha256' }, 'InvalidDocument'],
    ['an unknown parameter', { Parameters: { commands: ['true'], other: ['x'] } }, 'InvalidParameters'],
    ['a missing parameter', { Parameters: {} }, 'InvalidParameters'],
    ['a value that breaks the pattern', { Parameters: { commands: ['true'], executionTimeout: ['soon'] } }, 'InvalidParameters'],
    ['a secret that cannot be looked up', { Parameters: { commands: ['echo {{ssm:/db/password}}'] } }, 'InvalidParameters'],
    ['no concurrency', { MaxConcurrency: '0' }, 'ValidationException'],
    ['too short a time', { TimeoutSeconds: 29 }, 'ValidationException'],
    ['a long comment', { Comment: 'x'.repeat(101) }, 'ValidationException'],
    ['a folder without a bucket', { OutputS3KeyPrefix: 'logs' }, 'InvalidOutputFolder'],
    [
      'a topic that is none',
      { NotificationConfig: { NotificationArn: 'here', NotificationEvents: ['All'] } },
      'InvalidNotificationConfig',
    ],
    ['a role that is none', { ServiceRoleArn: 'me' }, 'InvalidRole'],
  ])('refuses %s', async (_name, input, code) => {
    const Targets = 'InstanceIds' in input || _name === 'no node' ? undefined : [{ Key: 'tag:a', Values: ['b'] }]
    await expect(fleet.call(sendCommand, { ...shell, ...(Targets && { Targets }), ...input })).rejects.toMatchObject({ code })
  })

  it('gives the agent single values for text and lists for lists', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send([node], { Parameters: { commands: ['a', 'b'], workingDirectory: ['/tmp'] } })
    const job = fleet.published.find((one) => one.kind === 'run' && one.commandId === id)
    expect(job).toMatchObject({
      content: { Parameters: { commands: ['a', 'b'], workingDirectory: '/tmp', executionTimeout: '3600' } },
    })
    expect(JSON.stringify(job)).not.toContain('allowedPattern')
  })
})

describe('ListCommands', () => {
  it('pages newest first and filters', async () => {
    const [node = ''] = await fleet.nodes(1)
    const ids: string[] = []
    for (let count = 0; count < 4; count += 1) {
      fleet.test.clock.advance(1_000)
      ids.unshift(await send([node]))
    }
    const first = await fleet.call(listCommands, { InstanceId: node, MaxResults: 3 })
    expect(first.Commands?.map((one) => one.CommandId)).toEqual(ids.slice(0, 3))
    const second = await fleet.call(listCommands, { InstanceId: node, MaxResults: 3, NextToken: first.NextToken })
    expect(second).toEqual({ Commands: [expect.objectContaining({ CommandId: ids[3] })], NextToken: undefined })
    await fleet.finish({ id: ids[0] ?? '', nodes: [node] })
    const complete = await fleet.call(listCommands, { InstanceId: node, Filters: [{ key: 'ExecutionStage', value: 'Complete' }] })
    expect(complete.Commands?.map((one) => one.CommandId)).toEqual([ids[0]])
    const since = new Date(fleet.ctx.clock.now().getTime() - 1_000).toISOString()
    const recent = await fleet.call(listCommands, { InstanceId: node, Filters: [{ key: 'InvokedAfter', value: since }] })
    expect(recent.Commands?.map((one) => one.CommandId)).toEqual(ids.slice(0, 2))
    const all = await fleet.call(listCommands, {
      MaxResults: 50,
      Filters: [{ key: 'DocumentName', value: 'AWS-RunShellScript' }],
    })
    expect(all.Commands?.slice(0, 4).map((one) => one.CommandId)).toEqual(ids)
  })

  it('says who sent a command, and when it ended', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send([node])
    const listed = async () => (await fleet.call(listCommands, { CommandId: id })).Commands[0]
    expect(await listed()).toMatchObject({ RequestedBy: 'owner@example.net', EndedDateTime: undefined })
    fleet.test.clock.advance(7_000)
    await fleet.finish({ id, nodes: [node] })
    expect(await listed()).toMatchObject({ RequestedBy: 'owner@example.net', EndedDateTime: fleet.ctx.clock.now() })
  })

  it('refuses what makes no sense', async () => {
    const pending = { InstanceId: 'mi-00000000000000000', Filters: [{ key: 'Status', value: 'Pending' }] }
    await expect(fleet.call(listCommands, pending)).rejects.toMatchObject({ code: 'InvalidFilterKey' })
    await expect(fleet.call(listCommands, { Filters: [{ key: 'Status', value: 'Fine' }] })).rejects.toMatchObject({
      code: 'ValidationException',
    })
    await expect(fleet.call(listCommands, { NextToken: 'x' })).rejects.toMatchObject({ code: 'InvalidNextToken' })
    await expect(fleet.call(listCommands, { CommandId: 'x'.repeat(36) })).rejects.toMatchObject({ code: 'InvalidCommandId' })
    expect(await fleet.call(listCommands, { CommandId: unknownId })).toMatchObject({ Commands: [] })
  })
})

describe('ListCommandInvocations', () => {
  it('pages by node, filters by status, and shows plugins when asked', async () => {
    const nodes = await fleet.nodes(3)
    const id = await send(nodes, { MaxErrors: '100%' })
    await fleet.finish({ id, nodes: nodes.slice(0, 1) }, 'TimedOut')
    await fleet.finish({ id, nodes: nodes.slice(1) }, 'Success', { stdout: 'fine' })
    const first = await fleet.call(listCommandInvocations, { CommandId: id, MaxResults: 2 })
    const second = await fleet.call(listCommandInvocations, { CommandId: id, MaxResults: 2, NextToken: first.NextToken })
    const seen = [...(first.CommandInvocations ?? []), ...(second.CommandInvocations ?? [])]
    expect(seen.map((one) => one.InstanceId)).toEqual(nodes)
    expect(seen[0]).toMatchObject({ CommandPlugins: [] })
    const timedOut = await fleet.call(listCommandInvocations, { CommandId: id, Filters: [{ key: 'Status', value: 'TimedOut' }] })
    expect(timedOut.CommandInvocations?.map((one) => one.InstanceId)).toEqual(nodes.slice(0, 1))
    const detailed = await fleet.call(listCommandInvocations, { CommandId: id, InstanceId: nodes[1], Details: true })
    expect(detailed.CommandInvocations?.[0]?.CommandPlugins).toMatchObject([
      { Name: 'aws:runShellScript', Status: 'Success', StatusDetails: 'Success', ResponseCode: 0, Output: 'fine' },
    ])
    const stage = fleet.call(listCommandInvocations, { Filters: [{ key: 'ExecutionStage', value: 'Complete' }] })
    await expect(stage).rejects.toMatchObject({ code: 'InvalidFilterKey' })
  })

  it('shows the invocations of one node, newest command first', async () => {
    const [node = ''] = await fleet.nodes(1)
    const older = await send([node])
    fleet.test.clock.advance(1_000)
    const newer = await send([node])
    const first = await fleet.call(listCommandInvocations, { InstanceId: node, MaxResults: 1 })
    expect(first.CommandInvocations?.[0]?.CommandId).toBe(newer)
    const second = await fleet.call(listCommandInvocations, { InstanceId: node, MaxResults: 1, NextToken: first.NextToken })
    expect(second.CommandInvocations?.[0]?.CommandId).toBe(older)
  })
})

describe('GetCommandInvocation', () => {
  it('has no code and no output before the end', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send([node])
    const before = { Status: 'Pending', ResponseCode: -1, StandardOutputContent: '', ExecutionStartDateTime: '' }
    expect(await fleet.call(getCommandInvocation, { CommandId: id, InstanceId: node })).toMatchObject(before)
    await fleet.ack(id, [node])
    await fleet.reply({ id, nodes: [node] }, 'InProgress', { 'aws:runShellScript': { status: 'InProgress', stdout: 'half' } })
    const during = { Status: 'InProgress', ResponseCode: -1, StandardOutputContent: '' }
    expect(await fleet.call(getCommandInvocation, { CommandId: id, InstanceId: node })).toMatchObject(during)
  })

  it('knows the step by its name and no other', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send([node])
    const wrong = fleet.call(getCommandInvocation, { CommandId: id, InstanceId: node, PluginName: 'other' })
    await expect(wrong).rejects.toMatchObject({ code: 'InvalidPluginName' })
    const missing = fleet.call(getCommandInvocation, { CommandId: unknownId, InstanceId: node })
    await expect(missing).rejects.toMatchObject({ code: 'InvocationDoesNotExist' })
  })

  it('cuts standard error at 8,000 characters', async () => {
    const [node = ''] = await fleet.nodes(1)
    const id = await send([node])
    await fleet.finish({ id, nodes: [node] }, 'Failed', { code: 3, stderr: 'x'.repeat(9_000) })
    const found = await fleet.call(getCommandInvocation, { CommandId: id, InstanceId: node })
    expect(found).toMatchObject({ ResponseCode: 3, StatusDetails: 'Failed', ExecutionElapsedTime: 'PT0S' })
    expect(found.StandardErrorContent).toHaveLength(8_000)
  })
})

describe('PreviewCommand and GetCommandSummary', () => {
  it('says what would be sent, and sends nothing', async () => {
    const [online = ''] = await fleet.nodes(1, { platform: 'Linux', tags: { preview: 'x' } })
    await fleet.nodes(2, { connected: false, tags: { preview: 'x' } })
    await fleet.nodes(1, { platform: 'Windows', tags: { preview: 'x' } })
    const Targets = [{ Key: 'tag:preview', Values: ['x'] }]
    const before = fleet.published.length
    const answer = await fleet.call(previewCommand, { ...shell, Targets, MaxConcurrency: '50%', MaxErrors: '50%' })
    expect(answer.Preview).toMatchObject({
      Matched: 4,
      Online: 1,
      Offline: 2,
      Skipped: [{ Reason: 'InvalidPlatform', Count: 1 }],
      Concurrency: 2,
      ErrorsAllowed: 2,
      Waves: 2,
    })
    expect(answer.Preview?.Nodes.map((one) => one.InstanceId)).toContain(online)
    expect(fleet.published).toHaveLength(before)
    const refused = await fleet.call(previewCommand, { ...shell, Parameters: {}, Targets })
    expect(refused).toMatchObject({ Ok: false, Problem: { Code: 'InvalidParameters' }, Preview: { Matched: 4, Online: 1 } })
  })

  it('sums a run up', async () => {
    const nodes = await fleet.nodes(4)
    const id = await send(nodes, { MaxErrors: '100%' })
    await fleet.finish({ id, nodes: nodes.slice(0, 1) })
    await fleet.ack(id, nodes.slice(1, 2))
    fleet.test.clock.advance(10_000)
    const summary = await fleet.call(getCommandSummary, { CommandId: id })
    expect(summary).toMatchObject({
      RequestedBy: 'owner@example.net',
      Counts: { Success: 1, InProgress: 1, Pending: 2 },
      NeverTakenUp: 2,
      ElapsedSeconds: 10,
      EndedPerSecond: 0.1,
      EtaSeconds: 30,
    })
  })
})

describe('a node that polls', () => {
  it('gets its job, and its replies count', async () => {
    const [node = ''] = await fleet.nodes(1, { connected: false })
    const id = await send([node])
    const { Messages } = await fleet.call(getMessages, { Destination: node, MessagesRequestId: 'r' }, testNode(node))
    expect(Messages).toMatchObject([{ MessageId: `aws.ssm.${id}.${node}`, Topic: `aws.ssm.sendCommand.${node}` }])
    const MessageId = Messages[0]?.MessageId
    await fleet.call(acknowledgeMessage, { MessageId }, testNode(node))
    const Payload = JSON.stringify({
      documentStatus: 'Success',
      runtimeStatus: { 'aws:runShellScript': { status: 'Success', code: 0 } },
    })
    await fleet.call(sendReply, { MessageId, Payload, ReplyId: 'r' }, testNode(node))
    expect(await fleet.call(getCommandInvocation, { CommandId: id, InstanceId: node })).toMatchObject({ Status: 'Success' })
  })

  it('hears of a command that is sent while it waits, and of its cancellation', async () => {
    const [node = ''] = await fleet.nodes(1, { connected: false })
    const waiting = fleet.test.call(getMessages, { Destination: node }, testNode(node))
    const id = await send([node])
    const { Messages } = await waiting
    expect(Messages.map((message) => message.MessageId)).toEqual([`aws.ssm.${id}.${node}`])
    await fleet.ack(id, [node])
    await fleet.call(cancelCommand, { CommandId: id })
    const next = await fleet.call(getMessages, { Destination: node }, testNode(node))
    expect(next.Messages).toMatchObject([{ Topic: `aws.ssm.cancelCommand.${node}` }])
  })

  it('loses nothing that is sent while its first job is on the way to it', async () => {
    const [node = ''] = await fleet.nodes(1, { connected: false })
    const first = await send([node])
    const release = await fleet.hold(first)
    const waiting = fleet.test.call(getMessages, { Destination: node }, testNode(node))
    await expect.poll(() => fleet.waiters(), { timeout: 10_000 }).toBe(1)
    const second = await send([node])
    await release()
    const { Messages } = await waiting
    if (Messages.length === 1) Messages.push(...(await fleet.call(getMessages, { Destination: node }, testNode(node))).Messages)
    expect(Messages.map((message) => message.MessageId)).toEqual([first, second].map((id) => `aws.ssm.${id}.${node}`))
  })

  it('is told again, while it waits, of a job that got lost on the way', async () => {
    const [node = ''] = await fleet.nodes(1, { connected: false })
    const id = await send([node])
    await fleet.call(getMessages, { Destination: node }, testNode(node))
    let rings = 0
    fleet.ctx.bus.subscribe(waitingSubject(node), () => {
      rings += 1
    })
    await fleet.elapse(5, id)
    expect(rings).toBe(1)
    const { Messages } = await fleet.call(getMessages, { Destination: node }, testNode(node))
    expect(Messages).toMatchObject([{ MessageId: `aws.ssm.${id}.${node}` }])
  })

  it('may give up', async () => {
    const [node = ''] = await fleet.nodes(1, { connected: false })
    const id = await send([node])
    const MessageId = `aws.ssm.${id}.${node}`
    await fleet.call(failMessage, { MessageId, FailureType: 'NoHandlerExists' }, testNode(node))
    expect(await fleet.call(getCommandInvocation, { CommandId: id, InstanceId: node })).toMatchObject({ Status: 'Failed' })
  })

  it('speaks for itself alone', async () => {
    const [node = '', other = ''] = await fleet.nodes(2, { connected: false })
    const call = fleet.call(getMessages, { Destination: other }, testNode(node))
    await expect(call).rejects.toMatchObject({ code: 'AccessDeniedException' })
  })
})
