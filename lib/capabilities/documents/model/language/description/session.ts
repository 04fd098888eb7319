import { any, boolean, either, integer, map, object, oneOf, required, text, texts } from '../spec/build'
import type { ObjectSpec } from '../spec/spec'
import { commandParameters } from './parameters'

const flag = (description: string) => either([boolean('Yes or no.'), oneOf([''], 'Not set.')], description)

const platform = object(
  {
    commands: either([text('A command.', { role: 'script' }), texts('Commands.')], 'What is run.'),
    runAsElevated: boolean('Run with all rights.'),
  },
  'What is run on this platform.',
)

export const sessionDocument: ObjectSpec = object(
  {
    schemaVersion: required(oneOf(['1.0'], 'Version of the language: 1.0.', { role: 'schemaVersion' })),
    description: text('What the session is for.'),
    sessionType: required(
      oneOf(['Standard_Stream', 'InteractiveCommands', 'NonInteractiveCommands', 'Port'], 'A shell, a command, or a port.'),
    ),
    parameters: commandParameters,
    inputs: object(
      {
        s3BucketName: text('Bucket that keeps the logs.'),
        s3KeyPrefix: text('Folder in that bucket.'),
        s3EncryptionEnabled: flag('Whether the bucket has to be encrypted.'),
        cloudWatchLogGroupName: text('Log group that keeps the logs.'),
        cloudWatchEncryptionEnabled: flag('Whether the log group has to be encrypted.'),
        cloudWatchStreamingEnabled: flag('Send logs as they come, not at the end.'),
        kmsKeyId: text('Key that encrypts what goes to and fro.'),
        runAsEnabled: flag('Run as a user of the system instead of ssm-user.'),
        runAsDefaultUser: text('That user, unless the caller is tagged with another.'),
        idleSessionTimeout: text('After how many idle minutes the session ends.', {
          pattern: '^\\d*$',
          expected: 'a number of minutes',
        }),
        maxSessionDuration: text('After how many minutes it ends in any case.', {
          pattern: '^\\d*$',
          expected: 'a number of minutes',
        }),
        shellProfile: object(
          { linux: text('For Linux and macOS.'), windows: text('For Windows.') },
          'Commands that begin each shell.',
        ),
      },
      'Logs, encryption, user and limits.',
    ),
    properties: object(
      {
        linux: platform,
        windows: platform,
        macos: platform,
        portNumber: either([text('As text.'), integer('A number.', { minimum: 1, maximum: 65_535 })], 'Port of the node.'),
        localPortNumber: either(
          [text('As text.'), integer('A number.', { minimum: 0, maximum: 65_535 })],
          'Port of your machine.',
        ),
        host: text('Host behind the node.'),
        type: oneOf(['LocalPortForwarding'], 'How the port is reached.'),
      },
      'What the session does.',
    ),
  },
  'A Session document: how people reach a node.',
)

const builds = map(
  map(object({ file: required(text('File, as named under files.')) }, 'What to install.'), 'By architecture.'),
  'By version of the system.',
)

export const packageDocument: ObjectSpec = object(
  {
    schemaVersion: required(oneOf(['2.0'], 'Version of the language: 2.0.', { role: 'schemaVersion' })),
    description: text('What the package is.'),
    publisher: text('Who made it.'),
    version: required(text('Version of the package.')),
    packages: required(map(builds, 'What to install, by platform.', { minItems: 1 })),
    files: required(
      map(
        object({ checksums: required(map(text('The checksum.'), 'Checksums, by kind.')), size: any('Bytes.') }, 'A file.', {
          isOpen: true,
        }),
        'Attached files, by name.',
      ),
    ),
  },
  'A Package document: software that nodes install.',
  { isOpen: true },
)
