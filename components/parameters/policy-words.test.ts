import { expect, test } from 'vitest'
import { type PolicyDraft, policyProblem, policySentence, readPolicy, writePolicies } from './policy-words'

const end: PolicyDraft = { type: 'Expiration', at: '2030-01-31T08:00:00Z', count: '', unit: 'Days' }
const before: PolicyDraft = { type: 'ExpirationNotification', at: '', count: '1', unit: 'Days' }
const unchanged: PolicyDraft = { type: 'NoChangeNotification', at: '', count: '20', unit: 'Hours' }

test('what is written is read again', () => {
  const all = [end, before, unchanged]
  const texts = (JSON.parse(writePolicies(all)) as unknown[]).map((one) => JSON.stringify(one))
  expect(texts.map(readPolicy)).toEqual(all)
  expect(readPolicy('{}')).toBeUndefined()
  expect(readPolicy('no')).toBeUndefined()
})

test('policies are said in words', () => {
  expect([end, before, unchanged].map(policySentence)).toEqual([
    'Deleted at 2030-01-31T08:00:00Z',
    'An event 1 day before it expires',
    'An event when it has not changed for 20 hours',
  ])
})

test('what the server would refuse is said before', () => {
  expect(policyProblem(end, [end])).toBeUndefined()
  expect(policyProblem(end, [end, end])).toMatch(/once/)
  expect(policyProblem({ ...end, at: 'tomorrow' }, [end])).toMatch(/2030/)
  expect(policyProblem(before, [before])).toMatch(/expiration beside it/)
  expect(policyProblem(before, [before, end])).toBeUndefined()
  expect(policyProblem({ ...unchanged, count: '0' }, [])).toMatch(/from 1/)
})
