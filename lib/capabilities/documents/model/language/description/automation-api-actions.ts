import { any, list, object, required, text } from '../spec/build'
import type { ActionSpec, Members } from '../spec/spec'

const call: Members = {
  Service: required(text('Service to call, in the name space of its API: ssm, ec2, rds, …')),
  Api: required(text('Operation to call, such as DescribeInstances.')),
}

const expectation: Members = {
  ...call,
  PropertySelector: required(text('JSONPath of the value to look at, such as $.Reservations[0].Instances[0].State.Name.')),
  DesiredValues: required(list(any('A value.'), 'Values that are as wanted; one of them has to be found.', { minItems: 1 })),
}

const restOf = 'The call; further inputs are the parameters of the operation.'

export const apiActions: readonly ActionSpec[] = [
  {
    name: 'aws:executeAwsApi',
    summary: 'Calls any operation of any API and keeps what you select of the answer.',
    inputs: object(call, restOf, { isOpen: true }),
    outputs: {},
    declaresOutputs: true,
  },
  {
    name: 'aws:assertAwsResourceProperty',
    summary: 'Calls an operation and fails unless a value of the answer is as wanted.',
    inputs: object(expectation, restOf, { isOpen: true }),
    outputs: {},
  },
  {
    name: 'aws:waitForAwsResourceProperty',
    summary: 'Calls an operation until a value of the answer is as wanted.',
    inputs: object(expectation, restOf, { isOpen: true }),
    outputs: {},
  },
]
