import { GetParameterCommand, LabelParameterVersionCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm'
import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { expectAccessible, expectLegible } from './support/accessible'
import { browserOf, makePerson } from './support/people'
import { bodyRows, open } from './support/screens'
import { expect, test } from './support/test'

test.use({ expectedConsole: [/status of 40[034]/] })

const put = (ssm: SSMClient, Name: string, Value: string, Type: 'String' | 'SecureString' = 'String') =>
  ssm.send(new PutParameterCommand({ Name, Value, Type, Overwrite: true }))
const valueOf = async (ssm: SSMClient, Name: string) =>
  (await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter?.Value
const line = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
const inBothThemes = async (page: Page) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await expectLegible(page)
}

test('a file is imported after a look at what it would do, and taken back', async ({ page, ssm }) => {
  test.setTimeout(120_000)
  await put(ssm, '/imp/DB_HOST', 'db1')
  await put(ssm, '/imp/MODE', 'blue')
  await open(page, '/parameters/import?path=/imp')
  const buffer = Buffer.from('DB_HOST=db2\nMODE=blue\nDB_PASSWORD="hunter two"\nbad name=1\nPORT=5432\nA%B=1\n')
  await page.getByLabel('File to import').setInputFiles({ name: 'prod.env', mimeType: 'text/plain', buffer })

  await test.step('each line says what it would do', async () => {
    await expect(page.getByText('1 line was not read')).toBeVisible()
    await expect(line(page, '/imp/DB_HOST')).toContainText(/change.*db1.*db2/s)
    await expect(line(page, '/imp/MODE')).toContainText('same')
    await expect(line(page, '/imp/PORT')).toContainText('create')
    await expect(line(page, '/imp/A%B')).toContainText('error')
    await expect(line(page, '/imp/DB_PASSWORD')).toContainText('********')
    await expect(page.getByRole('main')).not.toContainText('hunter two')
    await expect(page.getByRole('combobox', { name: 'Type of /imp/DB_PASSWORD' })).toHaveValue('SecureString')
    await inBothThemes(page)
  })

  await test.step('what is left out stays as it is, the rest is one change', async () => {
    await page.getByRole('checkbox', { name: 'create /imp/PORT' }).uncheck()
    await page.getByRole('button', { name: 'Apply 2 changes' }).click()
    await expect(page.getByText('Done: 1 created, 1 changed.')).toBeVisible()
    expect(await valueOf(ssm, '/imp/DB_HOST')).toBe('db2')
    expect(await valueOf(ssm, '/imp/DB_PASSWORD')).toBe('hunter two')
    await expect(valueOf(ssm, '/imp/PORT')).rejects.toMatchObject({ name: 'ParameterNotFound' })
  })

  await test.step('reverting refuses what was changed since, and puts back the rest', async () => {
    await page.getByRole('link', { name: 'Change set and Revert' }).click()
    const details = page.getByRole('complementary', { name: 'Details' })
    await expect(details).toContainText('was db1')
    await inBothThemes(page)
    await put(ssm, '/imp/DB_PASSWORD', 'another', 'SecureString')
    await details.getByRole('button', { name: 'Revert' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('it is at version 2, and version 1 was expected')
    await inBothThemes(page)
    await dialog.getByRole('button', { name: 'Revert 1 of 2' }).click()
    await expect(dialog).toBeHidden()
    expect(await valueOf(ssm, '/imp/DB_HOST')).toBe('db1')
    const sets = bodyRows(page.getByRole('grid', { name: 'Change sets' })).filter({ hasText: 'Import prod.env' })
    await expect(sets.filter({ hasNotText: 'Revert:' })).toContainText('reverted')
  })
})

test('a pasted text is read, and a change by somebody else is shown before it is overwritten', async ({ page, ssm }) => {
  await open(page, '/parameters/import?path=/paste')
  await page.getByRole('button', { name: 'Paste text' }).click()
  await page.getByRole('textbox', { name: 'Text to import' }).fill('{"a": {"b": 1.10}, "list": ["x", "y"]}')
  await page.getByRole('button', { name: 'Read the text' }).click()
  await expect(line(page, '/paste/a/b')).toContainText(/create.*1\.10/s)
  await expect(line(page, '/paste/list')).toContainText('StringList')
  await put(ssm, '/paste/a/b', 'theirs')
  await expect(line(page, '/paste/a/b')).toContainText(/change.*theirs.*1\.10/s)
})

test('a subtree is exported, with secrets only when asked for', async ({ page, ssm }) => {
  await put(ssm, '/exp/db/host', 'h')
  await put(ssm, '/exp/db/pw', 'planted', 'SecureString')
  await open(page, '/parameters/export?path=/exp')
  await inBothThemes(page)
  const download = async () => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export', exact: true }).click(),
    ])
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
  }
  expect(await download()).toEqual({ name: 'exp.json', text: '{\n  "db/host": "h"\n}\n' })
  await expect(page.getByText('1 SecureString was left out.')).toBeVisible()
  await page.getByRole('checkbox', { name: /^With the values of SecureStrings/ }).check()
  await page.getByRole('textbox', { name: 'Reason' }).fill('moving house')
  await page.getByRole('radio', { name: /^\.env/ }).check()
  expect(await download()).toEqual({ name: 'exp.env', text: 'DB_HOST=h\nDB_PW=planted\n' })
  await open(page, '/audit?q=ExportParameters')
  await expect(page.getByRole('main')).toContainText('ExportParameters')
})

