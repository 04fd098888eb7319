import { configureDocker } from '#agent/plugins/configure-docker/configure-docker'
import { configurePackage } from '#agent/plugins/configure-package/configure-package'
import { downloadContent } from '#agent/plugins/download-content/download-content'
import type { AnyPlugin } from '#agent/plugins/plugin'
import { refreshAssociation } from '#agent/plugins/refresh-association/refresh-association'
import { runDockerAction } from '#agent/plugins/run-docker-action/run-docker-action'
import { runInnerDocument } from '#agent/plugins/run-document/run-document'
import { runPowerShellScript } from '#agent/plugins/run-powershell-script/run-powershell-script'
import { runShellScript } from '#agent/plugins/run-shell-script/run-shell-script'
import { softwareInventory } from '#agent/plugins/software-inventory/software-inventory'
import { updateSsmAgent } from '#agent/plugins/update-ssm-agent/update-ssm-agent'

export const plugins: readonly AnyPlugin[] = [
  runShellScript,
  runPowerShellScript,
  downloadContent,
  runInnerDocument,
  configurePackage,
  runDockerAction,
  configureDocker,
  updateSsmAgent,
  softwareInventory,
  refreshAssociation,
]

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
