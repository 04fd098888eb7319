import { any, boolean, either, integer, list, map, object, oneOf, required, text } from '../spec/build'
import type { Members, ObjectSpec } from '../spec/spec'
import { commandPlugins } from './command-plugins'
import { commandParameters } from './parameters'

/** What every step of schema 2.x may have beside its inputs. */
export const commandStep: Members = {
  action: required(text('Plugin that does the step.', { role: 'action' })),
  name: required(
    text('Name of the step; no two are equal.', {
      role: 'stepName',
      pattern: '^[a-zA-Z0-9_-]{1,128}$',
      expected: "letters, digits, '-' and '_'",
    }),
  ),
  description: text('What the step is for.'),
  inputs: any('What the plugin needs.'),
  precondition: object(
    {
      StringEquals: list(
        text('The word platformType, a platform, or a text with a parameter.'),
        'Two texts that have to be equal.',
        {
          minItems: 2,
          maxItems: 2,
        },
      ),
    },
    'The step is skipped unless this holds.',
    { noun: 'operator' },
  ),
  maxAttempts: integer('Read, without effect.', { minimum: 1 }),
  onFailure: text('Read, without effect: set it in inputs.'),
  timeoutSeconds: integer('Read, without effect: set it in inputs.', { minimum: 1 }),
  isCritical: boolean('Read, without effect.'),
  isEnd: boolean('Read, without effect.'),
  settings: any('Settings of the plugin.'),
}

const head = (versions: readonly string[]): Members => ({
  schemaVersion: required(oneOf(versions, `Version of the language: ${versions.join(', ')}.`, { role: 'schemaVersion' })),
  description: text('What the document does.'),
  parameters: commandParameters,
})

export const commandDocument: ObjectSpec = object(
  {
    ...head(['2.0', '2.0.1', '2.0.2', '2.0.3', '2.2']),
    mainSteps: required(
      list({ kind: 'step', family: 'command', description: 'A step.' }, 'What nodes do, in order.', { minItems: 1 }),
    ),
    files: any('Attached files.'),
    outputs: any('Outputs.'),
  },
  'A Command document: what managed nodes do.',
)

const pluginSettings = Object.fromEntries(
  [...commandPlugins].map(([name, { inputs, summary }]) => [
    name,
    object(
      {
        properties: either(
          [list(inputs, 'Runs of the plugin.'), inputs, oneOf([''], 'Nothing.')],
          'What the plugin needs, once or for several runs.',
        ),
        settings: map(any('Its value.'), 'Settings of the plugin.'),
      },
      summary,
      { isOpen: true },
    ),
  ]),
)

export const oldCommandDocument: ObjectSpec = object(
  {
    ...head(['1.2']),
    runtimeConfig: required(object(pluginSettings, 'Plugins that nodes run, in order.', { noun: 'plugin', isFilled: true })),
  },
  'A Command document of the first kind: plugins, without names for steps.',
)
