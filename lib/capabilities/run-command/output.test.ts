import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compactJob } from './engine/compact'
import { getCommandInvocation } from './operations/get-command-invocation'
import { getCommandOutput } from './operations/get-command-output'
import { getOutputLines } from './operations/get-output-lines'
import { listCommandGroups } from './operations/list-command-groups'
import { listCommandNodes } from './operations/list-command-nodes'
import { listCommandOutputs } from './operations/list-command-outputs'
import { listRunningNodes } from './operations/list-running-nodes'
import { searchCommandOutput } from './operations/search-command-output'
import { sendCommand } from './operations/send-command'
import { TestFleet } from './testing/fleet'

let fleet: TestFleet
beforeAll(async () => {
  fleet = await TestFleet.open()
})
afterAll(async () => fleet.close())

const shell = { DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['true'] } }
const stepName = 'aws:runShellScript'

async function send(InstanceIds: readonly string[]): Promise<string> {
  const { Command } = await fleet.call(sendCommand, { ...shell, InstanceIds, MaxErrors: '100%' })
  return Command?.CommandId ?? ''
}

async function running(): Promise<{ id: string; node: string }> {
  const [node = ''] = await fleet.nodes(1)
  const id = await send([node])
  await fleet.ack(id, [node])
  return { id, node }
}

function read(CommandId: string, InstanceId: string, range: { StartByte?: number; MaxBytes?: number } = {}) {
  return fleet.call(getCommandOutput, { CommandId, InstanceId, ...range })
}

describe('streamed output', () => {
  it('is there while the step runs, and acknowledged as far as it is stored', async () => {
    const { id, node } = await running()
    const answers = await fleet.output(id, node, { offset: 0, text: 'één\n' })
    expect(answers[0]).toMatchObject({ nodeId: node, type: 'agent_job_output_ack', payload: { stream: 'stdout', offset: 6 } })
    expect(await read(id, node)).toMatchObject({ Text: 'één\n', NextByte: 6, TotalBytes: 6, Complete: false })
    await fleet.output(id, node, { offset: 6, text: 'two\n' })
    expect(await read(id, node, { StartByte: 6 })).toMatchObject({ Text: 'two\n', NextByte: 10 })
  })

  it('takes each byte once, whatever is sent twice, overlaps or skips ahead', async () => {
    const { id, node } = await running()
    await fleet.output(id, node, { offset: 0, text: 'abc' })
    await fleet.output(id, node, { offset: 0, text: 'abc' })
    await fleet.output(id, node, { offset: 1, text: 'bcd' })
    const [gap] = await fleet.output(id, node, { offset: 9, text: 'zzz' })
    expect(gap?.payload).toMatchObject({ offset: 4 })
    expect((await read(id, node)).Text).toBe('abcd')
  })

  it('reaches browsers over the bus after it is stored', async () => {
    const { id, node } = await running()
    const heard: unknown[] = []
    fleet.ctx.bus.subscribe(`output.${id}.${node}`, (payload) => heard.push(JSON.parse(new TextDecoder().decode(payload))))
    await fleet.output(id, node, { offset: 0, text: 'live' })
    expect(heard).toEqual([{ commandId: id, nodeId: node, step: stepName, stream: 'stdout', offset: 0, bytes: 4, text: 'live' }])
  })

  it('answers ranges from one row, and from a blob of many blocks, as it did from chunks', async () => {
    const { id, node } = await running()
    const lines = Array.from({ length: 40_000 }, (_, index) => `${index} ${randomBytes(24).toString('hex')} ü\n`).join('')
    const bytes = Buffer.from(lines)
    for (let offset = 0; offset < bytes.length; ) {
      const text = bytes
        .subarray(offset, offset + 60_000)
        .toString('utf8')
        .replace(/\uFFFD+$/, '')
      await fleet.output(id, node, { offset, text })
      offset += Buffer.byteLength(text)
    }
    await fleet.output(id, node, { offset: bytes.length, text: '', final: true })
    const before = await read(id, node, { StartByte: 1_500_000, MaxBytes: 700_000 })
    await fleet.run(compactJob, { commandId: id })
    const after = await read(id, node, { StartByte: 1_500_000, MaxBytes: 700_000 })
    expect(after).toEqual(before)
    const { Streams } = await fleet.call(getOutputLines, { CommandId: id, InstanceId: node })
    expect(Streams).toMatchObject([{ Stream: 'stdout', TotalLines: 40_000, TotalBytes: bytes.length, Truncated: false }])
    for (const { StartByte, LinesBefore } of Streams[0]?.Places ?? []) {
      const { Text } = await read(id, node, { StartByte, MaxBytes: 64 })
      expect(Text).toMatch(new RegExp(`^${LinesBefore} `))
    }
    expect(Streams[0]?.Places.length).toBeGreaterThan(1)
    const last = await fleet.call(searchCommandOutput, { CommandId: id, Query: '39999 ', InstanceId: node, PluginName: stepName })
    expect(last.Hits.at(-1)).toMatchObject({ Line: 40_000 })
    expect(after.Text).toBe(new TextDecoder().decode(bytes.subarray(1_500_000, after.NextByte)))
    expect(await read(id, node, { StartByte: bytes.length - 10 })).toMatchObject({
      TotalBytes: bytes.length,
      NextByte: bytes.length,
      Complete: true,
    })
  })

  it('is complete when the invocation ends without a last chunk', async () => {
    const { id, node } = await running()
    await fleet.output(id, node, { offset: 0, text: 'cut off' })
    await fleet.elapse(7_200, id)
    expect(await read(id, node)).toMatchObject({ Text: 'cut off', Complete: true })
    await fleet.run(compactJob, { commandId: id })
    await fleet.output(id, node, { offset: 7, text: ' and late' })
    expect((await read(id, node)).Text).toBe('cut off and late')
  })

  it('fills in for a reply that carries none', async () => {
    const { id, node } = await running()
    await fleet.output(id, node, { offset: 0, text: 'streamed', final: true })
    await fleet.reply({ id, nodes: [node] }, 'Success', { [stepName]: {} })
    const invocation = await fleet.call(getCommandInvocation, { CommandId: id, InstanceId: node })
    expect(invocation).toMatchObject({ Status: 'Success', StandardOutputContent: 'streamed' })
  })
})

