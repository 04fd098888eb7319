import { readFileSync } from 'node:fs'
import {
  CreateDocumentCommand,
  DeleteDocumentCommand,
  DescribeInstanceInformationCommand,
  SendCommandCommand,
  type SSMClient,
  UpdateDocumentCommand,
} from '@aws-sdk/client-ssm'
import type { Page } from '@playwright/test'
import { expectAccessible, expectLegible } from './support/accessible'
import { owner } from './support/installation'
import { bodyRows, filterBox, open, whenAlive } from './support/screens'
import { expect, test } from './support/test'

const script = (line: string, more: object = {}) =>
  JSON.stringify({
    schemaVersion: '2.2',
    description: 'Restarts the web servers',
    parameters: { service: { type: 'String', default: 'nginx', description: 'Which service', allowedPattern: '^[a-z]+$' } },
    mainSteps: [{ action: 'aws:runShellScript', name: 'restart', inputs: { timeoutSeconds: 60, runCommand: [line] } }],
    ...more,
  })

let made = 0

/** A document of its own for each journey, in two versions of which the first is the default. */
async function givenDocument(ssm: SSMClient): Promise<string> {
  const Name = `restart-web-${process.pid}-${(made += 1)}`
  const Tags = [{ Key: 'team', Value: Name }]
  await ssm.send(
    new CreateDocumentCommand({ Name, Content: script('systemctl restart {{ service }}'), DocumentType: 'Command', Tags }),
  )
  await ssm.send(
    new UpdateDocumentCommand({ Name, Content: script('systemctl reload {{ service }}'), DocumentVersion: '$LATEST' }),
  )
  return Name
}

/** The documents of these journeys are shell scripts, and some of the simulated nodes are Windows. */
async function linuxNodesOf(ssm: SSMClient, role: string): Promise<string[]> {
  const Filters = [{ Key: 'tag:role', Values: [role] }]
  const { InstanceInformationList = [] } = await ssm.send(new DescribeInstanceInformationCommand({ Filters }))
  return InstanceInformationList.flatMap(({ InstanceId = '', PlatformType }) => (PlatformType === 'Linux' ? InstanceId : []))
}

async function call<Answer>(page: Page, operation: string, data: object): Promise<Answer> {
  const headers = { 'x-quarterdeck': '1' }
  const answer = await page.request.post(`/api/aws/quarterdeck/${operation}`, { data, headers })
  expect(answer.status()).toBe(200)
  return (await answer.json()) as Answer
}

const table = (page: Page, name: string | RegExp = 'Documents') => page.getByRole('grid', { name })

const looks = [
  ['light', expectAccessible],
  ['dark', expectLegible],
] as const
const sights = [
  [
    ['overview', 'Which service'],
    ['overview?parameters=form', 'Reset|service'],
    ['content', 'systemctl restart'],
    ['versions', 'default'],
  ],
  [
    ['runs', 'Nobody has run it yet'],
    ['sharing', 'It is private'],
    ['tags', 'team'],
    ['diff?from=1&to=2', '1 change'],
    ['diff?from=1&to=text', 'Text to compare with'],
  ],
] as const

for (const [colorScheme, expectGood] of looks) {
  test(`the list is accessible, ${colorScheme}`, async ({ page, ssm }) => {
    const name = await givenDocument(ssm)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await open(page, `/documents?q=${name}&peek=${name}`)
    await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Restarts the web servers')
    await expectGood(page)
    await open(page, `/documents?f=owner:is:mine&q=nothing-${name}`)
    await expect(page.getByRole('main')).toContainText('No document matches')
    await expectGood(page)
  })

  for (const [at, tabs] of sights.entries())
    test(`a document is accessible, ${colorScheme}, ${at + 1} of ${sights.length}`, async ({ page, ssm }) => {
      const name = await givenDocument(ssm)
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      for (const [tab, seen] of tabs) {
        await open(page, `/documents/${name}/${tab}`)
        await expect(page.getByRole('main').getByText(new RegExp(seen)).filter({ visible: true }).first()).toBeVisible()
        await expectGood(page)
      }
    })
}

