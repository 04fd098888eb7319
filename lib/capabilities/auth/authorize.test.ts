import { describe, expect, it } from 'vitest'
import { testAnonymous, testNode, testUser } from '#lib/api/testing/test-context'
import type { Caller } from '#lib/platform/context'
import { authorize, reasonDenied, requireSelf } from './authorize'

const read = { service: 'ssm', name: 'ListCommands', access: 'read', audience: ['user'] } as const
const write = { service: 'ssm', name: 'SendCommand', access: 'write', audience: ['user'] } as const
const forNodes = { service: 'ssm', name: 'UpdateInstanceInformation', access: 'write', audience: ['node'] } as const
const unsigned = { service: 'ssm', name: 'RegisterManagedInstance', access: 'write', audience: ['anonymous'] } as const
const ownKey = { service: 'quarterdeck', name: 'CreateAccessKey', access: 'write', audience: ['user'] } as const
const people = { service: 'quarterdeck', name: 'CreateUser', access: 'write', audience: ['user'] } as const

const node = testNode('mi-0123456789abcdef0')

describe('who may call what', () => {
  it.each<[string, Caller, Parameters<typeof reasonDenied>[1], boolean]>([
    ['an owner writes', testUser('owner'), write, true],
    ['an owner makes people', testUser('owner'), people, true],
    ['an operator writes', testUser('operator'), write, true],
    ['an operator makes people', testUser('operator'), people, false],
    ['a viewer reads', testUser('viewer'), read, true],
    ['a viewer writes', testUser('viewer'), write, false],
    ['a viewer makes a key of their own', testUser('viewer'), ownKey, true],
    ['a person speaks for a node', testUser('owner'), forNodes, false],
    ['a node speaks for itself', node, forNodes, true],
    ['a node sends commands', node, write, false],
    ['nobody registers', testAnonymous, unsigned, true],
    ['nobody reads', testAnonymous, read, false],
  ])('%s', (_name, caller, operation, allowed) => {
    expect(reasonDenied(caller, operation) === undefined).toBe(allowed)
  })

  it('is said with the action, the resource and the reason', () => {
    expect(() => authorize(testUser('viewer'), write, ['arn:x'])).toThrow(
      'User: arn:aws:iam::000000000001:user/viewer@example.net is not authorized to perform: ssm:SendCommand on resource: arn:x because the role viewer may only read',
    )
  })

  it('lets a node name itself alone', () => {
    expect(() => requireSelf(node, 'mi-0123456789abcdef0')).not.toThrow()
    expect(() => requireSelf(node, 'mi-ffffffffffffffff0')).toThrow('not those of mi-ffffffffffffffff0')
  })
})
