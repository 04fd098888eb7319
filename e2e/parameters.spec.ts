import {
  DeleteParameterCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  LabelParameterVersionCommand,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm'
import type { Page } from '@playwright/test'
import { expectAccessible, expectLegible } from './support/accessible'
import { browserOf, makePerson } from './support/people'
import { bodyRows, copied, filterBox, open, whenAlive } from './support/screens'
import { expect, test } from './support/test'

let made = 0

/** A path of its own for each journey: a text in two versions, a secret in three, a list. */
async function givenPath(ssm: SSMClient): Promise<string> {
  const path = `/journey-${process.pid}-${(made += 1)}`
  const put = (name: string, Value: string, Type: 'String' | 'StringList' | 'SecureString' = 'String') =>
    ssm.send(new PutParameterCommand({ Name: `${path}/${name}`, Value, Type, Overwrite: true }))
  await put('db/host', 'db1.internal')
  await put('db/host', 'db2.internal')
  for (const value of ['first-secret', 'second-secret', 'second-secret']) await put('db/password', value, 'SecureString')
  await put('api/replicas', 'a.internal,b.internal', 'StringList')
  await put('api/config', '{"retries":3}')
  return path
}

const table = (page: Page, name: string | RegExp = 'Parameters') => page.getByRole('grid', { name })
const row = (page: Page, name: string) => bodyRows(table(page)).filter({ has: page.getByRole('link', { name, exact: true }) })
const detail = (name: string, more = '') => `/parameters/detail?name=${name}${more}`
const value = (page: Page) => page.getByRole('region', { name: 'Value', exact: true })
const item = (page: Page, name: string | RegExp) => page.getByRole('treeitem', { name })
const valueOf = async (ssm: SSMClient, Name: string) =>
  (await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter?.Value

const looks = [
  ['light', expectAccessible],
  ['dark', expectLegible],
] as const

for (const [colorScheme, expectGood] of looks) {
  test(`the list and the forms are accessible, ${colorScheme}`, async ({ page, ssm }) => {
    const path = await givenPath(ssm)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await open(page, `/parameters?path=${path}&peek=${path}/db/password`)
    await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('alias/aws/ssm')
    await expect(item(page, 'db, 2 parameters')).toBeVisible()
    await expectGood(page)
    await open(page, `/parameters?path=${path}&q=nothing-here`)
    await expect(page.getByRole('main')).toContainText('No parameter matches')
    await expectGood(page)
    await open(page, '/parameters/new?path=/prod')
    await page.getByRole('radio', { name: /^SecureString/ }).check()
    await expect(page.getByRole('combobox', { name: 'Key' })).toHaveValue('alias/aws/ssm')
    await page.getByRole('button', { name: 'Add policy' }).click()
    await expectGood(page)
    await open(page, `/parameters/edit?name=${path}/db/host`)
    await page.getByRole('textbox', { name: 'Value' }).fill('db3.internal')
    await expect(page.getByRole('region', { name: 'Change of Value' })).toContainText('db3.internal')
    await expectGood(page)
  })

  test(`a parameter is accessible, ${colorScheme}`, async ({ page, ssm }) => {
    const path = await givenPath(ssm)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const [more, seen] of [
      ['', 'alias/aws/ssm'],
      ['&tab=history', 'first value'],
      ['&tab=labels', 'No labels'],
      ['&tab=references', 'Nothing has referred to it'],
      ['&tab=policies', 'No policies'],
      ['&tab=tags', 'No tags'],
    ] as const) {
      await open(page, detail(`${path}/db/password`, more))
      await expect(page.getByRole('main').getByText(seen).filter({ visible: true }).first()).toBeVisible()
      await expectGood(page)
    }
    await open(page, detail(`${path}/db/host`, '&tab=history&from=1&to=2'))
    await expect(page.getByRole('dialog')).toContainText('db1.internal')
    await expectGood(page)
  })
}

test('parameters are found by the tree, by a typed path, by filters and by the palette', async ({ page, ssm }) => {
  const path = await givenPath(ssm)
  const name = path.slice(1)
  await open(page, '/')
  await page.keyboard.press('g')
  await page.keyboard.press('k')
  await expect(page.getByRole('heading', { name: 'Parameters', level: 1 })).toBeVisible()
  await item(page, `${name}, 4 parameters`).click()
  await expect(page).toHaveURL(new RegExp(`path=.*${name}`))
  await expect(bodyRows(table(page))).toHaveCount(4)
  await expect(row(page, 'db/password')).toContainText('SecureString')
  await expect(row(page, 'db/password')).not.toContainText('secret')
  await expect(row(page, 'db/host')).toContainText('db2.internal')
  await page.getByRole('switch', { name: 'With all below' }).click()
  await expect(page.getByRole('main')).toContainText('No parameter lies right in')
  await page.getByRole('button', { name: 'Show all below' }).click()
  await page.getByRole('textbox', { name: 'Path' }).fill(`${path}/api`)
  await page.getByRole('textbox', { name: 'Path' }).press('Enter')
  await expect(bodyRows(table(page))).toHaveCount(2)
  await filterBox(page).fill('type:StringList')
  await filterBox(page).press('Enter')
  await expect(bodyRows(table(page))).toHaveCount(1)
  await page.reload()
  await expect(bodyRows(table(page))).toHaveCount(1)
  await expect(row(page, 'replicas')).toContainText('a.internal,b.internal')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /^Search/ }).fill(`${path}/db/ho`)
  await page.getByRole('option', { name: new RegExp(`${path}/db/host`) }).click()
  await expect(page.getByRole('heading', { name: 'host', exact: true, level: 1 })).toBeVisible()
  await expect(value(page)).toContainText('db2.internal')
})