test('documents are found by owner, type, tag and text, and opened from the list', async ({ page, ssm }) => {
  const name = await givenDocument(ssm)
  await open(page, '/')
  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible()
  const owners = page.getByRole('navigation', { name: 'Owner' })
  await owners.getByRole('link', { name: 'Built-in' }).click()
  await expect(bodyRows(table(page)).filter({ hasText: 'AWS-RunShellScript' })).toBeVisible()
  await expect(bodyRows(table(page)).filter({ hasText: name })).toHaveCount(0)
  await owners.getByRole('link', { name: 'Mine' }).click()
  await expect(page).toHaveURL(/owner:is:mine|owner%3Ais%3Amine/)
  await filterBox(page).fill(`tag.team=${name}`)
  await filterBox(page).press('Enter')
  await expect(bodyRows(table(page))).toHaveCount(1)
  await page.reload()
  await expect(bodyRows(table(page))).toHaveCount(1)
  await bodyRows(table(page)).getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Parameters of the document' })).toContainText('^[a-z]+$')
  await page.keyboard.press(']')
  await expect(page.getByRole('region', { name: /^Content of/ })).toContainText('"systemctl restart {{ service }}"')
  await page.getByRole('button', { name: 'YAML' }).click()
  await expect(page.getByRole('region', { name: /^Content of/ })).toContainText('schemaVersion: "2.2"')
  await page.keyboard.press('r')
  await expect(page).toHaveURL(/\/commands\/new\?doc=/)
  await expect(page.getByRole('combobox', { name: 'Command document' })).toHaveValue(name)
  await expect(page.getByRole('textbox', { name: /^service/ })).toHaveValue('nginx')
})