describe('outputs of many nodes', () => {
  it('come in the order asked for, streamed or replied, as far as the bytes go', async () => {
    const [a = '', b = ''] = await fleet.nodes(2)
    const id = await send([a, b])
    await fleet.ack(id, [a])
    await fleet.output(id, a, { offset: 0, text: 'streamed\n' })
    await fleet.finish({ id, nodes: [b] }, 'Success', { stdout: 'replied\n' })
    const of = (InstanceId: string, extra: object = {}) => ({
      InstanceId,
      PluginName: stepName,
      Stream: 'stdout' as const,
      ...extra,
    })
    const ask = (input: object) =>
      fleet.call(listCommandOutputs, { CommandId: id, Ranges: [of(b), of(a), of(a, { StartByte: 9 })], ...input })
    const { Ranges } = await ask({})
    expect(Ranges.map(({ InstanceId, Text, NextByte, TotalBytes }) => [InstanceId, Text, NextByte, TotalBytes])).toEqual([
      [b, 'replied\n', 8, 8],
      [a, 'streamed\n', 9, 9],
      [a, '', 9, 9],
    ])
    const few = await ask({ MaxBytes: 10 })
    expect(few.Ranges.map(({ Text, NextByte, TotalBytes }) => [Text, NextByte, TotalBytes])).toEqual([
      ['replied\n', 8, 8],
      ['', 0, 9],
      ['', 9, 9],
    ])
    await expect(ask({ Ranges: [of('mi-00000000000000000')] })).rejects.toMatchObject({ code: 'InvocationDoesNotExist' })
  })

  it('belong to nodes that are listed by the thousand', async () => {
    const nodes = await fleet.nodes(3)
    const [a = '', b = '', c = ''] = nodes
    const id = await send(nodes)
    await fleet.finish({ id, nodes: [a] }, 'Failed')
    await fleet.ack(id, [b])
    const list = (input: object) => fleet.call(listCommandNodes, { CommandId: id, ...input })
    const first = await list({ MaxResults: 2 })
    expect(first.Nodes.map(({ InstanceId, StatusDetails }) => [InstanceId, StatusDetails])).toEqual([
      [a, 'Failed'],
      [b, 'InProgress'],
    ])
    expect(first.Nodes[1]?.StartedDateTime).toEqual(fleet.ctx.clock.now())
    expect((await list({ MaxResults: 2, NextToken: first.NextToken })).Nodes).toMatchObject([{ InstanceId: c }])
    expect((await list({ StatusDetails: ['Pending'] })).Nodes).toMatchObject([{ InstanceId: c, StatusDetails: 'Pending' }])
  })

  it('have a last line while they run', async () => {
    const [a = '', b = '', c = ''] = await fleet.nodes(3)
    const id = await send([a, b, c])
    await fleet.ack(id, [a, b])
    await fleet.output(id, a, { offset: 0, text: 'begun\nhalf way\n' })
    const { Nodes } = await fleet.call(listRunningNodes, { CommandId: id, InstanceIds: [a, b, c] })
    expect(Nodes.toSorted((x, y) => x.InstanceId.localeCompare(y.InstanceId))).toEqual([
      { InstanceId: a, StartedDateTime: fleet.ctx.clock.now(), LastLine: 'half way' },
      { InstanceId: b, StartedDateTime: fleet.ctx.clock.now(), LastLine: '' },
    ])
  })
})

