import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { GetCommandInvocationCommand, SendCommandCommand, SSMClient, waitUntilCommandExecuted } from '@aws-sdk/client-ssm'
import { expectAccessible } from './support/accessible'
import { type Installation, startInstallation } from './support/installation'
import { chooseNode, log, open, runId, runStatus, script, send, whenAlive } from './support/screens'
import { expect, test as base } from './support/test'

const person = { name: 'Maria Lund', email: 'maria.lund@example.net', password: 'a boat needs a harbour' }

const test = base.extend<object, { fresh: Installation }>({
  fresh: [
    async ({ playwright: _playwright }, give) => {
      const installation = await startInstallation({ owned: false })
      await give(installation)
      await installation.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ fresh }, give) => give(fresh.url),
  storageState: { cookies: [], origins: [] },
})

test.use({ expectedConsole: [/status of 40[013]/] })

test('a stranger owns a new installation and runs a first command, in the browser and with the SDK', async ({
  page,
  fresh,
  gate,
}) => {
  test.setTimeout(120_000)

  await test.step('nobody gets further than the one-time link', async () => {
    await page.goto('/nodes')
    await expect(page).toHaveURL(/\/setup$/)
    await page.goto(fresh.setupLink ?? '')
    await whenAlive(page)
    await expectAccessible(page)
  })

  await test.step('the owner account is made', async () => {
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(person.name)
    await page.getByRole('textbox', { name: 'Email' }).fill(person.email)
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Create account and sign in' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'at least 12 characters' })).toBeFocused()
    await page.getByLabel('Password').fill(person.password)
    await page.getByRole('button', { name: 'Create account and sign in' }).click()
    await expect(page).toHaveURL(/\/setup\/installation$/)
  })

  await test.step('the installation gets a name, and its public address is tried', async () => {
    await expect(page.getByText('The address answers the server')).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: 'Administrator' })).toContainText('(done)')
    await expectAccessible(page)
    await page.getByRole('textbox', { name: 'Display name' }).fill('Harbour fleet')
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await expect(page).toHaveURL(/\/setup\/secrets$/)
  })

  await test.step('set-up is left and gone on with', async () => {
    await page.goto('/')
    await expect(page.getByRole('link', { name: 'Harbour fleet, overview' })).toBeVisible()
    await page.getByRole('link', { name: 'Save recovery key' }).click()
    await expect(page).toHaveURL(/\/setup\/secrets$/)
    await whenAlive(page)
  })

  await test.step('the recovery key is downloaded with the password, and confirmed', async () => {
    const download = page.getByRole('button', { name: 'Download recovery key' })
    await page.getByLabel('Your password').fill('somebody elses')
    await download.click()
    await expect(page.getByRole('alert').filter({ hasText: 'not your password' })).toBeFocused()
    await page.getByLabel('Your password').fill(person.password)
    const [file] = await Promise.all([page.waitForEvent('download'), download.click()])
    const key = /^QUARTERDECK_ROOT_KEY=(.+)$/m.exec(await readFile(await file.path(), 'utf8'))?.[1] ?? ''
    expect(Buffer.from(key, 'base64')).toHaveLength(32)
    await expectAccessible(page)
    await page.getByRole('textbox', { name: 'Recovery key' }).fill(`${'A'.repeat(43)}=`)
    await page.getByRole('button', { name: 'Confirm recovery key' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'not the recovery key' })).toBeFocused()
    await page.getByRole('textbox', { name: 'Recovery key' }).fill(key)
    await page.getByRole('button', { name: 'Confirm recovery key' }).click()
    await expect(page.getByText('The recovery key was confirmed by')).toBeVisible()
    await page.getByRole('link', { name: 'Continue' }).click()
    await expect(page.getByRole('heading', { name: 'Quarterdeck is ready' })).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: 'Secrets' })).toContainText('(done)')
    await expect(page.getByText('[profile quarterdeck]')).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('the overview shows this machine online', async () => {
    await page.getByRole('link', { name: 'Go to the overview' }).click()
    await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
    await expect(page.getByRole('link', { name: /^1\s*node$/ })).toBeVisible()
    await expect(page.getByRole('link', { name: /^1\s*online$/ })).toBeVisible()
    const steps = page.getByRole('region', { name: 'First steps' })
    await expect(steps.getByRole('listitem').filter({ hasText: 'Finish the set-up' })).toContainText('(done)')
  })

  await test.step('the empty history has examples, which open the form with their values', async () => {
    await open(page, '/commands')
    await expectAccessible(page)
    await page
      .getByRole('list', { name: 'Examples' })
      .getByRole('link', { name: /^See load and uptime/ })
      .click()
    await expect(script(page)).toHaveValue('uptime')
    await expect(page.getByRole('radio', { name: 'All nodes' })).toBeChecked()
    await expect(page.getByRole('textbox', { name: 'Comment' })).toHaveValue('Load and uptime')
    await open(page, '/')
  })

  await test.step('lines appear while the command runs', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Run command' }).first().click()
    await script(page).fill(
      [
        'echo "line 1 of 5"',
        gate.wait('seen'),
        'for n in 2 3 4 5; do sleep 0.3; echo "line $n of 5"; done',
        gate.wait('end'),
      ].join('\n'),
    )
    await chooseNode(page, hostname())
    await send(page)
    await expect(log(page)).toContainText('line 1 of 5')
    await expect(runStatus(page)).toHaveText('Running')
    await expect(log(page)).not.toContainText('line 2 of 5')
    const inNavigation = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Run Command' })
    await expect(inNavigation).toContainText('1 running')
    gate.open('seen')
    await expect(log(page)).toContainText('line 5 of 5')
    await expect(runStatus(page)).toHaveText('Running')
    gate.open('end')
    await expect(runStatus(page)).toHaveText('Succeeded')
    await expect(inNavigation).not.toContainText('running')
  })

  const made = await test.step('an access key is made; its secret is shown once', async () => {
    await open(page, '/account/keys')
    await page.getByRole('button', { name: 'Create access key' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Description' }).fill('laptop')
    await dialog.getByRole('button', { name: 'Create access key' }).click()
    await expect(dialog.getByText('[profile quarterdeck]')).toBeVisible()
    await dialog.getByRole('button', { name: 'JSON' }).click()
    const key = JSON.parse((await dialog.locator('pre').innerText()) || '{}')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'I have saved it' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('row').filter({ hasText: key.AccessKeyId })).toBeVisible()
    expect(await page.content()).not.toContain(key.SecretAccessKey)
    return key
  })

  await test.step('the SDK does the same with it, and the console shows that run', async () => {
    const credentials = { accessKeyId: made.AccessKeyId, secretAccessKey: made.SecretAccessKey }
    const ssm = new SSMClient({ endpoint: made.EndpointUrl, region: made.Region, credentials })
    const { Command } = await ssm.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        Targets: [{ Key: 'InstanceIds', Values: ['*'] }],
        Parameters: { commands: ['for n in 1 2 3; do echo "number $n"; done'] },
        Comment: 'from the SDK',
      }),
    )
    await expect(async () => {
      // Narrower, the history drops the column Source.
      await page.setViewportSize({ width: 1600, height: 900 })
      await open(page, '/commands')
      await expect(page.getByRole('row').filter({ hasText: 'from the SDK' })).toContainText('aws-sdk-js')
    }).toPass()
    await open(page, `/commands/${Command?.CommandId}`)
    await expect(runStatus(page)).toHaveText('Succeeded')
    await expect(log(page)).toContainText('number 3')
    const nodeId = await page.getByRole('link', { name: hostname() }).getAttribute('href')
    const of = { CommandId: Command?.CommandId, InstanceId: nodeId?.split('/').at(-1) ?? '' }
    await waitUntilCommandExecuted({ client: ssm, maxWaitTime: 20 }, of)
    const answer = await ssm.send(new GetCommandInvocationCommand(of))
    expect(answer.StandardOutputContent).toBe('number 1\nnumber 2\nnumber 3\n')
    expect(await runId(page)).toBe(Command?.CommandId)
    ssm.destroy()
  })

  await test.step('the owner signs out, and in again to where they were going', async () => {
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL(/\/sign-in/)
    await expect(page.getByRole('heading', { name: 'Sign in to Harbour fleet' })).toBeVisible()
    await page.goto('/audit?f=action:is:SendCommand')
    await whenAlive(page)
    await expectAccessible(page)
    await page.getByRole('textbox', { name: 'Email' }).fill(person.email)
    await page.getByLabel('Password').fill('not the password at all')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible()
    await page.getByLabel('Password').fill(person.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(/\/audit\?f=action:is:SendCommand/)
    await expect(page.getByRole('row').filter({ hasText: 'SendCommand' }).first()).toBeVisible()
  })
})
