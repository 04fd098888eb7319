import { StepProblem } from '#agent/plugins/plugin'

/** What a Package document says: for each platform, version and architecture the archive that holds the package. */
export interface PackageManifest {
  version: string
  packages: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, { file: string }>>>>>>
  files: Readonly<Record<string, { checksums: { sha256: string }; size?: number }>>
}

export interface PackagePlatform {
  /** As a manifest names it, such as `ubuntu` or `windows`. */
  name: string
  version: string
  architecture: string
}

type Json = Readonly<Record<string, unknown>>

export function parseManifest(content: string, name: string): PackageManifest {
  const value = objectOf(jsonOf(content))
  const problem = (what: string) => new StepProblem(`The package document ${name} cannot be used: ${what}.`)
  if (!value) throw problem('its content is not JSON')
  if (typeof value['version'] !== 'string' || value['version'] === '') throw problem('it has no version')
  const [packages, files] = [objectOf(value['packages']), objectOf(value['files'])]
  if (!packages || !files) throw problem('it lacks packages or files')
  for (const [file, entry] of Object.entries(files)) {
    const sha256 = objectOf(objectOf(entry)?.['checksums'])?.['sha256']
    if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/i.test(sha256)) throw problem(`${file} has no SHA-256 checksum`)
  }
  const platforms = Object.values(packages).flatMap((platform) => Object.values(objectOf(platform) ?? { '': undefined }))
  const archives = platforms.flatMap((release) => Object.values(objectOf(release) ?? { '': undefined }))
  const isWhole = archives.every((archive) => {
    const file = objectOf(archive)?.['file']
    return typeof file === 'string' && Object.hasOwn(files, file)
  })
  if (!isWhole) throw problem('packages names a file that is not among files')
  return value as unknown as PackageManifest
}

const words: readonly (readonly [RegExp, string])[] = [
  [/windows/i, 'windows'],
  [/amazon/i, 'amazon'],
  [/ubuntu/i, 'ubuntu'],
  [/debian/i, 'debian'],
  [/raspbian/i, 'raspbian'],
  [/red ?hat/i, 'redhat'],
  [/centos/i, 'centos'],
  [/alma/i, 'almalinux'],
  [/rocky/i, 'rocky'],
  [/oracle/i, 'oracle'],
  [/suse|sles/i, 'suse'],
  [/mac ?os/i, 'macos'],
]

const architectures: Readonly<Record<string, string>> = { x64: 'x86_64', ia32: '386', arm64: 'arm64', arm: 'arm' }

export function packagePlatform(platform: { name: string; version: string }, arch: string = process.arch): PackagePlatform {
  const name = words.find(([word]) => word.test(platform.name))?.[1] ?? platform.name.toLowerCase()
  return { name, version: platform.version, architecture: architectures[arch] ?? arch }
}

/** The archive for this machine: what names it most closely wins, and `_any` stands for all. */
export function chooseArchive(
  manifest: PackageManifest,
  { name, version, architecture }: PackagePlatform,
): { file: string; sha256: string } | undefined {
  for (const releases of [manifest.packages[name], manifest.packages['_any']]) {
    const release = releases && closest(releases, version)
    const file = (release?.[architecture] ?? release?.['_any'])?.file
    const sha256 = file === undefined ? undefined : manifest.files[file]?.checksums.sha256
    if (file !== undefined && sha256 !== undefined) return { file, sha256 }
  }
  return undefined
}

/** The release itself, then the longest `7.*` that fits, then `_any`. */
function closest<T>(releases: Readonly<Record<string, T>>, version: string): T | undefined {
  const fits = Object.keys(releases).filter((key) => key.endsWith('*') && version.startsWith(key.slice(0, -1)))
  const [longest] = fits.sort((one, other) => other.length - one.length)
  return releases[version] ?? (longest === undefined ? undefined : releases[longest]) ?? releases['_any']
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function objectOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
}