test('the tree is walked by keyboard', async ({ page, ssm }) => {
  const path = await givenPath(ssm)
  await open(page, `/parameters?path=${path}`)
  const own = item(page, `${path.slice(1)}, 4 parameters`)
  await expect(own).toHaveAttribute('aria-selected', 'true')
  await expect(own).toHaveAttribute('aria-expanded', 'true')
  await own.focus()
  await page.keyboard.press('ArrowDown')
  await expect(item(page, 'api, 2 parameters')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/db$/)
  await expect(bodyRows(table(page))).toHaveCount(2)
  await expect(item(page, 'db, 2 parameters')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(own).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(own).toHaveAttribute('aria-expanded', 'false')
  await expect(item(page, 'api, 2 parameters')).toBeHidden()
  await page.keyboard.press('ArrowRight')
  await expect(item(page, 'api, 2 parameters')).toBeVisible()
  await page.keyboard.press('Home')
  await expect(item(page, 'All parameters')).toBeFocused()
})

test('what others change is seen in the list and in the tree', async ({ page, ssm }) => {
  const path = await givenPath(ssm)
  await open(page, `/parameters?path=${path}`)
  await expect(row(page, 'db/host')).toContainText('db2.internal')
  await ssm.send(new PutParameterCommand({ Name: `${path}/db/host`, Value: 'db9.internal', Overwrite: true }))
  await expect(row(page, 'db/host')).toContainText('db9.internal')
  await ssm.send(new DeleteParameterCommand({ Name: `${path}/db/password` }))
  await expect(item(page, 'db, 1 parameter')).toBeVisible()
  await expect(row(page, 'db/password')).toHaveCount(0)
})

test('a secret is revealed with a reason, kept in the audit trail and nowhere else', async ({ page, ssm }) => {
  const path = await givenPath(ssm)
  const name = `${path}/db/password`
  await page.clock.install()
  await open(page, detail(name))
  expect(await page.content()).not.toContain('second-secret')
  await page.getByRole('textbox', { name: 'Reason' }).fill('journey of the reveal')
  await page.getByRole('button', { name: 'Reveal 30 s' }).click()
  await expect(value(page)).toContainText('second-secret')
  await value(page).getByRole('button', { name: 'Copy value' }).click()
  expect(await copied(page)).toBe('second-secret')
  expect(page.url() + (await page.title())).not.toContain('second-secret')
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain('second-secret')
  await page.keyboard.press('\\')
  await expect(page.getByRole('dialog')).toContainText('RevealParameter')
  await expect(page.getByRole('dialog')).not.toContainText('second-secret')
  await page.keyboard.press('Escape')
  await page.clock.runFor(31_000)
  await expect(value(page)).not.toContainText('second-secret')
  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('v')
  await expect(value(page)).toContainText('second-secret')
  await page.keyboard.press('v')
  await expect(value(page)).not.toContainText('second-secret')
  await open(page, '/audit?f=action:is:RevealParameter')
  await bodyRows(page.getByRole('grid')).first().click()
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('RevealParameter')
  expect(await page.content()).not.toContain('second-secret')
})

test('versions are compared, and an earlier value is put back', async ({ page, ssm }) => {
  const path = await givenPath(ssm)
  await open(page, detail(`${path}/db/host`))
  await page.keyboard.press('h')
  const versions = bodyRows(table(page, /^Versions of/))
  await expect(versions).toHaveCount(2)
  await versions.filter({ hasText: 'v2' }).getByRole('button', { name: 'Row actions' }).click()
  await page.getByRole('menuitem', { name: 'Compare with the one before' }).click()
  await expect(page.getByRole('region', { name: 'Version 1 and Version 2' })).toContainText('db1.internal')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await versions.filter({ hasText: 'v1' }).getByRole('button', { name: 'Row actions' }).click()
  await page.getByRole('menuitem', { name: 'Restore its value' }).click()
  await expect(page.getByRole('dialog')).toContainText('as version 3')
  await expect(page.getByRole('dialog')).toContainText('aws ssm put-parameter')
  await page.getByRole('dialog').getByRole('button', { name: 'Restore version 1' }).click()
  await expect(versions).toHaveCount(3)
  expect(await valueOf(ssm, `${path}/db/host`)).toBe('db1.internal')
})

test('of a secret the history says equal or changed, and an old one is put back unseen', async ({ page, ssm }) => {
  const path = await givenPath(ssm)
  const name = `${path}/db/password`
  await open(page, detail(name, '&tab=history'))
  const versions = bodyRows(table(page, /^Versions of/))
  await expect(versions.filter({ hasText: 'v3' })).toContainText('equal')
  await expect(versions.filter({ hasText: 'v2' })).toContainText('changed')
  await versions.filter({ hasText: 'v1' }).getByRole('button', { name: 'Row actions' }).click()
  await page.getByRole('menuitem', { name: 'Compare with the newest' }).click()
  await expect(page.getByRole('dialog')).toContainText('Both values are hidden')
  await page.getByRole('button', { name: 'Reveal both, 30 s' }).click()
  await expect(page.getByRole('region', { name: 'Version 1 and Version 3' })).toContainText('first-secret')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await versions.filter({ hasText: 'v1' }).getByRole('button', { name: 'Row actions' }).click()
  await page.getByRole('menuitem', { name: 'Restore its value' }).click()
  await expect(page.getByRole('dialog')).not.toContainText('first-secret')
  await page.getByRole('dialog').getByRole('button', { name: 'Restore version 1' }).click()
  await expect(versions).toHaveCount(4)
  expect(await valueOf(ssm, name)).toBe('first-secret')
})

test('a label moves after saying who is affected, and moves back', async ({ page, ssm }) => {
  const path = await givenPath(ssm)
  const Name = `${path}/db/host`
  await ssm.send(new LabelParameterVersionCommand({ Name, ParameterVersion: 1, Labels: ['live'] }))
  await open(page, detail(Name, '&tab=labels'))
  const labels = page.getByRole('list', { name: 'Labels' })
  await expect(labels).toContainText('version 1')
  await labels.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(page.getByRole('dialog')).toContainText('live 1 -> 2, nothing has referred to it in the last 90 days')
  await page.getByRole('dialog').getByRole('button', { name: 'Move label' }).click()
  await expect(labels).toContainText('version 2')
  expect(await valueOf(ssm, `${Name}:live`)).toBe('db2.internal')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(labels).toContainText('version 1')
})

test('a parameter is created, edited with its difference in view, and deleted by its name', async ({ page, ssm }) => {
  const path = await givenPath(ssm)
  const Name = `${path}/new/config`
  await open(page, `/parameters?path=${path}`)
  await page.keyboard.press('c')
  await expect(page.getByRole('heading', { name: 'Create parameter', level: 1 })).toBeVisible()
  await whenAlive(page)
  await page.getByRole('textbox', { name: 'Name' }).fill(`${path}/new/con fig`)
  await expect(page.getByText('Letters, digits and _ . - between slashes.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill(Name)
  const text = page.getByRole('textbox', { name: 'Value' })
  await text.fill('{"a":')
  await expect(page.getByText(/It begins as JSON does, but is none/)).toBeVisible()
  await text.fill('{"a":1}')
  await page.getByRole('button', { name: 'Format JSON' }).click()
  await expect(text).toHaveValue('{\n  "a": 1\n}')
  await page.reload()
  await expect(page.getByText('What you typed before')).toBeVisible()
  await expect(text).toHaveValue('{\n  "a": 1\n}')
  await page.getByRole('button', { name: 'Add tag' }).click()
  await page.getByRole('textbox', { name: 'Key of tag 1' }).fill('team')
  await page.getByRole('textbox', { name: 'Value of tag 1' }).fill('ops')
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('aws ssm put-parameter')
  await page.getByRole('button', { name: 'Create parameter' }).click()
  await expect(page.getByRole('heading', { name: 'config', exact: true, level: 1 })).toBeVisible()
  expect(await valueOf(ssm, Name)).toBe('{\n  "a": 1\n}')

  await page.keyboard.press('e')
  await expect(page.getByRole('heading', { name: 'Edit config', level: 1 })).toBeVisible()
  await whenAlive(page)
  await text.fill('{\n  "a": 2\n}')
  await page.getByRole('textbox', { name: /^Description/ }).fill('of the service')
  await expect(page.getByRole('region', { name: 'Change of Value' })).toContainText('"a": 2')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: 'config', exact: true, level: 1 })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('of the service')
  expect(await valueOf(ssm, Name)).toContain('2')

  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('What reads it fails from then on')
  await dialog.getByRole('textbox').fill(Name)
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL(/path=.*new$/)
  await expect(ssm.send(new GetParameterCommand({ Name }))).rejects.toThrow(/not found/)
})

test('the value of a secret stays while its description changes, and a new one is never on screen', async ({ page, ssm }) => {
  const path = await givenPath(ssm)
  const Name = `${path}/db/password`
  await open(page, `/parameters/edit?name=${Name}`)
  await page.getByRole('textbox', { name: /^Description/ }).fill('of the database')
  await page.getByRole('button', { name: 'Save version' }).click()
  await expect(page.getByRole('heading', { name: 'password', exact: true, level: 1 })).toBeVisible()
  expect(await valueOf(ssm, Name)).toBe('second-secret')
  await open(page, `/parameters/edit?name=${Name}`)
  await page.getByRole('radio', { name: 'Type a new one' }).check()
  await page.getByRole('textbox', { name: 'New value' }).fill('third-secret')
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('"$VALUE"')
  await expect(page.getByRole('region', { name: 'Preview' })).not.toContainText('third-secret')
  await page.getByRole('button', { name: 'Save version' }).click()
  await expect(page.getByRole('heading', { name: 'password', exact: true, level: 1 })).toBeVisible()
  const { Parameters = [] } = await ssm.send(new GetParameterHistoryCommand({ Name, WithDecryption: true }))
  expect(Parameters.map(({ Value }) => Value).slice(-2)).toEqual(['second-secret', 'third-secret'])
})

test('an edit of an old version asks to merge, and overwrites nothing', async ({ page, ssm }) => {
  const path = await givenPath(ssm)
  const Name = `${path}/db/host`
  await open(page, `/parameters/edit?name=${Name}`)
  await page.getByRole('textbox', { name: 'Value' }).fill('mine.internal')
  await ssm.send(new PutParameterCommand({ Name, Value: 'theirs.internal', Description: 'theirs', Overwrite: true }))
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByRole('textbox', { name: /^Description/ })).toHaveValue('theirs')
  await expect(page.getByRole('textbox', { name: 'Value' })).toHaveValue('mine.internal')
  const asked = page.getByRole('list', { name: 'Changed on both sides' })
  await asked.getByRole('button', { name: 'Take theirs' }).click()
  await expect(page.getByRole('textbox', { name: 'Value' })).toHaveValue('theirs.internal')
  await expect(asked).toBeHidden()
  await page.getByRole('textbox', { name: 'Value' }).fill('both.internal')
  await page.getByRole('button', { name: 'Save version' }).click()
  await expect(page.getByRole('heading', { name: 'host', exact: true, level: 1 })).toBeVisible()
  expect(await valueOf(ssm, Name)).toBe('both.internal')
})

