import type { AnyPlugin } from '#agent/plugins/plugin'

interface LazyPlugin extends Pick<AnyPlugin, 'name' | 'platforms'> {
  load(): Promise<AnyPlugin>
}

/** A plugin whose code is not evaluated before its first step: an idle agent holds none of it. */
export function lazyPlugin({ name, platforms, load }: LazyPlugin): AnyPlugin & LazyPlugin {
  return { name, platforms, load, run: async (inputs, context) => (await load()).run(inputs, context) }
}
