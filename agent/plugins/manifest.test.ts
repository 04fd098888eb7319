import { describe, expect, it } from 'vitest'
import { lazyPlugins } from './manifest'

describe('plugins whose code comes with their first step', () => {
  it.each(lazyPlugins.map((plugin) => [plugin.name, plugin] as const))('%s is what the manifest says', async (name, plugin) => {
    const loaded = await plugin.load()
    expect([loaded.name, loaded.platforms]).toEqual([name, plugin.platforms])
  })
})
