import type { Command } from 'commander'
import { ApiError } from '#lib/vocabulary/api-error'
import { shellLine } from '#lib/vocabulary/install-command'
import { prepareCertificates } from '../certificates'
import { type Installation, withInstallation } from './installation'
import { print } from './output'

interface CreateOptions {
  limit: number
  expires?: string
  name?: string
  role: string
  tag: string[]
  json?: boolean
}

export function addActivationCommands(program: Command): void {
  program
    .command('activation')
    .description('Codes with which machines join.')
    .command('create')
    .description('Make an activation; its code is shown this once, inside the line to run on the new machine.')
    .option('--limit <n>', 'how many machines may join with it', Number, 1)
    .option('--expires <time>', 'an ISO time, or a span such as 12h or 7d (default 24h, at most 30d)')
    .option('--name <name>', 'name of the nodes in lists')
    .option('--role <role>', 'name of the role that the nodes take', 'managed-node')
    .option('--tag <key=value>', 'a tag of the nodes; may be repeated', (tag: string, tags: string[]) => [...tags, tag], [])
    .option('--json', 'machine-readable')
    .action((options: CreateOptions) => withInstallation((installation) => create(installation, options)))
}

async function create(installation: Installation, options: CreateOptions): Promise<void> {
  const { ctx } = installation
  const made = await installation.call('ssm', 'CreateActivation', {
    IamRole: options.role,
    RegistrationLimit: options.limit,
    ...(options.name ? { DefaultInstanceName: options.name } : {}),
    ...(options.expires ? { ExpirationDate: expiryOf(options.expires, ctx.clock.now()) } : {}),
    ...(options.tag.length > 0 ? { Tags: options.tag.map(tagOf) } : {}),
  })
  const { url, region } = ctx.config
  const { authorityFingerprint } = await prepareCertificates(ctx.config, ctx.clock.now())
  const enrolment = {
    url,
    region,
    activationId: made.ActivationId ?? '',
    activationCode: made.ActivationCode ?? '',
    caFingerprint: authorityFingerprint,
  }
  const install = shellLine(enrolment, 'debian')
  print(options, { ...made, InstallCommand: install }, () => ['Run this on the machine that joins:', '', `  ${install}`, ''])
}

/** Epoch seconds, as the wire has it. */
function expiryOf(text: string, now: Date): number {
  const [, count, unit] = /^(\d{1,4})([hd])$/.exec(text) ?? []
  if (count && unit) return now.getTime() / 1000 + Number(count) * (unit === 'd' ? 86_400 : 3600)
  const time = Date.parse(text)
  if (Number.isNaN(time))
    throw new ApiError(
      'ValidationException',
      `--expires is "${text}", but must be a time such as 2027-01-31T12:00Z, or a span such as 12h or 7d.`,
    )
  return time / 1000
}

function tagOf(text: string): { Key: string; Value: string } {
  const at = text.indexOf('=')
  if (at < 1) throw new ApiError('ValidationException', `--tag is "${text}", but must be key=value.`)
  return { Key: text.slice(0, at), Value: text.slice(at + 1) }
}
