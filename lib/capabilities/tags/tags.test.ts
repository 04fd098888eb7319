import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { transact } from '#lib/platform/db/database'
import { forgetTaggable, registerTaggable } from './tagging'
import type { ResourceName } from './store'
import { addTagsToResource } from './operations/add-tags-to-resource'
import { listTagsForResource } from './operations/list-tags-for-resource'
import { removeTagsFromResource } from './operations/remove-tags-from-resource'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(() => test.close())

let made = 0

async function makeResource(type: ResourceName['type'] = 'Parameter') {
  const resource = { type, id: `resource-${(made += 1)}` }
  await transact(test.ctx, (tx) => registerTaggable(tx, resource, { tags: [], topics: [`things/${resource.id}`] }))
  return { ResourceType: resource.type, ResourceId: resource.id }
}

function tagList(count: number, prefix = 'key') {
  return Array.from({ length: count }, (_, index) => ({ Key: `${prefix}${index}`, Value: 'x' }))
}

async function listed(resource: object) {
  const { TagList = [] } = await test.call(listTagsForResource, resource)
  return Object.fromEntries(TagList.map((tag) => [tag.Key, tag.Value]))
}

describe('tags', () => {
  it('are added, overwritten, listed and removed', async () => {
    const resource = await makeResource()
    await test.call(addTagsToResource, {
      ...resource,
      Tags: [
        { Key: 'env', Value: 'stage' },
        { Key: 'team', Value: '' },
      ],
    })
    await test.call(addTagsToResource, { ...resource, Tags: [{ Key: 'env', Value: 'prod' }] })
    expect(await listed(resource)).toEqual({ env: 'prod', team: '' })
    await test.call(removeTagsFromResource, { ...resource, TagKeys: ['team', 'never-set'] })
    expect(await listed(resource)).toEqual({ env: 'prod' })
  })

  it('of resources that nobody registered are refused', async () => {
    const unknown = { ResourceType: 'Document', ResourceId: 'nothing' }
    const failure = { code: 'InvalidResourceId' }
    await expect(test.call(addTagsToResource, { ...unknown, Tags: tagList(1) })).rejects.toMatchObject(failure)
    await expect(test.call(removeTagsFromResource, { ...unknown, TagKeys: ['a'] })).rejects.toMatchObject(failure)
    await expect(test.call(listTagsForResource, unknown)).rejects.toMatchObject(failure)
  })

  it('of an unknown kind of resource are refused', async () => {
    const call = test.call(listTagsForResource, { ResourceType: 'Teapot', ResourceId: 'x' })
    await expect(call).rejects.toMatchObject({ code: 'ValidationException' })
  })

  it.each(['aws:name', 'AWS:name'])('with the reserved key %s are refused', async (Key) => {
    const call = test.call(addTagsToResource, { ...(await makeResource()), Tags: [{ Key, Value: 'x' }] })
    await expect(call).rejects.toMatchObject({ code: 'ValidationException' })
  })

  it.each([
    ['Parameter', 50],
    ['Automation', 5],
  ] as const)('of one %s are %i at most', async (type, limit) => {
    const resource = await makeResource(type)
    await test.call(addTagsToResource, { ...resource, Tags: tagList(limit) })
    await test.call(addTagsToResource, { ...resource, Tags: tagList(1) })
    const call = test.call(addTagsToResource, { ...resource, Tags: tagList(1, 'more') })
    await expect(call).rejects.toMatchObject({ code: 'TooManyTagsError' })
  })

  it('stay within the limit when several callers add at once', async () => {
    const resource = await makeResource()
    const calls = Array.from({ length: 6 }, (_, index) =>
      test.call(addTagsToResource, { ...resource, Tags: tagList(10, `k${index}-`) }),
    )
    const results = await Promise.allSettled(calls)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    expect(Object.keys(await listed(resource))).toHaveLength(50)
  })

  it('go with their resource', async () => {
    const resource = await makeResource()
    await test.call(addTagsToResource, { ...resource, Tags: tagList(3) })
    await transact(test.ctx, (tx) => forgetTaggable(tx, { type: 'Parameter', id: resource.ResourceId }))
    await expect(test.call(listTagsForResource, resource)).rejects.toMatchObject({ code: 'InvalidResourceId' })
  })
})
