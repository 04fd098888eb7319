import { any, boolean, either, integer, list, map, object, oneOf, required, text, texts } from '../spec/build'
import type { ActionSpec } from '../spec/spec'

const rate = { pattern: '^([1-9][0-9]*|[0]|[1-9][0-9]%|[0-9]%|100%)$', expected: 'a number or a percentage' } as const
export const concurrency = text('On how many at once: a number or a percentage.', rate)
export const errorLimit = text('After how many failures no more are started: a number or a percentage.', rate)

const target = object(
  { Key: text('What to choose by, such as tag:Env or InstanceIds.'), Values: texts('Values of the key.', { maxItems: 50 }) },
  'One way to choose targets.',
)
export const targets = either(
  [list(target, 'Ways to choose.', { maxItems: 5 }), text('Reference to targets.')],
  'What to run on, chosen by tag, id or group.',
)
const values = map(any('The value.'), 'Values for the parameters, by name.')

const runtimes = [
  'PowerShell Core 6.0',
  'PowerShell 7.0',
  'PowerShell 7.4',
  'python3.6',
  'python3.7',
  'python3.8',
  'python3.9',
  'python3.10',
  'python3.11',
  'python3.12',
  'python3.13',
]

export const runActions: readonly ActionSpec[] = [
  {
    name: 'aws:runCommand',
    summary: 'Runs a Command document on managed nodes and waits until all are done.',
    inputs: object(
      {
        DocumentName: required(text('Name or ARN of the Command document.')),
        DocumentVersion: text('Its version; without it the default one.'),
        DocumentHash: text('Hash that the document has to have.'),
        DocumentHashType: oneOf(['Sha256', 'Sha1'], 'How the hash is made.'),
        InstanceIds: texts('Nodes to run on, by id.', { maxItems: 50 }),
        Targets: targets,
        Parameters: values,
        Comment: text('A note that lists of commands show.', { maxLength: 100 }),
        TimeoutSeconds: integer('How long nodes may take to begin.', { minimum: 30, maximum: 2_592_000 }),
        MaxConcurrency: concurrency,
        MaxErrors: errorLimit,
        CloudWatchOutputConfig: object(
          {
            CloudWatchOutputEnabled: boolean('Whether output goes to a log group.'),
            CloudWatchLogGroupName: text('The log group.'),
          },
          'Output to a log group.',
        ),
        NotificationConfig: object(
          {
            NotificationArn: text('Topic that is told.'),
            NotificationEvents: texts('What it is told: All, InProgress, Success, TimedOut, Cancelled, Failed.'),
            NotificationType: oneOf(['Command', 'Invocation'], 'Of the whole command, or of each node.'),
          },
          'Whom to tell how it goes.',
        ),
        OutputS3BucketName: text('Bucket that keeps the whole output.'),
        OutputS3KeyPrefix: text('Folder in that bucket.', { maxLength: 500 }),
        OutputS3Region: text('Region of that bucket.'),
        ServiceRoleArn: text('Role that may publish the notifications.'),
      },
      'Which document, where, and with what.',
    ),
    outputs: { CommandId: 'String', Status: 'String', ResponseCode: 'String', Output: 'String', OutputPayload: 'StringMap' },
    declaresOutputs: true,
  },
  {
    name: 'aws:executeAutomation',
    summary: 'Runs another runbook and waits for it.',
    inputs: object(
      {
        DocumentName: required(text('Name or ARN of the runbook.')),
        DocumentVersion: text('Its version; without it the default one.'),
        RuntimeParameters: values,
        MaxConcurrency: concurrency,
        MaxErrors: errorLimit,
        TargetParameterName: text('Parameter of the runbook that gets each target.'),
        Targets: targets,
        TargetMaps: either(
          [list(map(any('Value.'), 'A target.'), 'Targets.'), text('Reference.')],
          'Targets as parameter values.',
        ),
        TargetLocations: either([list(any('A location.'), 'Locations.'), text('Reference.')], 'Accounts and regions to run in.'),
        Tags: list(any('A tag.'), 'Tags of the execution.', { maxItems: 5 }),
      },
      'Which runbook, where, and with what.',
    ),
    outputs: { ExecutionId: 'String', Status: 'String', Output: 'StringList' },
    declaresOutputs: true,
  },
  {
    name: 'aws:executeScript',
    summary: 'Runs a Python or PowerShell script in a sandbox, not on a node.',
    inputs: object(
      {
        Runtime: required(oneOf(runtimes, 'Language and version.')),
        Handler: text('Python function that is called with the events and a context. Needed for Python.'),
        InputPayload: map(any('A value.'), 'What the script gets.'),
        Script: text('The script itself.', { role: 'script' }),
        Attachment: text('A file attached to the runbook that holds the script.'),
      },
      'The script and what it gets.',
    ),
    outputs: { Payload: 'StringMap' },
    declaresOutputs: true,
  },
  {
    name: 'aws:executeStateMachine',
    summary: 'Runs a state machine of Step Functions.',
    inputs: object(
      {
        stateMachineArn: required(text('ARN of the state machine.')),
        name: text('Name of the execution.'),
        input: text('What it gets, as JSON text.'),
      },
      'Which machine, and with what.',
    ),
    outputs: {
      executionArn: 'String',
      input: 'String',
      name: 'String',
      output: 'String',
      startDate: 'String',
      stateMachineArn: 'String',
      status: 'String',
      stopDate: 'String',
    },
  },
  {
    name: 'aws:invokeLambdaFunction',
    summary: 'Calls a function and keeps what it answers.',
    inputs: object(
      {
        FunctionName: required(text('Name or ARN of the function; it has to exist.')),
        Qualifier: text('Version or alias of the function.'),
        InvocationType: oneOf(['RequestResponse', 'Event', 'DryRun'], 'Wait for the answer, do not wait, or only check.', {
          default: 'RequestResponse',
        }),
        LogType: oneOf(['None', 'Tail'], 'Whether the end of the log comes back, too.'),
        ClientContext: any('Context for the function.'),
        InputPayload: map(any('A value.'), 'What the function gets.'),
        Payload: text('What the function gets, as JSON text; InputPayload is the better way.'),
      },
      'Which function, and with what.',
    ),
    outputs: { StatusCode: 'String', FunctionError: 'String', LogResult: 'String', Payload: 'String' },
    declaresOutputs: true,
  },
  {
    name: 'aws:invokeWebhook',
    summary: 'Calls a webhook that was set up as an integration.',
    inputs: object(
      { IntegrationName: required(text('Name of the integration; it has to exist.')), Body: text('What is sent.') },
      'Which webhook, and with what.',
    ),
    outputs: { Response: 'String', ResponseCode: 'String' },
  },
]
