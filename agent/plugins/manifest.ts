import { configurePackage } from '#agent/plugins/configure-package/configure-package'
import { downloadContent } from '#agent/plugins/download-content/download-content'
import type { AnyPlugin } from '#agent/plugins/plugin'
import { runInnerDocument } from '#agent/plugins/run-document/run-document'
import { runPowerShellScript } from '#agent/plugins/run-powershell-script/run-powershell-script'
import { runShellScript } from '#agent/plugins/run-shell-script/run-shell-script'

export const plugins: readonly AnyPlugin[] = [
  runShellScript,
  runPowerShellScript,
  downloadContent,
  runInnerDocument,
  configurePackage,
]

/** Actions of the stock agent that we do not have; in a document of schema 2.2 they are no mistake of its author. */
export const knownActions: readonly string[] = [
  ...plugins.map((plugin) => plugin.name),
  'aws:softwareInventory',
  'aws:refreshAssociation',
  'aws:updateSsmAgent',
  'aws:updateAgent',
  'aws:runDockerAction',
  'aws:configureDocker',
  'aws:domainJoin',
  'aws:applications',
  'aws:psModule',
  'aws:cloudWatch',
  'aws:configureDaemon',
]
