import type { JsonObject } from '#lib/wire/parameter-substitution'
import { instanceParameter, runbook } from './runbook'

function ec2(name: string, Api: string, more: JsonObject): JsonObject {
  return { name, action: 'aws:executeAwsApi', ...more, inputs: { Service: 'ec2', Api, ...(more['inputs'] as JsonObject) } }
}

function baseline(name: string, Operation: 'Scan' | 'Install', more: JsonObject): JsonObject {
  return {
    name,
    action: 'aws:runCommand',
    timeoutSeconds: 7200,
    ...more,
    inputs: {
      DocumentName: 'AWS-RunPatchBaseline',
      InstanceIds: ['{{ InstanceId }}'],
      Parameters: { Operation: [Operation] },
    },
  }
}

const rollBack = 'step:startRollback'

export const patchInstanceWithRollback = runbook({
  name: 'AWS-PatchInstanceWithRollback',
  displayName: 'Patch an instance, or put it back',
  description:
    'Takes a snapshot of the root volume, installs missing patches, and replaces the root volume by one of the snapshot when that fails. ' +
    'Needs an account with EC2, the Command document AWS-RunPatchBaseline (Patch Manager), the agent on the instance, and a role that may describe instances, create snapshots, replace root volumes and send commands.',
  parameters: { InstanceId: instanceParameter },
  mainSteps: [
    ec2('readInstance', 'DescribeInstances', {
      inputs: { InstanceIds: ['{{ InstanceId }}'] },
      outputs: [{ Name: 'RootDevice', Selector: '$.Reservations[0].Instances[0].RootDeviceName', Type: 'String' }],
    }),
    ec2('findRootVolume', 'DescribeVolumes', {
      description: 'The volume that the instance starts from.',
      inputs: {
        Filters: [
          { Name: 'attachment.instance-id', Values: ['{{ InstanceId }}'] },
          { Name: 'attachment.device', Values: ['{{ readInstance.RootDevice }}'] },
        ],
      },
      outputs: [{ Name: 'VolumeId', Selector: '$.Volumes[0].VolumeId', Type: 'String' }],
    }),
    ec2('takeSnapshot', 'CreateSnapshot', {
      inputs: { VolumeId: '{{ findRootVolume.VolumeId }}', Description: 'Before patches, {{ automation:EXECUTION_ID }}' },
      outputs: [{ Name: 'SnapshotId', Selector: '$.SnapshotId', Type: 'String' }],
    }),
    {
      name: 'waitForSnapshot',
      action: 'aws:waitForAwsResourceProperty',
      timeoutSeconds: 7200,
      inputs: {
        Service: 'ec2',
        Api: 'DescribeSnapshots',
        SnapshotIds: ['{{ takeSnapshot.SnapshotId }}'],
        PropertySelector: '$.Snapshots[0].State',
        DesiredValues: ['completed'],
      },
    },
    baseline('installPatches', 'Install', { onFailure: rollBack }),
    baseline('checkPatches', 'Scan', { onFailure: rollBack, isEnd: true }),
    ec2('startRollback', 'CreateReplaceRootVolumeTask', {
      description: 'Only after a failure.',
      inputs: { InstanceId: '{{ InstanceId }}', SnapshotId: '{{ takeSnapshot.SnapshotId }}' },
      outputs: [{ Name: 'TaskId', Selector: '$.ReplaceRootVolumeTask.ReplaceRootVolumeTaskId', Type: 'String' }],
    }),
    {
      name: 'waitForRollback',
      action: 'aws:waitForAwsResourceProperty',
      timeoutSeconds: 3600,
      inputs: {
        Service: 'ec2',
        Api: 'DescribeReplaceRootVolumeTasks',
        ReplaceRootVolumeTaskIds: ['{{ startRollback.TaskId }}'],
        PropertySelector: '$.ReplaceRootVolumeTasks[0].TaskState',
        DesiredValues: ['succeeded'],
      },
    },
  ],
  outputs: ['takeSnapshot.SnapshotId'],
})
