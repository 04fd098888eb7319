import { builtin } from '../model/builtin'
import { downloadStep, sourceInfoParameter, sourceTypes, timeoutParameter } from './source-parameters'

const inputs = { workingDirectory: '{{ workingDirectory }}', timeoutSeconds: '{{ executionTimeout }}' }

export const runRemoteScript = builtin({
  name: 'AWS-RunRemoteScript',
  displayName: 'Fetch scripts and run one',
  platformTypes: ['Linux', 'MacOS', 'Windows'],
  content: {
    schemaVersion: '2.2',
    description: 'Fetches a script, or a folder of them, and runs a command line among what was fetched.',
    parameters: {
      sourceType: { type: 'String', description: 'The kind of place that the scripts come from.', allowedValues: sourceTypes },
      sourceInfo: sourceInfoParameter,
      commandLine: {
        type: 'String',
        default: '',
        description: 'What to run, such as: deploy.sh --fast. Fetched programs are found without a path.',
      },
      workingDirectory: {
        type: 'String',
        default: '',
        description: 'The directory to run in; empty for the one that holds what was fetched.',
        maxChars: 4096,
      },
      executionTimeout: timeoutParameter,
    },
    mainSteps: [
      downloadStep('{{ sourceType }}', '{{ sourceInfo }}', ''),
      {
        action: 'aws:runPowerShellScript',
        name: 'runPowerShellScript',
        precondition: { StringEquals: ['platformType', 'Windows'] },
        inputs: { ...inputs, runCommand: ['$env:PATH += ";$(Get-Location)"', '{{ commandLine }}', 'exit $LASTEXITCODE'] },
      },
      {
        action: 'aws:runShellScript',
        name: 'runShellScript',
        inputs: { ...inputs, runCommand: ['PATH=$PATH:$(pwd)', 'export PATH', '{{ commandLine }}'] },
      },
    ],
  },
})
