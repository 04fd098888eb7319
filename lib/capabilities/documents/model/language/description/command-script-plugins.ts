import { any, list, map, oneOf, required, text, texts, either } from '../spec/build'
import type { ActionSpec, Members } from '../spec/spec'
import { pluginInputs } from './plugin-inputs'

const script: Members = {
  runCommand: required(
    either(
      [list(text('A line.', { role: 'script' }), 'Lines.', { minItems: 1 }), text('Reference to lines.', { role: 'script' })],
      'Lines of the script; it ends as its last command does.',
    ),
  ),
  workingDirectory: text('Folder that the script starts in.'),
  timeoutSeconds: text('How long the script may take, in seconds.', {
    default: '3600',
    pattern: '^\\d+$',
    expected: 'a number of seconds',
  }),
  environment: map(any('Its value.'), 'Environment variables of the script.'),
}

const source: Members = {
  source: text('Address of the file to install.'),
  sourceHash: text('SHA-256 that the file has to have.'),
}

export const scriptPlugins: readonly ActionSpec[] = [
  {
    name: 'aws:runShellScript',
    summary: 'Runs a shell script.',
    inputs: pluginInputs(script, 'The script.'),
    outputs: {},
    platforms: ['Linux', 'MacOS'],
  },
  {
    name: 'aws:runPowerShellScript',
    summary: 'Runs a PowerShell script.',
    inputs: pluginInputs(script, 'The script.'),
    outputs: {},
    platforms: ['Windows', 'Linux', 'MacOS'],
  },
  {
    name: 'aws:psModule',
    summary: 'Installs a PowerShell module, then runs a script.',
    inputs: pluginInputs(
      {
        ...source,
        runCommand: { ...texts('Lines of the script.') },
        workingDirectory: text('Folder that the script starts in.'),
      },
      'The module and the script.',
    ),
    outputs: {},
    platforms: ['Windows'],
  },
  {
    name: 'aws:runDocument',
    summary: 'Runs another document, stored here or lying on the node.',
    inputs: pluginInputs(
      {
        documentType: required(oneOf(['LocalPath', 'SSMDocument'], 'Where the document is: in a folder of the node, or here.')),
        documentPath: required(text('Path of the file, or name of the document, of which a version may follow after a colon.')),
        documentParameters: either(
          [map(any('Its value.'), 'Values.'), text('JSON text.')],
          'Values for its parameters, by name.',
        ),
      },
      'Which document, and with what.',
    ),
    outputs: {},
    platforms: ['Linux', 'MacOS', 'Windows'],
  },
  {
    name: 'aws:downloadContent',
    summary: 'Fetches files or folders to the node.',
    inputs: pluginInputs(
      {
        sourceType: required(oneOf(['Git', 'GitHub', 'HTTP', 'S3', 'SSMDocument'], 'Where they come from.')),
        sourceInfo: required(
          either(
            [map(any('Its value.'), 'Details.'), text('JSON text.')],
            'Details of the source, such as url, repository, path, name or authMethod.',
          ),
        ),
        destinationPath: text('Where they go on the node; a path that ends in a slash is a folder.'),
        permissions: text('Mode of what is fetched, in octal.'),
      },
      'What to fetch, and where to.',
    ),
    outputs: {},
    platforms: ['Linux', 'MacOS', 'Windows'],
  },
  {
    name: 'aws:applications',
    summary: 'Installs, repairs or removes an MSI package.',
    inputs: pluginInputs(
      {
        ...source,
        source: required(text('Address of the MSI file.')),
        action: required(oneOf(['Install', 'Repair', 'Uninstall'], 'What to do.')),
        parameters: text('Parameters for the installer.'),
      },
      'The package, and what to do with it.',
    ),
    outputs: {},
    platforms: ['Windows'],
  },
]
