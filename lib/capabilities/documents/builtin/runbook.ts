import type { JsonObject } from '#lib/wire/parameter-substitution'
import { type BuiltinDocument, builtin } from '../model/builtin'

interface Runbook {
  name: string
  displayName: string
  /** What it does, then what it needs. */
  description: string
  parameters: JsonObject
  mainSteps: readonly JsonObject[]
  outputs?: readonly string[]
  targetType?: string
}

/** A runbook that acts as the role in `AutomationAssumeRole`, or as whoever starts it. */
export function runbook({
  name,
  displayName,
  description,
  parameters,
  mainSteps,
  outputs,
  targetType,
}: Runbook): BuiltinDocument {
  const document = builtin({
    name,
    displayName,
    type: 'Automation',
    platformTypes: ['Linux', 'MacOS', 'Windows'],
    content: {
      schemaVersion: '0.3',
      description,
      assumeRole: '{{ AutomationAssumeRole }}',
      parameters: { ...parameters, AutomationAssumeRole: assumeRoleParameter },
      mainSteps: [...mainSteps],
      ...(outputs && { outputs: [...outputs] }),
    },
  })
  return { ...document, targetType: targetType ?? ec2Instance }
}

const ec2Instance = '/AWS::EC2::Instance'

const assumeRoleParameter = {
  type: 'AWS::IAM::Role::Arn',
  default: '',
  description: 'The role that the runbook acts as; without it the rights of whoever starts it count.',
}

export const instanceParameter = {
  type: 'AWS::EC2::Instance::Id',
  description: 'The instance.',
  allowedPattern: '^i-([0-9a-f]{8}|[0-9a-f]{17})$',
}

export const instancesParameter = {
  type: 'StringList',
  description: 'The instances, one or more.',
  minItems: 1,
}

/** Brings instances to a state and waits until they are in it. */
export function stateStep(name: string, DesiredState: 'running' | 'stopped' | 'terminated', InstanceIds: unknown): JsonObject {
  return { name, action: 'aws:changeInstanceState', inputs: { InstanceIds, DesiredState } }
}
