import { anyManagedNode, type BuiltinDocument } from '../model/builtin'
import { scriptParameters } from './script-parameters'

export const runPowerShellScript: BuiltinDocument = {
  name: 'AWS-RunPowerShellScript',
  owner: 'Amazon',
  displayName: 'Run a PowerShell script',
  createdAt: new Date('2026-01-01T00:00:00Z'),
  platformTypes: ['Windows', 'Linux', 'MacOS'],
  targetType: anyManagedNode,
  content: {
    schemaVersion: '1.2',
    description: 'Runs PowerShell commands or a whole script. Linux and macOS nodes need PowerShell (pwsh) installed.',
    parameters: scriptParameters('A list of PowerShell commands, or the lines of a script.'),
    runtimeConfig: {
      'aws:runPowerShellScript': {
        properties: [
          {
            id: '0.aws:runPowerShellScript',
            runCommand: '{{ commands }}',
            workingDirectory: '{{ workingDirectory }}',
            timeoutSeconds: '{{ executionTimeout }}',
          },
        ],
      },
    },
  },
}
