import { type Command, Option } from 'commander'
import { ConfigProblem } from '#lib/platform/config'
import { parseRootKeySettings, type RootKeySettings } from '#lib/platform/secrets/root-key-settings'
import { printOf } from '../root-key'
import { changeRootKey, ownName } from '../root-key-change'
import { withInstallation } from './installation'
import { print } from './output'

const sources = ['file', 'environment', 'passphrase', 'kms'] as const
type Source = (typeof sources)[number]

const settingFor: Readonly<Record<Source, string>> = {
  file: '',
  environment: 'QUARTERDECK_NEW_ROOT_KEY',
  passphrase: 'QUARTERDECK_NEW_ROOT_PASSPHRASE',
  kms: 'QUARTERDECK_NEW_ROOT_KMS_KEY',
}

interface Options {
  to: Source
  json?: boolean
}

export function addRootKeyCommands(program: Command): void {
  const group = program.command('root-key').description('The key that seals every other key.')
  group
    .command('status')
    .description('Where it comes from, and its print, by which two of them are told apart.')
    .option('--json', 'machine-readable')
    .action((options: { json?: boolean }) => status(options))
  group
    .command('change')
    .description(
      'Take a new root key, and seal anew what the present one seals. Stop Quarterdeck first. May be run again after a crash.',
    )
    .addOption(new Option('--to <source>', 'where the new one comes from').choices(sources).makeOptionMandatory())
    .option('--json', 'machine-readable')
    .action((options: Options) => change(options))
}

async function status(options: { json?: boolean }): Promise<void> {
  const { from } = parseRootKeySettings(process.env)
  await withInstallation(async ({ ctx }) => {
    const found = { from, print: printOf(ctx.secrets) }
    print(options, found, () => [`The root key comes from ${names[from]}; its print is ${found.print}.`])
  })
}

const names: Readonly<Record<Source, string>> = {
  file: 'a file in the data directory',
  environment: 'QUARTERDECK_ROOT_KEY',
  passphrase: 'a passphrase',
  kms: 'a KMS',
}

async function change(options: Options): Promise<void> {
  const target = targetOf(options.to)
  process.env['PGAPPNAME'] = ownName
  await withInstallation(async ({ ctx }) => {
    const changed = await changeRootKey(ctx, target)
    print(options, changed, () => [
      `Sealed ${changed.resealed.count} secrets anew; the new root key has the print ${changed.to}.`,
      ...(changed.resealed.unreadable > 0
        ? [`${changed.resealed.unreadable} did not open before either, and stay as they were.`]
        : []),
      ...changed.kept.map((file) => `The one before is kept in ${file}: older backups need it. Delete it when they are gone.`),
      adviceFor(options.to),
    ])
  })
}

function targetOf(to: Source): RootKeySettings {
  const target = parseRootKeySettings(process.env, 'QUARTERDECK_NEW_ROOT')
  if (target.from === to) return target
  if (to === 'file')
    throw new ConfigProblem(`--to file takes none of ${Object.values(settingFor).filter(Boolean).join(', ')}: unset it.`)
  throw new ConfigProblem(`--to ${to} takes the new root key from ${settingFor[to]}: set it.`)
}

function adviceFor(to: Source): string {
  const old = 'QUARTERDECK_ROOT_KEY, QUARTERDECK_ROOT_PASSPHRASE and QUARTERDECK_ROOT_KMS_KEY'
  if (to === 'file') return `Start without ${old}. Everybody signs in again.`
  const next = settingFor[to].replace('NEW_', '')
  return `Start with ${next} as ${settingFor[to]} is now${to === 'kms' ? ', and likewise QUARTERDECK_ROOT_KMS_ENDPOINT' : ''}. Everybody signs in again.`
}
