import { dockerPlugins } from './command-docker-plugins'
import { packagePlugins } from './command-package-plugins'
import { scriptPlugins } from './command-script-plugins'
import { systemPlugins } from './command-system-plugins'
import type { ActionSpec } from '../spec/spec'

/** Every public plugin of Command documents. */
export const commandPlugins: ReadonlyMap<string, ActionSpec> = new Map(
  [...scriptPlugins, ...packagePlugins, ...dockerPlugins, ...systemPlugins]
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map((plugin) => [plugin.name, plugin]),
)
