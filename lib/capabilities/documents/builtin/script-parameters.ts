import type { JsonObject } from '#lib/wire/parameter-substitution'

/** Parameters that the documents which run a script share. */
export function scriptParameters(commandsDescription: string): JsonObject {
  return {
    commands: { type: 'StringList', description: commandsDescription, minItems: 1, displayType: 'textarea' },
    workingDirectory: {
      type: 'String',
      default: '',
      description: "The directory to run in; empty for the agent's own.",
      maxChars: 4096,
    },
    executionTimeout: {
      type: 'String',
      default: '3600',
      description: 'How many seconds the script may run before it counts as failed, from 1 to 172800 (48 hours).',
      allowedPattern: '^([1-9][0-9]{0,4}|1[0-6][0-9]{4}|17[0-1][0-9]{3}|172[0-7][0-9]{2}|172800)$',
    },
  }
}
