import type { JsonObject } from '#lib/wire/parameter-substitution'
import { anyManagedNode } from '../model/builtin'
import { runbook, stateStep } from './runbook'

const filters = [{ Key: 'InstanceIds', Values: ['{{ InstanceId }}'] }]

function isOnline(name: string, more: JsonObject): JsonObject {
  return {
    name,
    action: 'aws:waitForAwsResourceProperty',
    ...more,
    inputs: {
      Service: 'ssm',
      Api: 'DescribeInstanceInformation',
      Filters: filters,
      PropertySelector: '$.InstanceInformationList[0].PingStatus',
      DesiredValues: ['Online'],
    },
  }
}

export const troubleshootManagedInstance = runbook({
  name: 'AWSSupport-TroubleshootManagedInstance',
  displayName: 'Bring back a node that does not answer',
  targetType: anyManagedNode,
  description:
    'Looks at a node that may be unreachable. One that answers gets the diagnostics of Quarterdeck; an EC2 instance that does not is stopped, started and awaited; of another machine it says that somebody has to go there. ' +
    'Needs a role that may read nodes and send commands and, to restart, an account with EC2 and the right to stop and start instances.',
  parameters: {
    InstanceId: {
      type: 'String',
      description: 'The node: i-… of an EC2 instance, mi-… of any other machine.',
      allowedPattern: '^m?i-([0-9a-f]{8}|[0-9a-f]{17})$',
    },
    AllowRestart: {
      type: 'String',
      default: 'No',
      description: 'Whether an EC2 instance that does not answer may be stopped and started.',
      allowedValues: ['Yes', 'No'],
    },
  },
  mainSteps: [
    {
      name: 'readNode',
      action: 'aws:executeAwsApi',
      inputs: { Service: 'ssm', Api: 'DescribeInstanceInformation', Filters: filters },
      outputs: [{ Name: 'PingStatus', Selector: '$.InstanceInformationList[0].PingStatus', Type: 'String' }],
    },
    {
      name: 'isItOnline',
      action: 'aws:branch',
      inputs: {
        Choices: [{ NextStep: 'runDiagnostics', Variable: '{{ readNode.PingStatus }}', StringEquals: 'Online' }],
        Default: 'mayItRestart',
      },
    },
    {
      name: 'runDiagnostics',
      action: 'aws:runCommand',
      description: 'Time, disk, memory, and the way from the node to here.',
      isEnd: true,
      inputs: { DocumentName: 'Quarterdeck-Diagnostics', InstanceIds: ['{{ InstanceId }}'] },
    },
    {
      name: 'mayItRestart',
      action: 'aws:branch',
      inputs: {
        Choices: [
          {
            NextStep: 'stopInstance',
            And: [
              { Variable: '{{ InstanceId }}', StartsWith: 'i-' },
              { Variable: '{{ AllowRestart }}', StringEquals: 'Yes' },
            ],
          },
        ],
        Default: 'askForHelp',
      },
    },
    stateStep('stopInstance', 'stopped', ['{{ InstanceId }}']),
    stateStep('startInstance', 'running', ['{{ InstanceId }}']),
    isOnline('waitForAgent', { timeoutSeconds: 900, isEnd: true }),
    isOnline('askForHelp', {
      description:
        'Fails when the node is not back within a minute: look at the machine itself, its network and its clock, and at the log of the agent; `quarterdeck doctor` checks this side.',
      timeoutSeconds: 60,
    }),
  ],
})
