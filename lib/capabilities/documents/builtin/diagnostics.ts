import { anyManagedNode, type BuiltinDocument } from '../model/builtin'
import { diagnosticsScript } from './diagnostics-script'

export function diagnostics(controlPlaneUrl: string): BuiltinDocument {
  return {
    name: 'Quarterdeck-Diagnostics',
    owner: 'Quarterdeck',
    displayName: 'Look at the health of a node',
    createdAt: new Date('2026-01-01T00:00:00Z'),
    platformTypes: ['Linux', 'MacOS'],
    targetType: anyManagedNode,
    content: {
      schemaVersion: '2.2',
      description:
        'Reports clock, load, memory, disks, name service, the way to the control plane and the agent. Changes nothing.',
      parameters: {
        controlPlaneUrl: {
          type: 'String',
          default: controlPlaneUrl,
          description: 'The address that the node has to reach.',
          allowedPattern: '^https?://[A-Za-z0-9.:-]{1,255}$',
        },
        executionTimeout: {
          type: 'String',
          default: '60',
          description: 'How many seconds it may take.',
          allowedPattern: '^[1-9][0-9]{0,3}$',
        },
      },
      mainSteps: [
        {
          action: 'aws:runShellScript',
          name: 'diagnose',
          inputs: { runCommand: diagnosticsScript, timeoutSeconds: '{{ executionTimeout }}' },
        },
      ],
    },
  }
}