test('a subtree moves with its labels as one change', async ({ page, ssm }) => {
  await put(ssm, '/old/a', 'one')
  await put(ssm, '/old/deep/pw', 'planted', 'SecureString')
  await ssm.send(new LabelParameterVersionCommand({ Name: '/old/a', Labels: ['live'] }))
  await open(page, '/parameters/move?path=/old')
  await page.getByRole('textbox', { name: 'Goes below' }).fill('/old/in')
  await expect(page.getByText('A subtree cannot go into itself.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Goes below' }).fill('/new')
  await expect(line(page, '/new/deep/pw')).toContainText(/create.*\*{8}/s)
  await expect(line(page, '/old/a')).toContainText('delete')
  await inBothThemes(page)
  await page.getByRole('button', { name: 'Apply 4 changes' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('2 to create, 2 to delete')
  await dialog.getByRole('textbox', { name: /^Type/ }).fill('/old')
  await dialog.getByRole('button', { name: 'Apply 4 changes' }).click()
  await expect(page.getByText('Done: 2 created, 2 deleted.')).toBeVisible()
  expect(await valueOf(ssm, '/new/a:live')).toBe('one')
  expect(await valueOf(ssm, '/new/deep/pw')).toBe('planted')
  await expect(valueOf(ssm, '/old/a')).rejects.toMatchObject({ name: 'ParameterNotFound' })
})

test('two paths are compared, and the difference is copied to the right', async ({ page, ssm }) => {
  for (const side of ['/cmp-l', '/cmp-r']) await put(ssm, `${side}/same`, 'x')
  await put(ssm, '/cmp-l/host', 'h1')
  await put(ssm, '/cmp-r/host', 'h2')
  await put(ssm, '/cmp-l/pw', 'planted-1', 'SecureString')
  await put(ssm, '/cmp-r/pw', 'planted-2', 'SecureString')
  await put(ssm, '/cmp-r/extra', 'e')
  await open(page, '/parameters/compare?left=/cmp-l&right=/cmp-r')
  await expect(line(page, 'host')).toContainText(/changed.*h1.*h2/s)
  await expect(line(page, 'pw')).toContainText(/changed.*\*{8}/s)
  await expect(line(page, 'extra')).toContainText('only right')
  await expect(line(page, 'same')).toHaveCount(0)
  await inBothThemes(page)
  await page.getByRole('button', { name: /^All/ }).click()
  await expect(line(page, 'same')).toContainText('equal')
  await page.getByRole('checkbox', { name: 'Copy host' }).check()
  await page.getByRole('checkbox', { name: 'Copy pw' }).check()
  await page.getByRole('button', { name: 'Copy 2 to the right' }).click()
  await expect(line(page, '/cmp-r/host')).toContainText('change')
  await page.getByRole('button', { name: 'Apply 2 changes' }).click()
  await expect(page.getByText('Done: 2 changed.')).toBeVisible()
  expect(await valueOf(ssm, '/cmp-r/pw')).toBe('planted-1')
  await expect(line(page, 'pw')).toContainText('equal')
  await page.getByRole('combobox', { name: 'Right versions' }).selectOption('label')
  await page.getByRole('textbox', { name: 'Right label' }).fill('live')
  await expect(line(page, 'host')).toContainText('only left')
  await expect(page.getByRole('button', { name: /to the right$/ })).toHaveAttribute('aria-disabled', 'true')
})

test('who may only read looks, and changes nothing', async ({ browser, trial, ssm }) => {
  await put(ssm, '/look/pw', 'planted', 'SecureString')
  const person = await makePerson(trial, 'bulk-viewer@example.net', 'viewer')
  const context = await browserOf(browser, trial, person)
  const page = await context.newPage()
  await open(page, '/parameters/export?path=/look')
  await expect(page.getByRole('checkbox', { name: /^With the values/ })).toBeDisabled()
  await open(page, '/parameters/import?path=/look')
  await page.getByRole('button', { name: 'Paste text' }).click()
  await page.getByRole('textbox', { name: 'Text to import' }).fill('pw: x')
  await page.getByRole('button', { name: 'Read the text' }).click()
  await expect(line(page, '/look/pw')).toContainText('not authorized')
  await context.close()
})
