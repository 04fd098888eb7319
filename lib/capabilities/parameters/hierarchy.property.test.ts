/** Random lives of a few parameters, beside a model of them that is one screen long. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { isApiError } from '#lib/vocabulary/api-error'
import { deleteParameter } from './operations/delete-parameter'
import { deleteParameters } from './operations/delete-parameters'
import { getParameter } from './operations/get-parameter'
import { getParameterHistory } from './operations/get-parameter-history'
import { getParametersByPath } from './operations/get-parameters-by-path'
import { labelParameterVersion } from './operations/label-parameter-version'
import { putParameter } from './operations/put-parameter'
import { unlabelParameterVersion } from './operations/unlabel-parameter-version'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(async () => test.close())

/** `a` and `/a` are one; `/a/b`, `/a/b-c` and `/a/bc` lie close to each other in any order of names. */
const names = ['a', '/a', '/a/b', '/a/b/c', '/a/b-c', '/a/bc', '/A/b', '/b', '/b/c/d/e'] as const
const labels = ['prod', 'next', 'old'] as const
const paths = ['/', '/a', '/a/b', '/b', '/b/c', '/none'] as const

interface Modelled {
  name: string
  values: string[]
  /** Versions by label. */
  labels: Map<string, number>
}
type Model = Map<string, Modelled>

const keyOf = (name: string) => name.replace(/^\//, '')
const found = (model: Model, name: string): Modelled => {
  const one = model.get(keyOf(name))
  if (!one) throw new Error('ParameterNotFound')
  return one
}
const versionOf = ({ values }: Modelled, version = values.length): number => {
  if (version < 1 || version > values.length) throw new Error('ParameterVersionNotFound')
  return version
}

interface Step {
  what: string
  real(): Promise<unknown>
  expected(model: Model): unknown
}

const put = (name: string, value: string, overwrite: boolean): Step => ({
  what: `put ${name}=${value}${overwrite ? ' over' : ''}`,
  real: async () => (await test.call(putParameter, { Name: name, Value: value, Type: 'String', Overwrite: overwrite })).Version,
  expected(model) {
    const present = model.get(keyOf(name))
    if (present && !overwrite) throw new Error('ParameterAlreadyExists')
    const one = present ?? { name, values: [], labels: new Map<string, number>() }
    model.set(keyOf(name), one)
    return one.values.push(value)
  },
})

const remove = (name: string): Step => ({
  what: `delete ${name}`,
  real: async () => void (await test.call(deleteParameter, { Name: name })),
  expected(model) {
    found(model, name)
    model.delete(keyOf(name))
  },
})

const label = (name: string, word: string, version: number | undefined): Step => ({
  what: `label ${name}:${version ?? ''} ${word}`,
  real: async () =>
    (await test.call(labelParameterVersion, { Name: name, Labels: [word], ParameterVersion: version })).ParameterVersion,
  expected(model) {
    const one = found(model, name)
    const at = versionOf(one, version)
    one.labels.set(word, at)
    return at
  },
})

const unlabel = (name: string, word: string, version: number): Step => ({
  what: `unlabel ${name}:${version} ${word}`,
  real: async () =>
    (await test.call(unlabelParameterVersion, { Name: name, Labels: [word], ParameterVersion: version })).RemovedLabels,
  expected(model) {
    const one = found(model, name)
    const isThere = one.labels.get(word) === versionOf(one, version)
    if (isThere) one.labels.delete(word)
    return isThere ? [word] : []
  },
})

const read = (name: string, selector: string | number | undefined): Step => ({
  what: `get ${name}:${selector ?? ''}`,
  async real() {
    const { Parameter } = await test.call(getParameter, { Name: selector === undefined ? name : `${name}:${selector}` })
    return [Parameter?.Name, Parameter?.Value, Parameter?.Version]
  },
  expected(model) {
    const one = found(model, name)
    const at = versionOf(one, typeof selector === 'string' ? (one.labels.get(selector) ?? 0) : selector)
    return [one.name, one.values[at - 1], at]
  },
})

const list = (path: string, recursive: boolean): Step => ({
  what: `list ${path}${recursive ? ' recursive' : ''}`,
  async real() {
    const all: unknown[] = []
    for (let NextToken: string | undefined, more = true; more; more = NextToken !== undefined) {
      const page = await test.call(getParametersByPath, { Path: path, Recursive: recursive, MaxResults: 2, NextToken })
      all.push(...(page.Parameters ?? []).map(({ Name, Value }) => [Name, Value]))
      NextToken = page.NextToken
    }
    return all
  },
  expected(model) {
    const prefix = path === '/' ? '' : `${keyOf(path)}/`
    const below = [...model].filter(([key]) => key.startsWith(prefix) && (recursive || !key.slice(prefix.length).includes('/')))
    return below.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, { name, values }]) => [name, values.at(-1)])
  },
})

const history = (name: string): Step => ({
  what: `history ${name}`,
  async real() {
    const { Parameters = [] } = await test.call(getParameterHistory, { Name: name })
    return Parameters.map(({ Version, Value, Labels }) => [Version, Value, Labels])
  },
  expected(model) {
    const one = found(model, name)
    const of = (version: number) => [...one.labels].filter(([, at]) => at === version).map(([word]) => word)
    return one.values.map((value, index) => [index + 1, value, of(index + 1).sort()])
  },
})

const name = fc.constantFrom(...names)
const word = fc.constantFrom(...labels)
const number = fc.integer({ min: 1, max: 4 })
const step = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(name, fc.stringMatching(/^[a-z]{1,3}$/), fc.boolean()).map((given) => put(...given)) },
  { weight: 1, arbitrary: name.map(remove) },
  { weight: 3, arbitrary: fc.tuple(name, word, fc.option(number, { nil: undefined })).map((given) => label(...given)) },
  { weight: 1, arbitrary: fc.tuple(name, word, number).map((given) => unlabel(...given)) },
  { weight: 3, arbitrary: fc.tuple(name, fc.oneof(word, number, fc.constant(undefined))).map((given) => read(...given)) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...paths), fc.boolean()).map((given) => list(...given)) },
  { weight: 1, arbitrary: name.map(history) },
)

const outcome = async (work: () => unknown): Promise<unknown> => {
  try {
    return await work()
  } catch (thrown) {
    if (isApiError(thrown)) return thrown.code
    if (thrown instanceof Error && /^Parameter[A-Za-z]+$/.test(thrown.message)) return thrown.message
    throw thrown
  }
}

it('live as a model of hierarchy, versions and labels says', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      await test.call(deleteParameters, { Names: [...names] })
      const model: Model = new Map()
      for (const { what, real, expected } of steps)
        expect([what, await outcome(real)]).toEqual([what, await outcome(() => expected(model))])
    }),
    { numRuns: 40 },
  )
})
