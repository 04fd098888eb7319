import { expect, test } from 'vitest'
import { call } from './browser'
import { firstAnswers, firstCursor, type PageCall, withPageRequest } from './server'

const ask = (operation: string) => ({
  queryKey: ['nodes', operation],
  queryFn: ({ pageParam }: { pageParam?: string }) => call({ service: 'ssm', operation, input: { from: pageParam } }),
})

const answersTo = async (queries: Parameters<typeof firstAnswers>[0], answer: PageCall) => {
  const answers = await withPageRequest({ call: answer, cursor: '7-1' }, () => firstAnswers(queries))
  return answers.map(({ queryKey, data }) => [queryKey, data])
}

test('asks in process what the queries ask from the browser, and gives the answers their keys', async () => {
  const answers = await answersTo([ask('One'), { ...ask('Two'), initialPageParam: 'start' }], async (asked) => asked)
  const said = (operation: string, from?: string) => ({ service: 'ssm', operation, input: { from } })
  expect(answers).toEqual([
    [['nodes', 'One'], said('One')],
    [['nodes', 'Two'], { pages: [said('Two', 'start')], pageParams: ['start'] }],
  ])
})

test('a query that asks more than once is answered like any other', async () => {
  const both = async () => [
    await call({ service: 'ssm', operation: 'One', input: {} }),
    await call({ service: 'ssm', operation: 'Two', input: {} }),
  ]
  const answers = await answersTo([{ queryKey: ['both'], queryFn: both }], async ({ operation }) => operation)
  expect(answers).toEqual([[['both'], ['One', 'Two']]])
})

test('tells which calls an answer is made of', async () => {
  const both = async () => [
    await call({ service: 'ssm', operation: 'One', input: { a: 1 } }),
    await call({ service: 'sts', operation: 'Two', input: {} }),
  ]
  const page = { call: async ({ operation }: { operation: string }) => ({ said: operation }), cursor: '7-1' }
  const [answer] = await withPageRequest(page, () => firstAnswers([{ queryKey: ['both'], queryFn: both }]))
  expect(answer?.calls).toMatchObject([
    { service: 'ssm', operation: 'One', input: { a: 1 }, output: { said: 'One' } },
    { service: 'sts', operation: 'Two', output: { said: 'Two' } },
  ])
  expect([answer?.data].flat()[0]).toBe(answer?.calls[0]?.output)
})

test('leaves to the browser what fails, what is late and what cannot be asked from here', async () => {
  const answer: PageCall = async ({ operation }) => {
    if (operation === 'Fails') throw new Error('no')
    return operation === 'Hangs' ? new Promise(() => {}) : {}
  }
  const answers = await answersTo([ask('Fails'), ask('Hangs'), { queryKey: ['x'] }, ask('Answers')], answer)
  expect(answers.map(([queryKey]) => queryKey)).toEqual([['nodes', 'Answers']])
})

test('says where the live stream stood when the page was asked for', () => {
  expect(withPageRequest({ call: async () => ({}), cursor: '7-1' }, firstCursor)).toBe('7-1')
  expect(firstCursor()).toBeUndefined()
})

test('gives nothing where no page is made', async () => expect(await firstAnswers([ask('One')])).toEqual([]))
