import { type Command, Option } from 'commander'
import type { Operations } from '#lib/api/registry'
import { type Installation, withInstallation } from './installation'
import { print, table } from './output'

type User = Operations['ListUsers']['output']['Users'][number]
type Change = Omit<Operations['UpdateUser']['input'], 'Email'>

interface JsonOption {
  json?: boolean
}

const roleOption = () => new Option('--role <role>', 'what they may do').choices(['owner', 'operator', 'viewer'])

export function addUserCommands(program: Command): void {
  const group = program.command('user').description('People who sign in to the console, and what they may do.')
  group
    .command('create')
    .description('Make an account; its first password is shown this once.')
    .requiredOption('--email <address>', 'who it is for')
    .addOption(roleOption().makeOptionMandatory())
    .option('--name <name>', 'default: the address before the @')
    .option('--json', 'machine-readable')
    .action((options) => withInstallation((installation) => create(installation, options)))
  group
    .command('list')
    .description('Everybody, with role and state.')
    .option('--json', 'machine-readable')
    .action((options) => withInstallation((installation) => list(installation, options)))
  group
    .command('update <email>')
    .description('Give another role. They sign in again.')
    .addOption(roleOption().makeOptionMandatory())
    .option('--json', 'machine-readable')
    .action((email: string, options) => change(email, { Role: options.role }, options))
  group
    .command('disable <email>')
    .description('Sign them out, and take neither their password nor their access keys any more.')
    .option('--json', 'machine-readable')
    .action((email: string, options) => change(email, { Status: 'Disabled' }, options))
  group
    .command('enable <email>')
    .description('Take them in again.')
    .option('--json', 'machine-readable')
    .action((email: string, options) => change(email, { Status: 'Active' }, options))
  group
    .command('reset <email>')
    .description('For who lost password or phone: a new first password, and two-factor sign-in off.')
    .option('--json', 'machine-readable')
    .action((email: string, options) => change(email, { ResetSignIn: true }, options))
}

interface CreateOptions extends JsonOption {
  email: string
  role: User['Role']
  name?: string
}

async function create(installation: Installation, options: CreateOptions): Promise<void> {
  const { email: Email, role: Role, name } = options
  const made = await installation.call('quarterdeck', 'CreateUser', { Email, Role, ...(name ? { Name: name } : {}) })
  print(options, made, () => [`${made.User.Email} is made, as ${made.User.Role}.`, ...passwordLines(made.Password)])
}

async function change(email: string, wanted: Change, options: JsonOption): Promise<void> {
  await withInstallation(async (installation) => {
    const changed = await installation.call('quarterdeck', 'UpdateUser', { Email: email, ...wanted })
    const { User } = changed
    print(options, changed, () => [
      `${User.Email}: ${User.Role}, ${User.Status === 'Active' ? 'may sign in' : 'switched off'}.`,
      ...(changed.Password ? passwordLines(changed.Password) : []),
    ])
  })
}

function passwordLines(password: string): readonly string[] {
  return [`First password, shown this once: ${password}`, 'It is changed in the console: account menu, Security.']
}

async function list(installation: Installation, options: JsonOption): Promise<void> {
  const people: User[] = []
  for (let token: string | undefined; ; ) {
    const page = await installation.call('quarterdeck', 'ListUsers', { MaxResults: 100, ...(token ? { NextToken: token } : {}) })
    people.push(...page.Users)
    token = page.NextToken
    if (!token) break
  }
  print(options, people, () =>
    table([
      ['EMAIL', 'NAME', 'ROLE', 'STATE', 'TWO-FACTOR'],
      ...people.map((user) => [user.Email, user.Name, user.Role, user.Status, user.TwoFactor ? 'on' : 'off']),
    ]),
  )
}
