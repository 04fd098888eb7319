import { builtin } from '../model/builtin'
import { timeoutParameter } from './source-parameters'

const script = [
  '#!/bin/sh',
  'set -eu',
  'if ! command -v salt-call >/dev/null 2>&1; then',
  '  echo "Salt is not installed on this node: no program named salt-call was found. Install the Salt minion; it needs no master." >&2',
  '  exit 1',
  'fi',
  'set -- --local --retcode-passthrough --file-root "$(pwd)/salt" state.apply downloaded',
  'exec salt-call "$@" "pillar=$PILLARS" "test=$TEST"',
]

export const runSaltState = builtin({
  name: 'AWS-RunSaltState',
  displayName: 'Apply a Salt state',
  platformTypes: ['Linux', 'MacOS'],
  content: {
    schemaVersion: '2.2',
    description: 'Fetches a Salt state file and applies it to the node itself, without a master. The node needs the Salt minion.',
    parameters: {
      stateurl: { type: 'String', description: 'Address of the state file.', allowedPattern: '^https?://.{1,2000}$' },
      pillars: { type: 'String', default: '{}', description: 'Pillar values, as JSON.' },
      test: {
        type: 'String',
        default: 'False',
        description: 'Whether only to say what would change.',
        allowedValues: ['True', 'False'],
      },
      executionTimeout: timeoutParameter,
    },
    mainSteps: [
      {
        action: 'aws:downloadContent',
        name: 'downloadContent',
        inputs: {
          sourceType: 'HTTP',
          sourceInfo: { url: '{{ stateurl }}', allowInsecureDownload: 'true' },
          destinationPath: 'salt/downloaded.sls',
          onFailure: 'exit',
        },
      },
      {
        action: 'aws:runShellScript',
        name: 'runShellScript',
        inputs: {
          runCommand: script,
          timeoutSeconds: '{{ executionTimeout }}',
          environment: { PILLARS: '{{ pillars }}', TEST: '{{ test }}' },
        },
      },
    ],
  },
})
