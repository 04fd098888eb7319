import { any, boolean, either, integer, list, object, oneOf, required, text, texts } from '../spec/build'
import type { ActionSpec } from '../spec/spec'

const tag = object({ Key: required(text('Name of the tag.')), Value: required(text('Its value.')) }, 'A tag.')
const tags = either([list(tag, 'Tags.'), text('Reference.')], 'Tags, each with Key and Value.')

export const stackActions: readonly ActionSpec[] = [
  {
    name: 'aws:createStack',
    summary: 'Makes a CloudFormation stack of a template and waits until it is done.',
    inputs: object(
      {
        StackName: required(text('Name of the stack.')),
        TemplateBody: text('The template itself; either this or TemplateURL.'),
        TemplateURL: text('Where the template is.'),
        Parameters: either([list(any('A parameter.'), 'Parameters.'), text('Reference.')], 'Parameters of the template.'),
        Capabilities: list(
          oneOf(['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'], 'A capability.'),
          'What the template is allowed to do.',
        ),
        ClientRequestToken: text('Makes a repeated request harmless.'),
        DisableRollback: boolean('Leave what was made when it fails.', { default: false }),
        NotificationARNs: texts('Topics that are told.', { maxItems: 5 }),
        OnFailure: oneOf(['DO_NOTHING', 'ROLLBACK', 'DELETE'], 'What happens when it fails.', { default: 'ROLLBACK' }),
        ResourceTypes: texts('Kinds of resources that may be made.'),
        RoleARN: text('Role that makes them.'),
        StackPolicyBody: text('Policy of the stack.'),
        StackPolicyURL: text('Where the policy is.'),
        Tags: tags,
        TimeoutInMinutes: integer('How long it may take.', { minimum: 1 }),
      },
      'The stack and its template.',
    ),
    outputs: { StackId: 'String', StackStatus: 'String', StackStatusReason: 'String' },
  },
  {
    name: 'aws:deleteStack',
    summary: 'Deletes a CloudFormation stack and waits until it is gone.',
    inputs: object(
      {
        StackName: required(text('Name or id of the stack.')),
        ClientRequestToken: text('Makes a repeated request harmless.'),
        RetainResources: texts('Resources to leave.'),
        RoleARN: text('Role that deletes them.'),
      },
      'Which stack.',
    ),
    outputs: {},
  },
  {
    name: 'aws:createTags',
    summary: 'Puts tags on instances, nodes, parameters or windows.',
    inputs: object(
      {
        ResourceIds: required(either([texts('Ids.', { minItems: 1 }), text('Reference.')], 'What to tag, by id.')),
        Tags: required(tags),
        ResourceType: oneOf(['EC2', 'ManagedInstance', 'MaintenanceWindow', 'Parameter'], 'What the ids are of.', {
          default: 'EC2',
        }),
      },
      'What to tag, and with what.',
    ),
    outputs: {},
  },
]
