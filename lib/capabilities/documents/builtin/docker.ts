import { builtin } from '../model/builtin'

const text = (description: string) => ({ type: 'String', default: '', description })
const inputs = {
  container: text('A container, by id or name; for Create and Run the name that it gets.'),
  image: text('An image.'),
  memory: text('The most memory, such as 512m.'),
  cpuShares: text('The share of the processors.'),
  volume: text('A volume to mount, such as /data:/data.'),
  cmd: text('The command in the container.'),
  env: text('An environment variable, such as MODE=test.'),
  user: text('The user in the container.'),
  publish: text('A port to publish, such as 80:8080.'),
  workingDirectory: text('The directory that Docker starts in.'),
}

export const runDockerAction = builtin({
  name: 'AWS-RunDockerAction',
  displayName: 'Run a command of Docker',
  platformTypes: ['Linux', 'MacOS', 'Windows'],
  content: {
    schemaVersion: '2.2',
    description: 'Runs one command of the docker program on the node, which must have it.',
    parameters: {
      action: {
        type: 'String',
        description: 'What Docker shall do.',
        allowedValues: [
          'Create',
          'Start',
          'Run',
          'Stop',
          'Rm',
          'Exec',
          'Inspect',
          'Logs',
          'Ps',
          'Stats',
          'Pull',
          'Images',
          'Rmi',
        ],
      },
      ...inputs,
    },
    mainSteps: [
      {
        action: 'aws:runDockerAction',
        name: 'RunDockerAction',
        inputs: Object.fromEntries(['action', ...Object.keys(inputs)].map((name) => [name, `{{ ${name} }}`])),
      },
    ],
  },
})

export const configureDocker = builtin({
  name: 'AWS-ConfigureDocker',
  displayName: 'Install or remove Docker',
  platformTypes: ['Linux'],
  content: {
    schemaVersion: '2.2',
    description: 'Installs or removes Docker by the package manager of the node.',
    parameters: { action: { type: 'String', description: 'What to do.', allowedValues: ['Install', 'Uninstall'] } },
    mainSteps: [{ action: 'aws:configureDocker', name: 'configureDocker', inputs: { action: '{{ action }}' } }],
  },
})