test('a viewer sees names and clear values, reveals nothing and changes nothing', async ({ browser, trial, ssm }) => {
  const path = await givenPath(ssm)
  const person = await makePerson(trial, 'parameter-reader@example.net', 'viewer')
  const context = await browserOf(browser, trial, person)
  const page = await context.newPage()
  await open(page, `/parameters?path=${path}`)
  await expect(row(page, 'db/host')).toContainText('db2.internal')
  await expect(page.getByRole('button', { name: 'Create parameter' })).toHaveAttribute('aria-disabled', 'true')
  await open(page, detail(`${path}/db/password`))
  await expect(page.getByRole('button', { name: 'Reveal 30 s' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Reveal 30 s' }).hover()
  await expect(page.getByText('Your role is viewer: it may not read secrets.')).toBeVisible()
  await open(page, detail(`${path}/db/password`, '&tab=history'))
  await expect(bodyRows(table(page, /^Versions of/)).filter({ hasText: 'v3' })).toContainText('not known')
  const headers = { 'x-quarterdeck': '1' }
  const answer = await page.request.post('/api/aws/quarterdeck/RevealParameter', {
    data: { Name: `${path}/db/password` },
    headers,
  })
  expect(await answer.text()).toContain('may not read secrets')
  await context.close()
})

test('a parameter that is gone says so, with what referred to it', async ({ page }) => {
  await open(page, detail('/no/such/parameter'))
  await expect(page.getByRole('main')).toContainText('There is no parameter of this name')
  await expect(page.getByRole('link', { name: 'What lies beside it' })).toHaveAttribute('href', '/parameters?path=/no/such')
})

test('from a path one goes on to its export, its move and the change sets', async ({ page, ssm }) => {
  const path = await givenPath(ssm)
  const go = async (label: string, title: string | RegExp): Promise<void> => {
    await open(page, `/parameters?path=${path}/db`)
    await page.getByRole('button', { name: 'More actions' }).first().click()
    await page.getByRole('menuitem', { name: label, exact: true }).click()
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
  }
  await go('Export', /^Export/)
  await expect(page).toHaveURL(/export\?path=.*db$/)
  await go('Move', /^Move/)
  await go('Change sets', 'Change sets')
})
