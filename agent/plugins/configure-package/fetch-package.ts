import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { downloadFile, type FileDownload, openConnections } from '#agent/downloads/download-file'
import { unpackZip } from '#agent/downloads/unpack-zip'
import { chooseArchive, packagePlatform, parseManifest } from '#agent/plugins/configure-package/manifest'
import { type Attachment, fetchDocument, type KeptDocument } from '#agent/plugins/node-documents'
import { type StepContext, StepProblem } from '#agent/plugins/plugin'

/** One version of a package, for this machine. */
export interface OfferedPackage {
  version: string
  attachment: Attachment
  sha256: string
}

/** What the control plane has under this name; without a version its default one. */
export async function findOffered(name: string, version: string, context: StepContext): Promise<OfferedPackage> {
  const document = await askFor(name, version, context)
  if (document.type !== 'Package') throw new StepProblem(`${name} is a document of the type ${document.type}, not a package.`)
  const manifest = parseManifest(document.content, name)
  const platform = packagePlatform(context.node.platform)
  const archive = chooseArchive(manifest, platform)
  if (!archive) {
    const { name: system, version: release, architecture } = platform
    throw new StepProblem(`The package ${name} ${manifest.version} has nothing for ${system} ${release} on ${architecture}.`)
  }
  const attachment = document.attachments.find((one) => one.name === archive.file)
  if (!attachment) throw new StepProblem(`The package document ${name} has no attachment ${archive.file}.`)
  return { version: manifest.version, attachment, sha256: archive.sha256 }
}

/** A version is the version name of its document, or that document's number. */
async function askFor(name: string, version: string, context: StepContext): Promise<KeptDocument> {
  if (version === '') return fetchDocument(context, { name }, context.cancelled)
  try {
    return await fetchDocument(context, { name, versionName: version }, context.cancelled)
  } catch (thrown) {
    if (!(thrown instanceof StepProblem) || !/InvalidDocumentVersion/.test(thrown.message) || !/^[1-9]\d{0,8}$/.test(version))
      throw thrown
    return fetchDocument(context, { name, version }, context.cancelled)
  }
}

/** The unpacked files of an offered package, whole or not at all. */
export async function fetchPackage(directory: string, offered: OfferedPackage, context: StepContext): Promise<void> {
  const staging = path.join(context.directory, 'package')
  rmSync(staging, { recursive: true, force: true })
  mkdirSync(path.join(staging, 'files'), { recursive: true, mode: 0o700 })
  const connections = openConnections(context.node.plane.ca)
  try {
    const file = path.join(staging, 'archive.zip')
    const limit = context.node.downloadBytes
    await downloadAttachment(offered, { file, limit, sha256: offered.sha256, connections, signal: context.cancelled }, context)
    await unpackZip(file, path.join(staging, 'files'), { limit, signal: context.cancelled })
    rmSync(directory, { recursive: true, force: true })
    renameSync(path.join(staging, 'files'), directory)
  } finally {
    connections.close()
    rmSync(staging, { recursive: true, force: true })
  }
}

/** Links of the control plane carry its public address, which may not be the one that this node reaches it by. */
async function downloadAttachment(
  { attachment }: OfferedPackage,
  download: Omit<FileDownload, 'url'>,
  { node }: StepContext,
): Promise<void> {
  const link = URL.parse(attachment.url)
  if (link?.pathname.startsWith('/files/') && link.origin !== node.plane.url) {
    try {
      await downloadFile({ ...download, url: `${node.plane.url}${link.pathname}${link.search}` })
      return
    } catch (thrown) {
      if (download.signal.aborted || existsSync(download.file)) throw thrown
    }
  }
  await downloadFile({ ...download, url: attachment.url })
}
