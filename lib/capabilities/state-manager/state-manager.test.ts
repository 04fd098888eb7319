import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRegistry, registryKey } from '#lib/api/registry'
import { type TestContext, testContext, testNode } from '#lib/api/testing/test-context'

describe('ListInstanceAssociations', () => {
  let test: TestContext
  beforeAll(async () => {
    test = await testContext()
  })
  afterAll(() => test.close())

  const node = 'mi-0123456789abcdef0'
  const call = (input: object, caller?: Parameters<TestContext['call']>[2]) => {
    const operation = createRegistry().get(registryKey('ssm', 'ListInstanceAssociations'))
    if (!operation) throw new Error('ListInstanceAssociations is not registered')
    return test.call(operation, input, caller)
  }

  it('tells a node that it has none, as often as it asks, without a record of it', async () => {
    expect(await call({ InstanceId: node, MaxResults: 20 }, testNode(node))).toEqual({ Associations: [] })
    expect(test.audited).toEqual([])
  })

  it('tells it to nobody else', async () => {
    const other = call({ InstanceId: node }, testNode('mi-ffffffffffffffff0'))
    await expect(other).rejects.toMatchObject({ code: 'AccessDeniedException' })
    await expect(call({ InstanceId: node })).rejects.toMatchObject({ code: 'AccessDeniedException' })
    await expect(call({ InstanceId: 'me' }, testNode('me'))).rejects.toMatchObject({ code: 'ValidationException' })
  })
})
