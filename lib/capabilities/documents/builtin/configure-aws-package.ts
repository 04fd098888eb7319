import { builtin } from '../model/builtin'

export const configureAwsPackage = builtin({
  name: 'AWS-ConfigureAWSPackage',
  displayName: 'Install or remove a package',
  platformTypes: ['Linux', 'MacOS', 'Windows'],
  content: {
    schemaVersion: '2.2',
    description: 'Installs, updates or removes a package that is kept here as a Package document.',
    parameters: {
      action: { type: 'String', description: 'What to do.', allowedValues: ['Install', 'Uninstall'] },
      installationType: {
        type: 'String',
        default: 'Uninstall and reinstall',
        description: 'How a version takes the place of another: the old one is removed first, or brought up to date where it is.',
        allowedValues: ['Uninstall and reinstall', 'In-place update'],
      },
      name: { type: 'String', description: 'The name of the Package document.', allowedPattern: '^[a-zA-Z0-9_.:/-]{3,256}$' },
      version: {
        type: 'String',
        default: '',
        description: 'The version; empty for the default one, or for the one that is installed.',
        maxChars: 128,
      },
      additionalArguments: {
        type: 'StringMap',
        default: {},
        description: 'Variables for the scripts of the package, as JSON; their names begin with SSM_.',
        displayType: 'textarea',
      },
    },
    mainSteps: [
      {
        action: 'aws:configurePackage',
        name: 'configurePackage',
        inputs: {
          name: '{{ name }}',
          action: '{{ action }}',
          installationType: '{{ installationType }}',
          version: '{{ version }}',
          additionalArguments: '{{ additionalArguments }}',
        },
      },
    ],
  },
})
