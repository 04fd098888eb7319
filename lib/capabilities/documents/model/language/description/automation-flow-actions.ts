import { integer, list, object, oneOf, required, text, texts, either, any } from '../spec/build'
import type { ActionSpec, ChoiceSpec, StepSpec } from '../spec/spec'

const choice: ChoiceSpec = { kind: 'choice', hasNextStep: true, description: 'A condition and the step it leads to.' }
const condition: ChoiceSpec = { kind: 'choice', hasNextStep: false, isRequired: true, description: 'A condition.' }
const step: StepSpec = { kind: 'step', family: 'automation', description: 'A step of the loop.' }
const { isRequired: _always, ...loopCondition } = condition

export const flowActions: readonly ActionSpec[] = [
  {
    name: 'aws:approve',
    summary: 'Waits until enough of the named people approve, or one rejects.',
    inputs: object(
      {
        Approvers: required(texts('Who may answer: users, roles or groups, by name or ARN.', { minItems: 1, maxItems: 10 })),
        MinRequiredApprovals: integer('How many of them have to approve.', { minimum: 1, default: 1 }),
        Message: text('What they are asked.', { maxLength: 4096 }),
        NotificationArn: text('Topic that tells them; its name has to begin with Automation.'),
      },
      'Whom to ask, and what.',
    ),
    outputs: { ApprovalStatus: 'String', ApproverDecisions: 'MapList' },
  },
  {
    name: 'aws:branch',
    summary: 'Goes on with the step of the first choice that holds.',
    inputs: object(
      {
        Choices: required(list(choice, 'Conditions, tried in order; the first that holds decides.', { minItems: 1 })),
        Default: text('Step to go on with when no choice holds. Without it the step after this one follows.', {
          role: 'nextStep',
        }),
      },
      'Where to go on.',
    ),
    outputs: {},
  },
  {
    name: 'aws:loop',
    summary: 'Repeats some steps for each of several values, or while a condition holds.',
    inputs: object(
      {
        Iterators: either(
          [list(any('A value.'), 'The values.', { maxItems: 100 }), text('Reference to a list.')],
          'Values to repeat for, at most 100. Steps see theirs as {{ LOOP.CurrentIteratorValue }}.',
        ),
        IteratorDataType: oneOf(['Boolean', 'Integer', 'String', 'StringMap'], 'What each value is.', { default: 'String' }),
        LoopCondition: { ...loopCondition, description: 'Repeats as long as this holds after a turn.' },
        MaxIterations: integer('Greatest number of turns.', { minimum: 1, maximum: 100, default: 100 }),
        Steps: required(list(step, 'What each turn does.', { minItems: 1 })),
      },
      'What to repeat, and how often.',
    ),
    outputs: {},
    declaresOutputs: true,
  },
  {
    name: 'aws:pause',
    summary: 'Waits until somebody resumes the automation.',
    inputs: object({}, 'None.'),
    outputs: {},
  },
  {
    name: 'aws:sleep',
    summary: 'Waits for a time, or until a moment.',
    inputs: object(
      {
        Duration: text('How long, as an ISO 8601 duration such as PT10M; at most 7 days.', {
          pattern: '^[Pp](?=.)(\\d+[Ww])?(\\d+[Dd])?([Tt](?=\\d)(\\d+[Hh])?(\\d+[Mm])?(\\d+([.,]\\d+)?[Ss])?)?$',
          expected: 'an ISO 8601 duration such as PT10M',
        }),
        Timestamp: text('Until when, such as 2030-01-31T12:00:00Z.', {
          pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)$',
          expected: 'a moment such as 2030-01-31T12:00:00Z',
        }),
      },
      'How long to wait: either of the two.',
    ),
    outputs: {},
  },
  {
    name: 'aws:updateVariable',
    summary: 'Gives a variable of the runbook a new value.',
    inputs: object(
      {
        Name: required(text('The variable, as variable:name.', { role: 'variableName' })),
        Value: required(any('The new value, of the type of the variable.')),
      },
      'Which variable, and what it shall hold.',
    ),
    outputs: {},
  },
]
