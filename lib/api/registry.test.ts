import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listApiOperations } from './list-api-operations'
import { modelOperations } from './model-operations'
import { createRegistry, registryKey } from './registry'
import { type TestContext, testContext } from './testing/test-context'

const capabilities = path.join(import.meta.dirname, '../capabilities')

/** Every file of an `operations` folder that is not a test, as `capability/operation-name`. */
const files = readdirSync(capabilities).flatMap((capability) => {
  const folder = path.join(capabilities, capability, 'operations')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => [capability, file.slice(0, -'.ts'.length)] as const)
})

const registry = createRegistry()

describe('the registry', () => {
  it.each(files)('has the operation of %s/operations/%s, under the name of its file', async (capability, file) => {
    const exported: object = await import(path.join(capabilities, capability, 'operations', `${file}.ts`))
    const operation = Object.values(exported).find((value) => [...registry.values()].includes(value))
    expect(operation, 'add it to the operations.ts of its capability').toBeDefined()
    expect(operation.name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()).toBe(file)
  })

  it('has operations only that a file declares, besides the list of operations itself', () => {
    expect(registry.size).toBe(files.length + 1)
  })
})

describe('ListApiOperations', () => {
  let test: TestContext
  beforeAll(async () => {
    test = await testContext()
  })
  afterAll(() => test.close())

  it('says of every operation of the public model whether it is there', async () => {
    const { Operations } = await test.call(listApiOperations(registry), {})
    const ofModel = Operations.filter(({ Service, Name }) => Service === 'ssm' && modelOperations().includes(Name))
    expect(ofModel.map(({ Name }) => Name).sort()).toEqual(modelOperations())
    expect(modelOperations().length).toBeGreaterThan(140)
    for (const { Name, Status } of ofModel) {
      expect(Status, Name).toBe(registry.has(registryKey('ssm', Name)) ? 'available' : 'not-yet')
    }
  })
})
