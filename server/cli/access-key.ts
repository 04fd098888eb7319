import { type Command, Option } from 'commander'
import { addressIn } from '#lib/platform/config'
import type { Operations } from '#lib/api/registry'
import { type Installation, withInstallation } from './installation'
import { print, table } from './output'

type Format = 'json' | 'env' | 'profile'

export function addAccessKeyCommands(program: Command): void {
  const group = program.command('access-key').description('Keys for the aws CLI and SDKs.')
  group
    .command('create')
    .description('Make a key; its secret is shown this once.')
    .requiredOption('--user <email>', 'whose key it is')
    .option('--description <text>', 'what it is for')
    .addOption(new Option('--format <form>', 'how to print it').choices(['json', 'env', 'profile']).default('profile'))
    .option('--json', 'the same as --format json')
    .action((options) => withInstallation((installation) => create(installation, options)))
  group
    .command('list')
    .description('Every key, without its secret.')
    .option('--json', 'machine-readable')
    .action((options) => withInstallation((installation) => list(installation, options)))
  group
    .command('delete <access-key-id>')
    .description('Delete a key; requests signed with it are refused within 30 seconds.')
    .option('--json', 'machine-readable')
    .action((id: string, options) => withInstallation((installation) => remove(installation, id, options)))
}

interface CreateOptions {
  user: string
  description?: string
  format: Format
  json?: boolean
}

async function create(installation: Installation, options: CreateOptions): Promise<void> {
  const made = await installation.call('quarterdeck', 'CreateAccessKey', {
    Email: options.user,
    ...(options.description ? { Description: options.description } : {}),
  })
  const { config } = installation.ctx
  const endpoint = `http://${addressIn(config.host)}:${config.port}`
  print({ json: options.json || options.format === 'json' }, made, () =>
    options.format === 'env' ? environment(made, endpoint) : profile(made, endpoint),
  )
}

type Made = { AccessKeyId: string; SecretAccessKey: string; Region: string }

function environment(made: Made, endpoint: string): readonly string[] {
  return [
    `export AWS_ACCESS_KEY_ID=${made.AccessKeyId}`,
    `export AWS_SECRET_ACCESS_KEY=${made.SecretAccessKey}`,
    `export AWS_REGION=${made.Region}`,
    `export AWS_DEFAULT_REGION=${made.Region}`,
    `export AWS_ENDPOINT_URL=${endpoint}`,
  ]
}

/** For ~/.aws/config: use it with `aws --profile quarterdeck …`. */
function profile(made: Made, endpoint: string): readonly string[] {
  return [
    '[profile quarterdeck]',
    `endpoint_url = ${endpoint}`,
    `region = ${made.Region}`,
    `aws_access_key_id = ${made.AccessKeyId}`,
    `aws_secret_access_key = ${made.SecretAccessKey}`,
  ]
}

async function list(installation: Installation, options: { json?: boolean }): Promise<void> {
  const keys: Operations['ListAccessKeys']['output']['AccessKeys'] = []
  for (let token: string | undefined; ; ) {
    const page = await installation.call('quarterdeck', 'ListAccessKeys', {
      MaxResults: 100,
      ...(token ? { NextToken: token } : {}),
    })
    keys.push(...page.AccessKeys)
    token = page.NextToken
    if (!token) break
  }
  print(options, keys, () =>
    table([
      ['ACCESS KEY', 'USER', 'STATUS', 'CREATED', 'LAST USED'],
      ...keys.map((key) => [
        key.AccessKeyId,
        key.Email,
        key.Status,
        day(key.CreatedDate),
        key.LastUsedDate ? day(key.LastUsedDate) : 'never',
      ]),
    ]),
  )
}

/** From epoch seconds. */
const day = (time: number): string => new Date(time * 1000).toISOString().slice(0, 10)

async function remove(installation: Installation, id: string, options: { json?: boolean }): Promise<void> {
  await installation.call('quarterdeck', 'DeleteAccessKey', { AccessKeyId: id })
  print(options, { deleted: id }, () => [`Deleted ${id}.`])
}
