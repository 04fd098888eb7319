import { builtin } from '../model/builtin'
import { downloadStep, sourceInfoParameter, timeoutParameter } from './source-parameters'

/** Values reach the script as variables: none of them is ever read as shell. */
const script = [
  '#!/bin/sh',
  'set -eu',
  'has() { command -v "$1" >/dev/null 2>&1; }',
  'if ! has ansible-playbook && [ "$INSTALL" = True ]; then',
  '  if has apt-get; then export DEBIAN_FRONTEND=noninteractive; apt-get update -q && apt-get install -y -q ansible',
  '  elif has dnf; then dnf install -y ansible-core || dnf install -y ansible',
  '  elif has yum; then yum install -y ansible',
  '  elif has zypper; then zypper --non-interactive install ansible',
  '  elif has apk; then apk add ansible',
  '  elif has brew; then brew install ansible',
  '  fi',
  '  hash -r',
  'fi',
  'if ! has ansible-playbook; then',
  '  echo "Ansible is not installed on this node: no program named ansible-playbook was found. Install it, or set InstallDependencies to True." >&2',
  '  exit 1',
  'fi',
  'if [ ! -f "$PLAYBOOK" ]; then echo "There is no playbook $PLAYBOOK among what was fetched." >&2; exit 1; fi',
  'set -- --inventory localhost, --connection local',
  'if [ -n "$VARIABLES" ]; then set -- "$@" --extra-vars "$VARIABLES"; fi',
  'if [ "$CHECK" = True ]; then set -- "$@" --check; fi',
  'if [ -n "$VERBOSE" ]; then set -- "$@" "$VERBOSE"; fi',
  'exec ansible-playbook "$@" "$PLAYBOOK"',
]

const flag = (description: string, usual: 'True' | 'False') => ({
  type: 'String',
  default: usual,
  description,
  allowedValues: ['True', 'False'],
})

export const applyAnsiblePlaybooks = builtin({
  name: 'AWS-ApplyAnsiblePlaybooks',
  displayName: 'Apply an Ansible playbook',
  platformTypes: ['Linux', 'MacOS'],
  content: {
    schemaVersion: '2.2',
    description: 'Fetches playbooks and applies one of them to the node itself. The node needs Ansible.',
    parameters: {
      SourceType: {
        type: 'String',
        description: 'The kind of place that the playbooks come from.',
        allowedValues: ['GitHub', 'Git', 'HTTP', 'S3'],
      },
      SourceInfo: sourceInfoParameter,
      InstallDependencies: flag('Whether to install Ansible by the package manager when it is missing.', 'False'),
      PlaybookFile: {
        type: 'String',
        default: 'hello-world-playbook.yml',
        description: 'The playbook, as a path among what was fetched.',
        allowedPattern: '^[A-Za-z0-9_./ -]{1,255}\\.ya?ml$',
      },
      ExtraVariables: {
        type: 'String',
        default: 'SSM=True',
        description: 'Variables for the playbook: name=value, with spaces between them, or JSON.',
      },
      Check: flag('Whether only to say what would change.', 'False'),
      Verbose: {
        type: 'String',
        default: '-v',
        description: 'How much Ansible tells.',
        allowedValues: ['-v', '-vv', '-vvv', '-vvvv'],
      },
      TimeoutSeconds: timeoutParameter,
    },
    mainSteps: [
      downloadStep('{{ SourceType }}', '{{ SourceInfo }}', ''),
      {
        action: 'aws:runShellScript',
        name: 'runShellScript',
        inputs: {
          runCommand: script,
          timeoutSeconds: '{{ TimeoutSeconds }}',
          environment: {
            INSTALL: '{{ InstallDependencies }}',
            PLAYBOOK: '{{ PlaybookFile }}',
            VARIABLES: '{{ ExtraVariables }}',
            CHECK: '{{ Check }}',
            VERBOSE: '{{ Verbose }}',
          },
        },
      },
    ],
  },
})
