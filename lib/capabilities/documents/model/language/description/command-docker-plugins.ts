import { either, oneOf, required, text, texts } from '../spec/build'
import type { ActionSpec } from '../spec/spec'
import { pluginInputs } from './plugin-inputs'

const actions = ['Create', 'Start', 'Run', 'Stop', 'Rm', 'Exec', 'Inspect', 'Logs', 'Ps', 'Stats', 'Pull', 'Images', 'Rmi']
const textOrTexts = (description: string) => either([texts('Several.'), text('One.')], description)

export const dockerPlugins: readonly ActionSpec[] = [
  {
    name: 'aws:runDockerAction',
    summary: 'Runs a command of Docker.',
    inputs: pluginInputs(
      {
        action: required(oneOf(actions, 'What Docker shall do.')),
        container: text('Container, by id or name.'),
        image: text('Image.'),
        memory: text('Memory limit.'),
        cpuShares: text('Share of the processors.'),
        volume: textOrTexts('Volumes to mount.'),
        cmd: text('Command in the container.'),
        env: textOrTexts('Environment of the container.'),
        user: text('User in the container.'),
        publish: textOrTexts('Ports to publish.'),
        workingDirectory: text('Folder that Docker starts in.'),
      },
      'What to do, and with which container or image.',
    ),
    outputs: {},
    platforms: ['Linux', 'Windows'],
  },
  {
    name: 'aws:configureDocker',
    summary: 'Installs or removes Docker.',
    inputs: pluginInputs({ action: required(oneOf(['Install', 'Uninstall'], 'What to do.')) }, 'What to do.'),
    outputs: {},
    platforms: ['Windows'],
  },
]
