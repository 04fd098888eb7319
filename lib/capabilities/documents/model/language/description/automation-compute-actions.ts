import { any, boolean, either, integer, list, object, oneOf, required, text, texts } from '../spec/build'
import type { ActionSpec } from '../spec/spec'

const blockDevices = either([list(any('A device.'), 'Devices.'), text('Reference.')], 'Volumes, by device name.')

export const computeActions: readonly ActionSpec[] = [
  {
    name: 'aws:runInstances',
    summary: 'Launches instances and waits until they run.',
    inputs: object(
      {
        ImageId: required(text('Image to launch.')),
        InstanceType: text('Size, such as t3.micro.'),
        MinInstanceCount: integer('Least number to launch.', { minimum: 1 }),
        MaxInstanceCount: integer('Greatest number to launch.', { minimum: 1 }),
        AdditionalInfo: text('Reserved.'),
        BlockDeviceMappings: blockDevices,
        ClientToken: text('Makes a repeated request harmless.'),
        DisableApiTermination: boolean('Protect against termination.'),
        EbsOptimized: boolean('Optimised for volumes.'),
        IamInstanceProfileArn: text('Instance profile, by ARN.'),
        IamInstanceProfileName: text('Instance profile, by name.'),
        InstanceInitiatedShutdownBehavior: oneOf(['stop', 'terminate'], 'What shutting down from inside does.'),
        KernelId: text('Kernel.'),
        KeyName: text('Key pair for SSH.'),
        LaunchTemplate: any('Launch template.'),
        MetadataOptions: any('Options of the metadata service.'),
        Monitoring: boolean('Detailed monitoring.'),
        NetworkInterfaces: list(any('An interface.'), 'Network interfaces.'),
        Placement: any('Where to place it.'),
        PrivateIpAddress: text('Address in the subnet.'),
        RamdiskId: text('RAM disk.'),
        SecurityGroupIds: texts('Security groups, by id.'),
        SecurityGroups: texts('Security groups, by name.'),
        SecurityGroup: texts('Security groups, by name; the older spelling.'),
        SubnetId: text('Subnet.'),
        TagSpecifications: either([list(any('Tags.'), 'Tags.'), text('Reference.')], 'Tags of what is launched.'),
        UserData: text('Script for the first start.', { role: 'script' }),
      },
      'What to launch.',
    ),
    outputs: { InstanceIds: 'StringList', InstanceStates: 'StringList' },
  },
  {
    name: 'aws:changeInstanceState',
    summary: 'Starts, stops or terminates instances, or only waits for a state.',
    inputs: object(
      {
        InstanceIds: required(either([texts('Ids.', { minItems: 1 }), text('Reference.')], 'Instances, by id.')),
        DesiredState: required(oneOf(['running', 'stopped', 'terminated'], 'The state to bring them to.')),
        CheckStateOnly: boolean('Only wait until they are in that state.', { default: false }),
        Force: boolean('Stop without letting the system flush its disks.'),
        AdditionalInfo: text('Reserved.'),
      },
      'Which instances, and to what state.',
    ),
    outputs: { InstanceIds: 'StringList', InstanceStates: 'StringList' },
  },
  {
    name: 'aws:createImage',
    summary: 'Makes an image of an instance and waits until it can be used.',
    inputs: object(
      {
        InstanceId: required(text('The instance.')),
        ImageName: required(text('Name of the image.')),
        ImageDescription: text('What the image is.'),
        NoReboot: boolean('Do not restart the instance first.', { default: false }),
        BlockDeviceMappings: blockDevices,
      },
      'What to make the image of.',
    ),
    outputs: { ImageId: 'String', ImageState: 'String' },
  },
  {
    name: 'aws:copyImage',
    summary: 'Copies an image from a region into this one.',
    inputs: object(
      {
        SourceImageId: required(text('The image.')),
        SourceRegion: required(text('Where it is.')),
        ImageName: required(text('Name of the copy.')),
        ImageDescription: text('What the copy is.'),
        Encrypted: boolean('Encrypt the copy.'),
        KmsKeyId: text('Key to encrypt with.'),
        ClientToken: text('Makes a repeated request harmless.'),
      },
      'Which image, and what the copy is called.',
    ),
    outputs: { ImageId: 'String', ImageState: 'String' },
  },
  {
    name: 'aws:deleteImage',
    summary: 'Deletes an image and its snapshots.',
    inputs: object({ ImageId: required(text('The image.')) }, 'Which image.'),
    outputs: {},
  },
]
