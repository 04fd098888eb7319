import { expect, test } from 'vitest'
import { firstAnswers, firstCursor, type PageCall, withPageRequest } from './server'

const query = (operation: string, isPaged = false) => ({
  queryKey: ['nodes', operation],
  meta: { service: 'ssm', operation, input: { MaxResults: 1 }, isPaged },
})

test('asks what the queries ask, and gives the answers their keys', async () => {
  const call: PageCall = async ({ service, operation, input }) => ({ service, operation, input })
  const answers = await withPageRequest({ call, cursor: '7-1' }, () => firstAnswers([query('One'), query('Two', true)]))
  const said = (operation: string) => ({ service: 'ssm', operation, input: { MaxResults: 1 } })
  expect(answers.map(({ queryKey, data }) => [queryKey, data])).toEqual([
    [['nodes', 'One'], said('One')],
    [['nodes', 'Two'], { pages: [said('Two')], pageParams: [undefined] }],
  ])
})

test('leaves to the browser what fails, what is late and what cannot be asked from here', async () => {
  const call: PageCall = async ({ operation }) => {
    if (operation === 'Fails') throw new Error('no')
    if (operation === 'Hangs') return new Promise(() => {})
    return {}
  }
  const work = () => firstAnswers([query('Fails'), query('Hangs'), { queryKey: ['x'] }, query('Answers')])
  expect((await withPageRequest({ call, cursor: '7-1' }, work)).map(({ queryKey }) => queryKey)).toEqual([['nodes', 'Answers']])
})

test('says where the live stream stood when the page was asked for', () => {
  const call: PageCall = async () => ({})
  expect(withPageRequest({ call, cursor: '7-1' }, firstCursor)).toBe('7-1')
  expect(firstCursor()).toBeUndefined()
})

test('gives nothing where no page is made', async () => expect(await firstAnswers([query('One')])).toEqual([]))