describe('groups', () => {
  it('puts nodes together that said the same, and tells exit codes apart', async () => {
    const nodes = await fleet.nodes(4)
    const [a = '', b = '', c = '', d = ''] = nodes
    const id = await send(nodes)
    await fleet.finish({ id, nodes: [a] }, 'Success', { stdout: 'same  \n' })
    await fleet.finish({ id, nodes: [b] }, 'Success', { stdout: '\u001b[32msame\u001b[0m\n' })
    await fleet.finish({ id, nodes: [c] }, 'Success', { stdout: 'other\n' })
    await fleet.finish({ id, nodes: [d] }, 'Failed', { stdout: 'same\n', code: 3 })
    const { Groups, OpenCount } = await fleet.call(listCommandGroups, { CommandId: id })
    expect(OpenCount).toBe(0)
    expect(Groups.map((group) => [group.InstanceIds, group.ResponseCode])).toContainEqual([[a, b], 0])
    expect(Groups.map((group) => group.Count)).toEqual([2, 1, 1])
    expect(Groups[0]?.Sample?.StandardOutput).toContain('same')
  })

  it('passes over what names a node, and compares to the letter when asked', async () => {
    const nodes = await fleet.nodes(3)
    const id = await send(nodes)
    for (const [index, node] of nodes.slice(0, 2).entries()) {
      const stdout = `${node}: 10.0.0.${index + 1} at 12:00:0${index}\n`
      await fleet.finish({ id, nodes: [node] }, 'Success', { stdout })
    }
    await fleet.finish({ id, nodes: nodes.slice(2) }, 'Success', { stdout: 'another thing\n' })
    const groups = async (extra: object) =>
      (await fleet.call(listCommandGroups, { CommandId: id, ...extra })).Groups.map(({ Count }) => Count)
    expect(await groups({})).toEqual([2, 1])
    expect(await groups({ Likeness: 'Exact' })).toEqual([1, 1, 1])
  })

  it('is a target, however many nodes are in it', async () => {
    const nodes = await fleet.nodes(121)
    const id = await send(nodes.slice(0, 50))
    const { Command } = await fleet.call(sendCommand, {
      ...shell,
      Targets: [{ Key: 'InstanceIds', Values: ['*'] }],
      MaxConcurrency: '100%',
      MaxErrors: '100%',
    })
    const all = Command?.CommandId ?? ''
    await fleet.finish({ id: all, nodes: nodes.slice(0, 120) }, 'Success', { stdout: 'same\n' })
    await fleet.finish({ id: all, nodes: nodes.slice(120) }, 'Failed', { stdout: 'same\n', code: 1 })
    const { Groups } = await fleet.call(listCommandGroups, { CommandId: all })
    const large = Groups.find((group) => group.Count === 120)
    expect(large?.InstanceIds).toHaveLength(50)
    const sent = await fleet.call(sendCommand, { ...shell, Targets: [large?.Target ?? {}] })
    expect(sent.Command).toMatchObject({ TargetCount: 120, Targets: [large?.Target] })
    const Targets = [{ Key: `quarterdeck:command-status:${all}`, Values: ['Failed', 'Terminated'] }]
    const again = await fleet.call(sendCommand, { ...shell, Targets })
    expect(again.Command?.TargetCount).toBe(1)
    const of = await fleet.call(sendCommand, {
      ...shell,
      Targets: [{ Key: `quarterdeck:command-status:${id}`, Values: ['Success'] }],
    })
    expect(of.Command).toMatchObject({ TargetCount: 0, StatusDetails: 'NoInstancesInTag' })
  })

  it('compares streamed output whole', async () => {
    const nodes = await fleet.nodes(2)
    const id = await send(nodes)
    for (const [index, node] of nodes.entries()) {
      await fleet.ack(id, [node])
      await fleet.output(id, node, { offset: 0, text: `common beginning, then ${index}`, final: true })
      await fleet.reply({ id, nodes: [node] }, 'Success', { [stepName]: { stdout: 'common beginning' } })
    }
    await fleet.run(compactJob, { commandId: id })
    const { Groups } = await fleet.call(listCommandGroups, { CommandId: id })
    expect(Groups).toHaveLength(2)
  })
})

