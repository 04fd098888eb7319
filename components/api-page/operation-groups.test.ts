import { expect, test } from 'vitest'
import { groupOperations } from './operation-groups'
import type { ApiOperation } from './own-operations'

const operations: ApiOperation[] = [
  { Service: 'quarterdeck', Name: 'ListAccessKeys', Status: 'available', Access: 'read' },
  { Service: 'ssm', Name: 'SendCommand', Status: 'available', Access: 'write' },
  { Service: 'ssm', Name: 'CancelCommand', Status: 'available', Access: 'write' },
  { Service: 'ssm', Name: 'CreatePatchBaseline', Status: 'not-yet', Access: undefined },
]

test('the public service comes first, by name', () => {
  const groups = groupOperations(operations, 'available', '')
  expect(groups.map((group) => [group.service, group.operations.map((operation) => operation.Name)])).toEqual([
    ['ssm', ['CancelCommand', 'SendCommand']],
    ['quarterdeck', ['ListAccessKeys']],
  ])
})

test('finds by a part of the name, whatever its case', () => {
  expect(groupOperations(operations, 'available', ' command')[0]?.operations).toHaveLength(2)
  expect(groupOperations(operations, 'available', 'patch')).toEqual([])
  expect(groupOperations(operations, 'not-yet', 'patch')).toHaveLength(1)
})
