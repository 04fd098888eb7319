import { any, boolean, list, required, text } from '../spec/build'
import type { ChoiceSpec, Members } from '../spec/spec'

const operand = text('Text to compare with.')
const number = any('Number to compare with.')

/** Operators of branch choices and loop conditions, with the words a picture shows. */
export const choiceOperators: Readonly<Record<string, string>> = {
  StringEquals: 'is',
  EqualsIgnoreCase: 'is (any case)',
  StartsWith: 'starts with',
  EndsWith: 'ends with',
  Contains: 'contains',
  NumericEquals: '=',
  NumericGreater: '>',
  NumericLesser: '<',
  NumericGreaterOrEquals: '>=',
  NumericLesserOrEquals: '<=',
  BooleanEquals: 'is',
}

const operators: Members = Object.fromEntries(
  Object.keys(choiceOperators).map((name) => {
    if (name.startsWith('Numeric'))
      return [name, { ...number, description: `Holds if the variable ${choiceOperators[name]} this number.` }]
    if (name === 'BooleanEquals') return [name, boolean('Holds if the variable is this.')]
    return [name, { ...operand, description: `Holds if the variable ${choiceOperators[name]} this text.` }]
  }),
)

const inner: ChoiceSpec = { kind: 'choice', hasNextStep: false, description: 'A condition.' }

const condition: Members = {
  Variable: text('Value to look at, such as {{ step.Output }}.', { role: 'choiceVariable' }),
  ...operators,
  And: list(inner, 'Holds if all of these do.', { minItems: 1 }),
  Or: list(inner, 'Holds if one of these does.', { minItems: 1 }),
  Not: inner,
}

/** A choice says where it leads; conditions inside And, Or and Not do not. */
export function choiceMembers({ hasNextStep }: ChoiceSpec): Members {
  return hasNextStep
    ? { NextStep: required(text('Step to go on with if this holds.', { role: 'nextStep' })), ...condition }
    : condition
}
