import { execFile, spawnSync } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { type Command, ListCommandsCommand, type SSMClient } from '@aws-sdk/client-ssm'
import { chooseTag, copied, open, preview, runStatus, script, send } from './support/screens'
import { expect, test } from './support/test'
import type { Trial } from './support/trial'

const run = promisify(execFile)
const works = (program: string, ...args: string[]) => spawnSync(program, args).status === 0
const isCi = Boolean(process.env['CI'])
// In CI .ci/run installs both: their absence is a fault there.
const hasAws = isCi || works('aws', '--version')
const hasBoto3 = isCi || works('python3', '-c', 'import boto3')

/** As on the machine of a person who has set up a profile for this installation. */
function environment({ dataDirectory, credentials }: Trial): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'test',
    PATH: process.env['PATH'] ?? '',
    HOME: dataDirectory,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_CA_BUNDLE: path.join(dataDirectory, 'tls/ca.pem'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
  }
}

async function commandsOf(ssm: SSMClient, comment: string): Promise<Command[]> {
  const { Commands = [] } = await ssm.send(new ListCommandsCommand({ MaxResults: 50 }))
  return Commands.filter(({ Comment }) => Comment === comment)
}

/** What was asked for, without what is different in each run. */
function asked({ DocumentName, DocumentVersion, Parameters, Targets, InstanceIds, ...command }: Command) {
  const { MaxConcurrency, MaxErrors, TimeoutSeconds, OutputS3BucketName, OutputS3KeyPrefix } = command
  const { NotificationConfig, ServiceRole, CloudWatchOutputConfig } = command
  return {
    asked: { DocumentName, DocumentVersion, Parameters, Targets, InstanceIds },
    limits: { MaxConcurrency, MaxErrors, TimeoutSeconds },
    output: { OutputS3BucketName, OutputS3KeyPrefix, NotificationConfig, ServiceRole, CloudWatchOutputConfig },
  }
}

test('the copied command line and the copied Python run unchanged, and ask for the same', async ({ page, ssm, trial }) => {
  test.skip(!hasAws, 'needs the aws CLI: pip install awscli, or see docs/aws-cli.md')
  test.skip(!hasBoto3, 'needs boto3 for python3: pip install boto3')
  const comment = `it's "copied" & run`
  const env = environment(trial)
  await open(page, '/commands/new')
  await script(page).fill(`echo "it's $HOME" | sed 's/x/\\y/'\nprintf '%s\\n' "a  b"`)
  await chooseTag(page, 'role', 'web,db')
  await page.getByRole('button', { name: 'Careful' }).click()
  await page.getByRole('textbox', { name: 'Comment' }).fill(comment)
  await page.getByText('Copy the output elsewhere').click()
  await page.getByRole('textbox', { name: 'S3 bucket' }).fill('logs-of-commands')
  await page.getByRole('textbox', { name: 'S3 key prefix' }).fill('night ly')
  await page.getByRole('textbox', { name: 'CloudWatch log group' }).fill('/commands/all')
  await page.getByRole('textbox', { name: 'Topic ARN' }).fill('arn:aws:sns:local-1:000000000001:operations')
  await page.getByRole('textbox', { name: 'Role ARN' }).fill('arn:aws:iam::000000000001:role/notify')
  await expect(preview(page)).toContainText('22 nodes, 22 online')
  await preview(page).getByRole('button', { name: 'Copy command line' }).click()
  const line = await copied(page)
  await preview(page).getByRole('button', { name: 'Copy as Python' }).click()
  const python = await copied(page)
  await send(page, 22)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Copy as aws CLI' }).click()
  await expect(page.getByText('Command line copied')).toBeVisible()
  const lineOfRun = await copied(page)

  await run('sh', ['-c', line], { env })
  await run('sh', ['-c', lineOfRun], { env })
  await run('python3', ['-c', python], { env })
  const sent = await commandsOf(ssm, comment)
  expect(sent).toHaveLength(4)
  for (const one of sent) expect(asked(one)).toEqual(asked(sent[0] ?? {}))
  expect(sent[0]).toMatchObject({
    MaxConcurrency: '10%',
    OutputS3KeyPrefix: 'night ly',
    ServiceRole: 'arn:aws:iam::000000000001:role/notify',
  })
})

test('a run is sent again with other values, and the form says where they are from', async ({ page, ssm }) => {
  await open(page, '/commands/new')
  await chooseTag(page, 'role', 'db')
  await script(page).fill('echo first')
  await page.getByRole('textbox', { name: 'Comment' }).fill('edited')
  await page.getByRole('button', { name: 'Canary' }).click()
  await expect(preview(page)).toContainText('3 nodes, 3 online')
  const first = await send(page, 3)
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText('1 failed')
  await expect(page.getByText('2 nodes were never sent')).toBeVisible()

  await page.getByRole('button', { name: 'Run again' }).click()
  await page.getByRole('menuitem', { name: 'Edit first' }).click()
  await expect(page.getByRole('heading', { name: 'Run again with these values' })).toBeVisible()
  await expect(page.getByRole('link', { name: `Run ${first.slice(0, 8)}` })).toBeVisible()
  await expect(script(page)).toHaveValue('echo first')
  await script(page).fill('echo second')
  await expect(preview(page)).toContainText('3 nodes, 3 online')
  const second = await send(page, 3)
  expect(second).not.toBe(first)
  const { Commands = [] } = await ssm.send(new ListCommandsCommand({ CommandId: second }))
  expect(Commands[0]).toMatchObject({ Comment: 'edited', MaxConcurrency: '1', Parameters: { commands: ['echo second'] } })

  await open(page, `/commands/${first}`)
  await page.getByRole('button', { name: 'Run again' }).click()
  await page.getByRole('menuitem', { name: 'On 2 nodes that did not run it' }).click()
  await expect(preview(page)).toContainText('2 nodes, 2 online')
  await page.goBack()
  await page.getByRole('button', { name: 'Run again' }).click()
  await page.getByRole('menuitem', { name: 'On 3 nodes that failed or did not run it' }).click()
  await expect(page.getByRole('heading', { name: 'Run again on nodes that failed or did not run it' })).toBeVisible()
  await expect(preview(page)).toContainText('3 nodes, 3 online')
  await send(page, 3)
  await expect(runStatus(page)).toHaveText(/Failed|Incomplete/)
})

test.describe('a send that fails', () => {
  test.use({ expectedConsole: [/Failed to load resource/] })
  test('leaves the form as it was, and is sent once when tried again', async ({ page, ssm }) => {
    await open(page, '/commands/new')
    await page.getByRole('searchbox', { name: 'Find nodes by name, id, address or tag' }).fill('web-002')
    await page.getByRole('checkbox', { name: /^web-002/ }).check()
    await script(page).fill('echo not lost')
    await page.getByRole('textbox', { name: 'Comment' }).fill('tried twice')
    await expect(preview(page)).toContainText('1 node, 1 online')
    await page.route('**/api/aws/ssm/SendCommand', (route) => route.abort())
    await preview(page).getByRole('button', { name: /^Send/ }).click()
    await expect(page.getByText('The command was not sent')).toBeVisible()
    await expect(script(page)).toHaveValue('echo not lost')
    await expect(page.getByRole('textbox', { name: 'Comment' })).toHaveValue('tried twice')
    await page.unroute('**/api/aws/ssm/SendCommand')
    await preview(page).getByRole('button', { name: /^Send/ }).dblclick()
    await expect(runStatus(page)).toHaveText('Succeeded')
    expect(await commandsOf(ssm, 'tried twice')).toHaveLength(1)
  })
})
