import { anyManagedNode, type BuiltinDocument } from '../model/builtin'
import { scriptParameters } from './script-parameters'

/** Schema 1.2 as in AWS, so that the plugin is called `aws:runShellScript` wherever a tool names it. */
export const runShellScript: BuiltinDocument = {
  name: 'AWS-RunShellScript',
  owner: 'Amazon',
  displayName: 'Run a shell script',
  createdAt: new Date('2026-01-01T00:00:00Z'),
  platformTypes: ['Linux', 'MacOS'],
  targetType: anyManagedNode,
  content: {
    schemaVersion: '1.2',
    description: 'Runs shell commands or a whole script on Linux and macOS nodes.',
    parameters: scriptParameters(
      'A list of shell commands, or the lines of a script. A first line such as #!/bin/bash chooses the interpreter.',
    ),
    runtimeConfig: {
      'aws:runShellScript': {
        properties: [
          {
            id: '0.aws:runShellScript',
            runCommand: '{{ commands }}',
            workingDirectory: '{{ workingDirectory }}',
            timeoutSeconds: '{{ executionTimeout }}',
          },
        ],
      },
    },
  },
}
