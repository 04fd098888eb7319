import { expect, test } from 'vitest'
import { nodesText, numberText } from './number-text'

test.each([
  [0, '0', '0 nodes'],
  [1, '1', '1 node'],
  [1204, '1,204', '1,204 nodes'],
  [10_384_000, '10,384,000', '10,384,000 nodes'],
])('%i reads "%s" and "%s"', (count, text, nodes) => {
  expect(numberText(count)).toBe(text)
  expect(nodesText(count)).toBe(nodes)
})
