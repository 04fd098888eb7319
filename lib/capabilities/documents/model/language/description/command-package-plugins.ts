import { any, boolean, either, map, oneOf, required, text, texts } from '../spec/build'
import type { ActionSpec } from '../spec/spec'
import { pluginInputs } from './plugin-inputs'

const everywhere = ['Linux', 'MacOS', 'Windows'] as const

export const packagePlugins: readonly ActionSpec[] = [
  {
    name: 'aws:configurePackage',
    summary: 'Installs or removes a package that is kept as a Package document.',
    inputs: pluginInputs(
      {
        name: required(text('Name of the package.')),
        action: required(oneOf(['Install', 'Uninstall'], 'What to do.')),
        installationType: oneOf(['Uninstall and reinstall', 'In-place update'], 'How a version replaces another.', {
          default: 'Uninstall and reinstall',
        }),
        version: text('Version; without it the newest, or the one that is there.'),
        additionalArguments: either(
          [map(any('Its value.'), 'Values.'), text('JSON text.')],
          'Values for the scripts of the package.',
        ),
        repository: text('Where packages are kept.'),
        source: text('Where packages are kept, for tests.'),
      },
      'Which package, and what to do with it.',
    ),
    outputs: {},
    platforms: everywhere,
  },
  ...['aws:updateSsmAgent', 'aws:updateAgent'].map(
    (name): ActionSpec => ({
      name,
      summary: name === 'aws:updateSsmAgent' ? 'Updates the agent on the node.' : 'Updates an agent of old Windows nodes.',
      inputs: pluginInputs(
        {
          agentName: text('Name of the agent.', { default: 'amazon-ssm-agent' }),
          source: text('Manifest that says where versions are.'),
          targetVersion: text('Version; without it the newest.'),
          allowDowngrade: either([boolean('Yes or no.')], 'Whether an older version may replace a newer one.'),
        },
        'Which version.',
      ),
      outputs: {},
      platforms: name === 'aws:updateSsmAgent' ? everywhere : ['Windows'],
    }),
  ),
  {
    name: 'aws:configureDaemon',
    summary: 'Keeps a program of a package running.',
    inputs: pluginInputs(
      {
        name: required(text('Name of the program.')),
        action: required(oneOf(['Start', 'Stop'], 'What to do.')),
        packageLocation: text('Folder of the package.'),
        command: text('Command that starts it.'),
      },
      'Which program, and what to do with it.',
    ),
    outputs: {},
    platforms: everywhere,
  },
  {
    name: 'aws:refreshAssociation',
    summary: 'Fetches the associations of the node again and applies them.',
    inputs: pluginInputs(
      { associationIds: either([texts('Ids.'), text('Reference.')], 'Only these; without it all.') },
      'Which associations.',
    ),
    outputs: {},
    platforms: everywhere,
  },
]
