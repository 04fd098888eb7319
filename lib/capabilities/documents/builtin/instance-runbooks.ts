import type { BuiltinDocument } from '../model/builtin'
import { instancesParameter, runbook, stateStep } from './runbook'

const instances = '{{ InstanceId }}'
const parameters = { InstanceId: instancesParameter }
const needs = (calls: string) => `Needs an account with EC2 and a role that may call ${calls}.`

export const instanceRunbooks: readonly BuiltinDocument[] = [
  runbook({
    name: 'AWS-StartEC2Instance',
    displayName: 'Start instances',
    description: `Starts instances and waits until they run. ${needs('StartInstances and DescribeInstanceStatus')}`,
    parameters,
    mainSteps: [stateStep('startInstances', 'running', instances)],
  }),
  runbook({
    name: 'AWS-StopEC2Instance',
    displayName: 'Stop instances',
    description: `Stops instances and waits until they are stopped. ${needs('StopInstances and DescribeInstanceStatus')}`,
    parameters,
    mainSteps: [
      { ...stateStep('stopInstances', 'stopped', instances), onFailure: 'Continue', timeoutSeconds: 600 },
      {
        name: 'forceStopInstances',
        action: 'aws:changeInstanceState',
        description: 'Does nothing to instances that stopped by themselves.',
        inputs: { InstanceIds: instances, DesiredState: 'stopped', Force: true },
      },
    ],
  }),
  runbook({
    name: 'AWS-RestartEC2Instance',
    displayName: 'Restart instances',
    description: `Stops instances, waits, and starts them again. ${needs('StopInstances, StartInstances and DescribeInstanceStatus')}`,
    parameters,
    mainSteps: [stateStep('stopInstances', 'stopped', instances), stateStep('startInstances', 'running', instances)],
  }),
]
