import { expect, test } from 'vitest'
import { usesText } from './impact'

const uses = (...kinds: string[]) => kinds.map((Kind) => ({ Kind }))

test.each([
  [[], false, 'nothing has referred to it in the last 90 days'],
  [uses('command'), false, 'read by 1 command of the last 90 days'],
  [uses('document', 'command', 'document'), false, 'read by 2 documents and 1 command of the last 90 days'],
  [uses('command', 'command'), true, 'read by at least 2 commands of the last 90 days'],
  [uses('new-kind', 'command', 'document'), false, 'read by 1 new-kind, 1 command and 1 document of the last 90 days'],
])('%j, more: %s', (given, hasMore, words) => expect(usesText(given, hasMore)).toBe(words))
