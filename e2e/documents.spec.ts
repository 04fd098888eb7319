import { CreateDocumentCommand, DeleteDocumentCommand, type SSMClient, UpdateDocumentCommand } from '@aws-sdk/client-ssm'
import type { Page } from '@playwright/test'
import { expectAccessible, expectLegible } from './support/accessible'
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

// The page of a document that was just deleted, and names that are free for an import, ask for what is not there.
test.use({ expectedConsole: [/status of 400/] })

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

const table = (page: Page, name: string | RegExp = 'Documents') => page.getByRole('grid', { name })

for (const [colorScheme, expectGood] of [
  ['light', expectAccessible],
  ['dark', expectLegible],
] as const) {
  test(`list and detail are accessible, ${colorScheme}`, async ({ page, ssm }) => {
    const name = await givenDocument(ssm)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await open(page, `/documents?q=${name}&peek=${name}`)
    await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Restarts the web servers')
    await expectGood(page)
    for (const [tab, seen] of [
      ['overview', 'Which service'],
      ['overview?parameters=form', 'Reset|service'],
      ['content', 'systemctl restart'],
      ['versions', 'default'],
      ['runs', 'Nobody has run it yet'],
      ['sharing', 'It is private'],
      ['tags', name],
      ['diff?from=1&to=2', '1 change'],
    ] as const) {
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
