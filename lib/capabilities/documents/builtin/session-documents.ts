import type { JsonObject } from '#lib/wire/parameter-substitution'
import { type BuiltinDocument, builtin } from '../model/builtin'

interface SessionDocument {
  name: string
  displayName: string
  content: JsonObject
}

function session({ name, displayName, content }: SessionDocument): BuiltinDocument {
  return builtin({
    name,
    displayName,
    type: 'Session',
    platformTypes: ['Linux', 'MacOS', 'Windows'],
    content: { schemaVersion: '1.0', ...content },
  })
}

const port = (description: string, usual?: string) => ({
  type: 'String',
  description,
  allowedPattern: '^([1-9]|[1-9][0-9]{1,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$',
  ...(usual !== undefined && { default: usual }),
})
const localPort = {
  type: 'String',
  default: '0',
  description: 'The port on the machine of the caller; 0 for a free one.',
  allowedPattern: '^([0-9]|[1-9][0-9]{1,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$',
}
const command = { type: 'String', description: 'The command that the session runs.' }
const commands = { commands: '{{ command }}' }

/** Stored and described; sessions run by them. */
export const sessionDocuments: readonly BuiltinDocument[] = [
  session({
    name: 'SSM-SessionManagerRunShell',
    displayName: 'Settings of shell sessions',
    content: {
      description: 'Settings of shell sessions that name no document of their own.',
      sessionType: 'Standard_Stream',
      inputs: {
        s3BucketName: '',
        s3KeyPrefix: '',
        s3EncryptionEnabled: true,
        cloudWatchLogGroupName: '',
        cloudWatchEncryptionEnabled: true,
        cloudWatchStreamingEnabled: true,
        kmsKeyId: '',
        runAsEnabled: false,
        runAsDefaultUser: '',
        idleSessionTimeout: '20',
        maxSessionDuration: '',
        shellProfile: { windows: '', linux: '' },
      },
    },
  }),
  session({
    name: 'AWS-StartInteractiveCommand',
    displayName: 'Run a command in a terminal',
    content: {
      description: 'A session that runs one command, which may ask for input.',
      sessionType: 'InteractiveCommands',
      parameters: { command },
      properties: {
        windows: commands,
        linux: { ...commands, runAsElevated: false },
        macos: { ...commands, runAsElevated: false },
      },
    },
  }),
  session({
    name: 'AWS-StartNonInteractiveCommand',
    displayName: 'Run a command without a terminal',
    content: {
      description: 'A session that runs one command and shows what it prints.',
      sessionType: 'NonInteractiveCommands',
      parameters: { command },
      properties: {
        windows: commands,
        linux: { ...commands, runAsElevated: false },
        macos: { ...commands, runAsElevated: false },
      },
    },
  }),
  session({
    name: 'AWS-StartSSHSession',
    displayName: 'Carry SSH',
    content: {
      description: 'A session that carries an SSH connection to the node.',
      sessionType: 'Port',
      parameters: { portNumber: port('The port of the SSH server on the node.', '22') },
      properties: { portNumber: '{{ portNumber }}' },
    },
  }),
  session({
    name: 'AWS-StartPortForwardingSession',
    displayName: 'Forward a port of the node',
    content: {
      description: 'A session that makes a port of the node reachable on the machine of the caller.',
      sessionType: 'Port',
      parameters: { portNumber: port('The port on the node.', '80'), localPortNumber: localPort },
      properties: { portNumber: '{{ portNumber }}', type: 'LocalPortForwarding', localPortNumber: '{{ localPortNumber }}' },
    },
  }),
  session({
    name: 'AWS-StartPortForwardingSessionToRemoteHost',
    displayName: 'Forward a port of a host behind the node',
    content: {
      description: 'A session that makes a port of another host, as the node reaches it, reachable on the machine of the caller.',
      sessionType: 'Port',
      parameters: {
        host: { type: 'String', description: 'The host, by name or address.', allowedPattern: '^[A-Za-z0-9._:-]{1,253}$' },
        portNumber: port('The port on that host.'),
        localPortNumber: localPort,
      },
      properties: {
        host: '{{ host }}',
        portNumber: '{{ portNumber }}',
        type: 'LocalPortForwarding',
        localPortNumber: '{{ localPortNumber }}',
      },
    },
  }),
]