describe('search', () => {
  it('finds lines on all nodes, with context, page by page', async () => {
    const nodes = await fleet.nodes(3)
    const id = await send(nodes)
    for (const node of nodes)
      await fleet.finish({ id, nodes: [node] }, 'Success', { stdout: 'one\nError: two\nthree\nERROR four\n' })
    const first = await fleet.call(searchCommandOutput, { CommandId: id, Query: 'error', MaxResults: 5, Context: 1 })
    expect(first.Hits.map((hit) => [hit.InstanceId, hit.Line])).toEqual([
      [nodes[0], 2],
      [nodes[0], 4],
      [nodes[1], 2],
      [nodes[1], 4],
      [nodes[2], 2],
    ])
    expect(first.Hits[0]).toMatchObject({ Text: 'Error: two', Before: ['one'], After: ['three'], Stream: 'stdout' })
    const second = await fleet.call(searchCommandOutput, {
      CommandId: id,
      Query: 'error',
      MaxResults: 5,
      NextToken: first.NextToken,
    })
    expect(second.Hits.map((hit) => [hit.InstanceId, hit.Line])).toEqual([[nodes[2], 4]])
    expect(second.NextToken).toBeUndefined()
  })

  it('stops an expression that would take for ever', async () => {
    const { id, node } = await running()
    await fleet.reply({ id, nodes: [node] }, 'Success', { [stepName]: { stdout: `${'a'.repeat(60)}b\n` } })
    const search = fleet.call(searchCommandOutput, { CommandId: id, Query: '(a+)+$', Mode: 'regex' })
    await expect(search).rejects.toMatchObject({ code: 'ValidationException' })
    await expect(fleet.call(searchCommandOutput, { CommandId: id, Query: '(', Mode: 'regex' })).rejects.toMatchObject({
      code: 'ValidationException',
    })
    const found = await fleet.call(searchCommandOutput, { CommandId: id, Query: 'a{60}b', Mode: 'regex', InstanceId: node })
    expect(found.Hits).toHaveLength(1)
  })
})
