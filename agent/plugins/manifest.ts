import { lazyPlugin } from '#agent/plugins/lazy-plugin'
import type { AnyPlugin, PlatformType } from '#agent/plugins/plugin'
import { refreshAssociation } from '#agent/plugins/refresh-association/refresh-association'
import { runShellScript } from '#agent/plugins/run-shell-script/run-shell-script'
import { softwareInventory } from '#agent/plugins/software-inventory/software-inventory'

const all: readonly PlatformType[] = ['Linux', 'MacOS', 'Windows']

export const lazyPlugins = [
  lazyPlugin({
    name: 'aws:runPowerShellScript',
    platforms: ['Linux', 'MacOS'],
    load: async () => (await import('#agent/plugins/run-powershell-script/run-powershell-script')).runPowerShellScript,
  }),
  lazyPlugin({
    name: 'aws:downloadContent',
    platforms: all,
    load: async () => (await import('#agent/plugins/download-content/download-content')).downloadContent,
  }),
  lazyPlugin({
    name: 'aws:runDocument',
    platforms: all,
    load: async () => (await import('#agent/plugins/run-document/run-document')).runInnerDocument,
  }),
  lazyPlugin({
    name: 'aws:configurePackage',
    platforms: all,
    load: async () => (await import('#agent/plugins/configure-package/configure-package')).configurePackage,
  }),
  lazyPlugin({
    name: 'aws:runDockerAction',
    platforms: all,
    load: async () => (await import('#agent/plugins/run-docker-action/run-docker-action')).runDockerAction,
  }),
  lazyPlugin({
    name: 'aws:configureDocker',
    platforms: ['Linux'],
    load: async () => (await import('#agent/plugins/configure-docker/configure-docker')).configureDocker,
  }),
  lazyPlugin({
    name: 'aws:updateSsmAgent',
    platforms: ['Linux', 'MacOS'],
    load: async () => (await import('#agent/plugins/update-ssm-agent/update-ssm-agent')).updateSsmAgent,
  }),
]

export const plugins: readonly AnyPlugin[] = [runShellScript, ...lazyPlugins, softwareInventory, refreshAssociation]

/** Actions of the stock agent that we do not have; in a document of schema 2.2 they are no mistake of its author. */
export const knownActions: readonly string[] = [
  ...plugins.map((plugin) => plugin.name),
  'aws:updateAgent',
  'aws:domainJoin',
  'aws:applications',
  'aws:psModule',
  'aws:cloudWatch',
  'aws:configureDaemon',
]
