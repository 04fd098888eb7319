import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { createRegistry, registryKey } from '#lib/api/registry'
import { registerNodes } from '#lib/capabilities/nodes/testing/register-nodes'
import { listManagedNodes } from '#lib/capabilities/nodes/index'
import type { AnyOperation } from '#lib/api/operation'
import { previewCommand } from './operations/preview-command'
import { sendCommand } from './operations/send-command'

let test: TestContext
let web: string[]
let db: string[]
beforeAll(async () => {
  test = await testContext()
  web = await registerNodes(test.ctx, 'web', { count: 1_050 })
  db = await registerNodes(test.ctx, 'db', { count: 60 })
})
afterAll(() => test.close())

function on(...filters: readonly string[]) {
  return {
    DocumentName: 'AWS-RunShellScript',
    Parameters: { commands: ['true'] },
    Targets: [{ Key: 'quarterdeck:node-filter', Values: [...filters] }],
  }
}

describe('a filter of the nodes list as the target of a command', () => {
  it.each([
    ['more than one page', ['name:begins:web'], 1_050],
    ['more than can be named', ['search:contains:db-'], 60],
    ['the whole fleet', ['status:is:ConnectionLost'], 1_110],
    ['all of several filters', ['name:begins:web', 'search:contains:eb-10', 'name:not:web-10'], 60],
    ['nobody', ['status:is:Online'], 0],
  ])('reaches %s', async (_name, filters, count) => {
    const { Preview } = await test.call(previewCommand, on(...filters))
    expect(Preview).toMatchObject({ Matched: count, Offline: count })
    const { Command } = await test.call(sendCommand, on(...filters))
    expect(Command).toMatchObject({ TargetCount: count, Targets: on(...filters).Targets })
  })

  it('leaves out those that were taken from the selection', async () => {
    const { Command } = await test.call(sendCommand, on('name:begins:db', `id:not:${db.slice(0, 55).join(',')}`))
    expect(Command).toMatchObject({ TargetCount: 5 })
  })

  it('is looked up when the command is sent', async () => {
    const [late] = await registerNodes(test.ctx, 'late')
    const filter = 'name:begins:late'
    expect((await test.call(sendCommand, on(filter))).Command?.TargetCount).toBe(1)
    await call('DeregisterManagedInstance', { InstanceId: late })
    expect((await test.call(sendCommand, on(filter))).Command?.TargetCount).toBe(0)
  })

  it.each([
    ['an unknown field', on('colour:is:red'), /colour is not a field of nodes/],
    ['an operator that the field lacks', on('search:is:web'), /It takes contains/],
    ['text that is not encoded', on('name:is:%zz'), /not percent-encoded/],
    ['no filter', on(), /1 to 50 values/],
    ['too many', on(...Array.from({ length: 51 }, () => 'status:is:Online')), /50/],
    [
      'another target beside it',
      { ...on('status:is:Online'), Targets: [...on('status:is:Online').Targets, { Key: 'tag:a', Values: ['b'] }] },
      /must be the only one/,
    ],
  ])('is refused with %s', async (_name, input, message) => {
    await expect(test.call(sendCommand, input)).rejects.toMatchObject({
      code: 'ValidationException',
      message: expect.stringMatching(message),
    })
  })
})

describe('a change of everything that matches', () => {
  it('reaches every node across pages once, also while they leave the list', async () => {
    const found = await everyId({ Query: 'web-' })
    expect(found.toSorted()).toEqual(web.toSorted())
    const Tags = [{ Key: 'wave', Value: '1' }]
    for (const ResourceId of found) await call('AddTagsToResource', { ResourceType: 'ManagedInstance', ResourceId, Tags })
    expect(await everyId({ Filters: ['tag.wave:is:1'] })).toHaveLength(1_050)
    for (const InstanceId of await everyId({ Filters: ['name:begins:db'] }))
      await call('DeregisterManagedInstance', { InstanceId })
    expect(await everyId({ Filters: ['name:begins:db'] })).toEqual([])
    expect(await everyId({})).toHaveLength(1_050)
  }, 60_000)
})

const registry = createRegistry()

function call(name: string, input: object): Promise<unknown> {
  return test.call(registry.get(registryKey('ssm', name)) as AnyOperation, input)
}

async function everyId(which: object): Promise<string[]> {
  const ids: string[] = []
  for (let NextToken: string | undefined; ; ) {
    const page = await test.call(listManagedNodes, { ...which, MaxResults: 500, ...(NextToken && { NextToken }) })
    ids.push(...page.Nodes.map((node) => node.NodeId))
    NextToken = page.NextToken
    if (!NextToken) return ids
  }
}
