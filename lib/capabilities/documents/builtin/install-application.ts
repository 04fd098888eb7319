import { builtin } from '../model/builtin'

export const installApplication = builtin({
  name: 'AWS-InstallApplication',
  displayName: 'Install a Windows application',
  platformTypes: ['Windows'],
  content: {
    schemaVersion: '1.2',
    description: 'Installs, repairs or removes an MSI package on a Windows node.',
    parameters: {
      action: {
        type: 'String',
        default: 'Install',
        description: 'What to do.',
        allowedValues: ['Install', 'Repair', 'Uninstall'],
      },
      parameters: { type: 'String', default: '', description: 'Arguments for the installer.' },
      source: {
        type: 'String',
        description: 'Address or local path of the MSI file.',
        allowedPattern: '^(https?|file|ftp)://|^[A-Za-z]:\\\\',
      },
      sourceHash: {
        type: 'String',
        default: '',
        description: 'SHA-256 that the file must have.',
        allowedPattern: '^([a-fA-F0-9]{64})?$',
      },
    },
    runtimeConfig: {
      'aws:applications': {
        properties: [
          {
            id: '0.aws:applications',
            action: '{{ action }}',
            parameters: '{{ parameters }}',
            source: '{{ source }}',
            sourceHash: '{{ sourceHash }}',
          },
        ],
      },
    },
  },
})
