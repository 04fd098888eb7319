import { expect, test } from 'vitest'
import { changedValues, controlOf, defaultValues, paramProblem, paramProblems, type ParamSpec, toValues } from './param-rules'

test.each([
  [{ name: 'commands', type: 'StringList' }, 'code'],
  [{ name: 'workingDirectory', type: 'String' }, 'text'],
  [{ name: 'notes', type: 'String', displayType: 'textarea' }, 'textarea'],
  [{ name: 'hosts', type: 'StringList' }, 'lines'],
  [{ name: 'reboot', type: 'Boolean' }, 'switch'],
  [{ name: 'count', type: 'Integer' }, 'number'],
  [{ name: 'mode', type: 'String', allowedValues: ['a', 'b'] }, 'radio'],
  [{ name: 'mode', type: 'String', allowedValues: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'combobox'],
  [{ name: 'labels', type: 'StringMap' }, 'json'],
] as const)('%o gets a %s control', (spec, control) => expect(controlOf(spec)).toBe(control))

const timeout: ParamSpec = {
  name: 'executionTimeout',
  type: 'String',
  default: '3600',
  allowedPattern: '([1-9][0-9]{0,4})|(1[0-6][0-9]{4})',
}

test.each([
  [{ name: 'commands', type: 'StringList', minItems: 1 }, [], 'This is required.'],
  [{ name: 'commands', type: 'StringList', minItems: 2 }, ['a'], 'At least 2 items.'],
  [{ name: 'commands', type: 'StringList' }, ['a', '', 'b'], undefined],
  [timeout, undefined, undefined],
  [timeout, ['abc'], `Must match ${timeout.allowedPattern}`],
  [timeout, ['{{ssm:/timeout}}'], undefined],
  [{ name: 'n', type: 'Integer' }, ['1.5'], 'Write a whole number.'],
  [{ name: 'm', type: 'String', allowedValues: ['a'] }, ['b'], 'One of: a.'],
  [{ name: 'j', type: 'StringMap' }, ['{'], 'Write valid JSON.'],
  [{ name: 'p', type: 'String', allowedPattern: '(?<=[' }, ['x'], undefined],
] as const)('%o with %j: %s', (spec, values, problem) => expect(paramProblem(spec, values)).toBe(problem))

test('only changes are sent', () => {
  const specs = [timeout, { name: 'commands', type: 'StringList' }, { name: 'workingDirectory', type: 'String', default: '' }]
  expect(changedValues(specs, { commands: ['id', 'ls'], executionTimeout: ['3600'], workingDirectory: [] })).toEqual({
    commands: ['id', 'ls'],
  })
  expect(paramProblems(specs, {})).toEqual({ commands: 'This is required.' })
})

test('defaults of any type become strings', () => {
  expect(defaultValues({ name: 'a', type: 'Boolean', default: false })).toEqual(['false'])
  expect(defaultValues({ name: 'a', type: 'StringMap', default: { x: 1 } })).toEqual(['{"x":1}'])
  expect(defaultValues({ name: 'a', type: 'StringList', default: ['x', 'y'] })).toEqual(['x', 'y'])
})

test('a list has one item per line', () => expect(toValues({ name: 'a', type: 'StringList' }, 'x\ny')).toEqual(['x', 'y']))
