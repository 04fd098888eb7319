import { createHash } from 'node:crypto'
import type { Config } from '#lib/platform/config'
import { applyAnsiblePlaybooks } from './builtin/apply-ansible-playbooks'
import { configureAwsPackage } from './builtin/configure-aws-package'
import { diagnostics } from './builtin/diagnostics'
import { configureDocker, runDockerAction } from './builtin/docker'
import { gatherSoftwareInventory } from './builtin/gather-software-inventory'
import { imageRunbooks } from './builtin/image-runbooks'
import { installApplication } from './builtin/install-application'
import { instanceRunbooks } from './builtin/instance-runbooks'
import { patchInstanceWithRollback } from './builtin/patch-runbook'
import { runDocument } from './builtin/run-document'
import { runPowerShellScript } from './builtin/run-powershell-script'
import { runRemoteScript } from './builtin/run-remote-script'
import { runSaltState } from './builtin/run-salt-state'
import { runShellScript } from './builtin/run-shell-script'
import { sessionDocuments } from './builtin/session-documents'
import { troubleshootManagedInstance } from './builtin/unreachable-node-runbook'
import { updateSsmAgent } from './builtin/update-ssm-agent'
import { findWindowsUpdates, installWindowsUpdates } from './builtin/windows-updates'
import type { DocumentVersion, FoundDocument, VersionSummary } from './document'
import { type BuiltinDocument, builtinVersion } from './model/builtin'
import { readFacts } from './model/facts'

type Installation = Pick<Config, 'url' | 'accountId'>

/** The documents that come with the program. They are served from code: nothing to seed, nothing to migrate when their text improves. */
export function listBuiltins(installation: Installation): readonly BuiltinDocument[] {
  return [
    runPowerShellScript,
    runShellScript,
    runRemoteScript,
    runDocument,
    configureAwsPackage,
    updateSsmAgent,
    installApplication,
    applyAnsiblePlaybooks,
    runSaltState,
    findWindowsUpdates,
    installWindowsUpdates,
    gatherSoftwareInventory,
    runDockerAction,
    configureDocker,
    ...sessionDocuments,
    ...instanceRunbooks,
    ...imageRunbooks,
    patchInstanceWithRollback,
    troubleshootManagedInstance,
    diagnostics(installation.url),
  ]
}

export function findBuiltin(installation: Installation, name: string): FoundDocument | undefined {
  const builtin = listBuiltins(installation).find((document) => document.name === name)
  return builtin && foundBuiltin(builtin)
}

export function foundBuiltin(builtin: BuiltinDocument): FoundDocument {
  const document = {
    accountId: '',
    owner: builtin.owner,
    name: builtin.name,
    type: builtin.type ?? ('Command' as const),
    createdAt: builtin.createdAt,
    createdBy: undefined,
    defaultVersion: builtinVersion,
    latestVersion: builtinVersion,
    lastVersion: builtinVersion,
    isPublic: true,
  }
  return { document, builtin, shared: undefined }
}

/** Its one version, as if it were stored. */
export function versionOfBuiltin(builtin: BuiltinDocument): DocumentVersion {
  const content = JSON.stringify(builtin.content, null, 2)
  const { description, parameters } = readFacts(content, builtin.type ?? 'Command', 'JSON')
  return { ...summaryOfBuiltin(builtin), content, ...hashesOf(content), description, parameters }
}

/** Without reading the text, which for all of them takes longer than a list may. */
export function summaryOfBuiltin(builtin: BuiltinDocument): VersionSummary {
  const { schemaVersion } = builtin.content
  return {
    accountId: '',
    name: builtin.name,
    version: builtinVersion,
    id: builtin.name,
    versionName: undefined,
    displayName: builtin.displayName,
    format: 'JSON',
    schemaVersion: typeof schemaVersion === 'string' ? schemaVersion : undefined,
    platformTypes: builtin.platformTypes,
    targetType: builtin.targetType,
    status: 'Active',
    statusInformation: undefined,
    requires: [],
    attachmentSources: [],
    reviewStatus: 'NOT_REVIEWED',
    createdAt: builtin.createdAt,
    createdBy: undefined,
  }
}

/** As AWS: of the text, in hexadecimal. */
export function hashesOf(content: string): Pick<DocumentVersion, 'sha256' | 'sha1'> {
  return { sha256: digest('sha256', content), sha1: digest('sha1', content) }
}

function digest(algorithm: string, content: string): string {
  return createHash(algorithm).update(content).digest('hex')
}
