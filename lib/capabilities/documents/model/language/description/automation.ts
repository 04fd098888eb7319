import { boolean, integer, list, map, object, oneOf, required, text, texts, any } from '../spec/build'
import type { Members, ObjectSpec } from '../spec/spec'
import { automationParameters, variables } from './parameters'

const output = object(
  {
    Name: required(
      text('Name of the output; refer to it as {{ step.Name }}.', {
        pattern: '^[a-zA-Z0-9_]{1,128}$',
        expected: 'letters, digits and _',
      }),
    ),
    Selector: required(text('JSONPath of the value in what the step answers, such as $.Instances[0].InstanceId.')),
    Type: oneOf(['String', 'StringList', 'Integer', 'Boolean', 'StringMap', 'MapList'], 'What the value is.', {
      default: 'String',
    }),
  },
  'An output.',
  { noun: 'member of an output' },
)

/** What every step of a runbook may have beside its inputs. */
export const automationStep: Members = {
  name: required(
    text('Name of the step; no two are equal.', {
      role: 'stepName',
      pattern: '^[a-zA-Z0-9_]{1,128}$',
      expected: 'letters, digits and _',
    }),
  ),
  action: required(text('What the step does.', { role: 'action' })),
  description: text('What the step is for.'),
  inputs: any('What the action needs.'),
  outputs: list(output, 'Values to keep of what the step answers.'),
  onFailure: text('What follows a failure: Abort, Continue, or step:NAME.', { role: 'onFailure', default: 'Abort' }),
  onCancel: text('What follows a cancellation: Abort, or step:NAME.', { role: 'onCancel', default: 'Abort' }),
  isCritical: boolean('Whether a failure of this step is one of the automation.', { default: true }),
  isEnd: boolean('End here, whether the step succeeds or fails.', { default: false }),
  nextStep: text('Step that follows a success; without it the next in the list.', { role: 'nextStep' }),
  maxAttempts: integer('How often the step is tried.', { minimum: 1, default: 1 }),
  timeoutSeconds: integer('How long the step may take.', { minimum: 1 }),
}

const attachment = object({ checksums: map(text('The checksum.'), 'Checksums, by kind.') }, 'A file.', { isOpen: true })

export const automationDocument: ObjectSpec = object(
  {
    schemaVersion: required(oneOf(['0.3'], 'Version of the language: 0.3.', { role: 'schemaVersion' })),
    description: text('What the runbook does. May be Markdown.'),
    assumeRole: text('Role that the runbook acts as; usually {{ AutomationAssumeRole }}.'),
    parameters: automationParameters,
    variables,
    mainSteps: required(
      list({ kind: 'step', family: 'automation', description: 'A step.' }, 'What is done, in order.', { minItems: 1 }),
    ),
    outputs: texts('Outputs of steps that become those of the execution, as step.Output.'),
    files: map(attachment, 'Attached files, by name.'),
  },
  'A runbook: what Automation does, step by step.',
)