test('versions are compared, one becomes the default, and appears live', async ({ page, ssm }) => {
  const name = await givenDocument(ssm)
  await open(page, `/documents/${name}/versions`)
  const rows = bodyRows(table(page, `Versions of ${name}`))
  await expect(rows).toHaveCount(2)
  await rows.filter({ hasText: 'v2' }).getByRole('button', { name: 'Row actions' }).click()
  await page.getByRole('menuitem', { name: 'Compare with the one before' }).click()
  const changes = page.getByRole('list', { name: 'Changes' })
  await expect(changes.getByRole('listitem')).toHaveCount(1)
  await expect(changes).toContainText('mainSteps › restart › inputs › runCommand')
  await page.getByRole('button', { name: 'Text', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Version 1 and Version 2' })).toContainText('systemctl reload')
  await page.goBack()

  await expect(rows).toHaveCount(2)
  await ssm.send(new UpdateDocumentCommand({ Name: name, Content: script('echo third'), DocumentVersion: '$LATEST' }))
  await expect(rows).toHaveCount(3)
  await rows.filter({ hasText: 'v3' }).getByRole('button', { name: 'Row actions' }).click()
  await page.getByRole('menuitem', { name: 'Make it the default' }).click()
  await expect(page.getByRole('dialog')).toContainText('runs version 3 instead of 1')
  await page.getByRole('dialog').getByRole('button', { name: 'Make it the default' }).click()
  await expect(rows.filter({ hasText: 'v3' })).toContainText('default')

  await rows.filter({ hasText: 'v1' }).getByRole('button', { name: 'Row actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete this version' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(name)
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(rows).toHaveCount(2)
})

test('a document is cloned, shared, and deleted by its name', async ({ page, ssm }) => {
  const name = await givenDocument(ssm)
  await open(page, `/documents/${name}/sharing`)
  await page.getByRole('textbox', { name: 'Account id, or all' }).fill('000000000009')
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const shares = page.getByRole('list', { name: 'Shared with' })
  await expect(shares).toContainText('000000000009')
  await page.getByRole('button', { name: 'Stop sharing with 000000000009' }).click()
  await expect(page.getByText('It is private')).toBeVisible()

  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Clone' }).click()
  const copy = `${name}-copy`
  await expect(page.getByRole('textbox', { name: 'Name of the copy' })).toHaveValue(copy)
  await page.getByRole('button', { name: 'Clone', exact: true }).click()
  await expect(page.getByRole('heading', { name: copy, level: 1 })).toBeVisible()

  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Nothing uses it now')
  await dialog.getByRole('textbox').fill(copy)
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible()
})

test('favourites are kept on the server, listed by themselves, and seen by the other window', async ({ page, context, ssm }) => {
  const name = await givenDocument(ssm)
  const other = await context.newPage()
  await open(other, '/documents?f=owner:is:favourites')
  await open(page, `/documents/${name}/overview`)
  await page.getByRole('button', { name: 'Add to favourites' }).click()
  await expect(page.getByRole('button', { name: 'Remove from favourites' })).toHaveAttribute('aria-pressed', 'true')
  const row = bodyRows(table(other)).filter({ hasText: name })
  await expect(row).toBeVisible()
  await expect(row).toContainText('favourite')
  await row.getByRole('button', { name: 'Row actions' }).click()
  await other.getByRole('menuitem', { name: 'Remove from favourites' }).click()
  await expect(row).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Add to favourites' })).toBeVisible()
})

test('the list says when a document ran last and how its runs went, and the page who ran it', async ({ page, ssm }) => {
  const name = await givenDocument(ssm)
  const [node] = await linuxNodesOf(ssm, 'web')
  await open(page, `/documents?q=${name}`)
  const row = bodyRows(table(page)).filter({ hasText: name })
  await expect(row).toBeVisible()
  await ssm.send(new SendCommandCommand({ DocumentName: name, InstanceIds: [node ?? ''] }))
  await expect(row).toContainText('100%')
  await row.getByRole('link', { name, exact: true }).click()
  const runs = page.getByRole('region', { name: 'Runs' })
  await expect(runs).toContainText(owner.email)
  await expect(runs).toContainText('1 of 1 run of the last 30 days succeeded')
  await runs.getByRole('link', { name: 'All runs' }).click()
  await expect(bodyRows(table(page, `Runs of ${name}`))).toHaveCount(1)
  await expect(bodyRows(table(page, `Runs of ${name}`))).toContainText(owner.email)
})

test('rows that arrive wait behind a pill', async ({ page, ssm }) => {
  const name = await givenDocument(ssm)
  const late = `${name}-late`
  await open(page, `/documents?q=${name}`)
  await expect(bodyRows(table(page))).toHaveCount(1)
  await ssm.send(new CreateDocumentCommand({ Name: late, Content: script('echo late'), DocumentType: 'Command' }))
  await page.getByRole('button', { name: '1 new' }).click()
  await expect(bodyRows(table(page))).toHaveCount(2)
})

test('a version is compared with a text that was pasted', async ({ page, ssm }) => {
  const name = await givenDocument(ssm)
  await open(page, `/documents/${name}/versions`)
  await page.getByRole('link', { name: 'Compare with a text' }).click()
  const text = page.getByRole('textbox', { name: 'Text to compare with' })
  await text.fill(script('systemctl try-restart {{ service }}'))
  const changes = page.getByRole('list', { name: 'Changes' })
  await expect(changes.getByRole('listitem')).toHaveCount(1)
  await expect(changes).toContainText('systemctl try-restart')
  await text.fill('mainSteps: [')
  await expect(page.getByRole('main')).toContainText('does not read as a document: line 1')
})

test('sharing with everybody can be blocked for the account', async ({ page, ssm }) => {
  const name = await givenDocument(ssm)
  await open(page, `/documents/${name}/sharing`)
  const block = page.getByRole('switch', { name: /^Block sharing with everybody/ })
  await block.click()
  await expect(block).toBeChecked()
  await page.getByRole('textbox', { name: 'Account id, or all' }).fill('all')
  await expect(page.getByRole('main')).toContainText('Sharing with everybody is blocked')
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeDisabled()
  await block.click()
  await expect(block).not.toBeChecked()
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Shared with' })).toContainText('everybody')
})

test('documents are exported, one as a file and all that match as an archive', async ({ page, ssm }) => {
  const name = await givenDocument(ssm)
  const second = `${name}-second`
  await ssm.send(new CreateDocumentCommand({ Name: second, Content: script('echo 2'), DocumentType: 'Command' }))
  await open(page, `/documents?q=${name}`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Export all that match' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export 2 documents' })
  const archive = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export' }).click()
  expect((await archive).suggestedFilename()).toBe('documents.zip')
  await open(page, `/documents/${name}/overview`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Export' }).click()
  const file = page.waitForEvent('download')
  await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click()
  expect((await file).suggestedFilename()).toBe(`${name}.json`)
  expect(readFileSync(await (await file).path(), 'utf8')).toBe(script('systemctl restart {{ service }}'))
})

test('a test of what is not saved runs again as it was, or leads to the editor', async ({ page, ssm }) => {
  const name = await givenDocument(ssm)
  const [node] = await linuxNodesOf(ssm, 'web')
  await open(page, '/documents')
  const { Command } = await call<{ Command: { CommandId: string } }>(page, 'TryDocument', {
    Name: name,
    Content: script('echo tested'),
    DocumentFormat: 'JSON',
    InstanceIds: [node],
  })
  await open(page, `/commands/${Command.CommandId}`)
  await page.keyboard.press('r')
  await expect(page.getByRole('region', { name: 'The text that was tested' })).toContainText('echo tested')
  await expect(page.getByRole('link', { name: 'Run the saved document' })).toHaveAttribute('href', `/commands/new?doc=${name}`)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Run the same test again' }).dblclick()
  await expect(page).toHaveURL(/\/commands\/[0-9a-f-]{36}/)
  await expect(page).not.toHaveURL(new RegExp(Command.CommandId))
  await open(page, `/documents/${name}/runs`)
  const runs = bodyRows(table(page, `Runs of ${name}`))
  await expect(runs).toHaveCount(2)
  await expect(runs.filter({ hasText: 'test' })).toHaveCount(2)
})

test('what one is writing is linked from the library, and is no document before it is saved', async ({ page }) => {
  await open(page, '/documents')
  await call(page, 'PutDocumentDraft', {
    Name: 'unnamed.Session',
    Content: '{}',
    DocumentFormat: 'JSON',
    DocumentType: 'Session',
    Revision: 0,
  })
  await open(page, '/documents?q=unnamed')
  await expect(page.getByRole('main')).toContainText('No document matches')
  await page.getByRole('button', { name: /^Drafts/ }).click()
  await page.getByRole('menuitem', { name: 'New Session document' }).click()
  await expect(page).toHaveURL(/\/documents\/new\?type=Session$/)
})

test('of more versions than a page any is chosen by its number', async ({ page, ssm }) => {
  test.slow()
  const name = await givenDocument(ssm)
  for (let version = 3; version <= 60; version += 1)
    await ssm.send(new UpdateDocumentCommand({ Name: name, Content: script(`echo ${version}`), DocumentVersion: '$LATEST' }))
  await open(page, `/documents/${name}/content`)
  const picker = page.getByRole('combobox', { name: 'Version' })
  await picker.fill('4')
  await page.getByRole('option', { name: 'v4', exact: true }).click()
  await expect(page.getByRole('region', { name: /^Content of/ })).toContainText('echo 4')
  await expect(page).toHaveURL(/v=4/)
})

test.describe('asking for what is not there', () => {
  // Each of these asks the server for a document that is not there, and is told so.
  test.use({ expectedConsole: [/status of 400/] })

  test('a document that goes while its page is open says so, and nonsense in the address does too', async ({ page, ssm }) => {
    const name = await givenDocument(ssm)
    await open(page, `/documents/${name}/overview`)
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
    await ssm.send(new DeleteDocumentCommand({ Name: name }))
    await expect(page.getByRole('main')).toContainText('This document was deleted just now')
    await open(page, `/documents/${name}/overview`)
    await expect(page.getByRole('main')).toContainText('There is no document of this name')
    await open(page, `/documents/AWS-RunShellScript/content?v=nonsense&format=XML`)
    await expect(page.getByRole('main')).toContainText('The content did not load')
  })

  test('files are imported after a look at what each would do', async ({ page, ssm }) => {
    const name = await givenDocument(ssm)
    const file = (fileName: string, text: string) => ({ name: fileName, mimeType: 'text/plain', buffer: Buffer.from(text) })
    const fresh = `${name}-imported`
    await open(page, '/documents/import')
    await whenAlive(page)
    await page
      .getByLabel('Files to import')
      .setInputFiles([
        file(`${fresh}.json`, script('echo new')),
        file(`${name}.json`, script('echo changed')),
        file('broken.yaml', "schemaVersion: '2.2'\nmainSteps:\n  - name: run\n    action: aws:runShelScript\n"),
      ])
    const row = (text: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: text, exact: true }) })
    await expect(row(`${fresh}.json`)).toContainText('create')
    await expect(row(`${name}.json`)).toContainText('new version')
    await expect(row('broken.yaml')).toContainText('line 4')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Import 2 documents' }).click()
    await expect(row(`${fresh}.json`)).toContainText('Saved as version 1')
    await expect(row(`${name}.json`)).toContainText('Saved as version 3')
    await ssm.send(new DeleteDocumentCommand({ Name: fresh }))
  })
})
