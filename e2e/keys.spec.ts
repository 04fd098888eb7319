import { PutParameterCommand } from '@aws-sdk/client-ssm'
import type { Page } from '@playwright/test'
import { expectAccessible, expectLegible } from './support/accessible'
import { browserOf, makePerson } from './support/people'
import { bodyRows, open } from './support/screens'
import { expect, test } from './support/test'

const table = (page: Page) => page.getByRole('grid', { name: 'Keys' })
const row = (page: Page, name: string) => bodyRows(table(page)).filter({ hasText: name })
const panel = (page: Page) => page.getByRole('complementary', { name: 'Details' })

async function createKey(page: Page, alias: string): Promise<void> {
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Alias' }).fill(alias)
  await dialog.getByRole('textbox', { name: 'Tags' }).fill('team=pay')
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await expect(dialog).toBeHidden()
  await expect(row(page, `alias/${alias}`)).toContainText('Enabled')
}

test.use({ expectedConsole: [/status of 400/] })

test('a key is made, rotated, disabled, and its deletion scheduled and cancelled', async ({ page, ssm }) => {
  test.setTimeout(120_000)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await open(page, '/settings/keys')
  await expect(row(page, 'alias/aws/ssm')).toContainText('Every 365 days')
  await createKey(page, 'journey')
  await expect(panel(page)).toContainText('team=pay')

  await test.step('what it seals is counted as it changes', async () => {
    await expect(row(page, 'alias/journey')).toContainText('Nothing')
    const put = { Name: '/journey/token', Type: 'SecureString', Value: 'x', KeyId: 'alias/journey' } as const
    await ssm.send(new PutParameterCommand(put))
    await expect(row(page, 'alias/journey')).toContainText('1 parameter')
    await expect(panel(page)).toContainText('/journey/token')
    await expectAccessible(page)
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await expectLegible(page)
  })

  await test.step('rotation: now, and by itself', async () => {
    await panel(page).getByRole('button', { name: 'Rotate now' }).click()
    await expect(panel(page).locator('dl')).toContainText(/Versions\s*2/)
    await panel(page).getByRole('button', { name: 'Turn rotation off' }).click()
    await expect(row(page, 'alias/journey')).toContainText('Off')
  })

  await test.step('aliases come and go', async () => {
    await panel(page).getByRole('button', { name: 'Add alias' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Alias' }).fill('journey')
    await page.getByRole('dialog').getByRole('button', { name: 'Add alias' }).click()
    await expect(page.getByRole('dialog')).toContainText('AlreadyExistsException')
    await page.getByRole('dialog').getByRole('textbox', { name: 'Alias' }).fill('journey-2')
    await page.getByRole('dialog').getByRole('button', { name: 'Add alias' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await panel(page).getByRole('button', { name: 'Remove alias/journey-2' }).click()
    await expect(panel(page).getByRole('listitem').filter({ hasText: 'alias/journey-2' })).toHaveCount(0)
  })

  await test.step('disabling asks for its name, and enabling does not', async () => {
    await panel(page).getByRole('button', { name: 'Disable' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('1 parameter (1 version) cannot be read')
    await expect(dialog).toContainText('/journey/token')
    await expectAccessible(page)
    await expect(dialog.getByRole('button', { name: 'Disable key' })).toBeDisabled()
    await dialog.getByRole('textbox', { name: /^Type/ }).fill('alias/journey')
    await dialog.getByRole('button', { name: 'Disable key' }).click()
    await expect(row(page, 'alias/journey')).toContainText('Disabled')
    await panel(page).getByRole('button', { name: 'Enable' }).click()
    await expect(row(page, 'alias/journey')).toContainText('Enabled')
  })

  await test.step('a deletion is scheduled and cancelled', async () => {
    await panel(page).getByRole('button', { name: 'Schedule deletion' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Deleted after' }).selectOption('7')
    await dialog.getByRole('textbox', { name: /^Type/ }).fill('alias/journey')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Schedule deletion' }).click()
    await expect(row(page, 'alias/journey')).toContainText('Pending deletion')
    await expect(panel(page)).toContainText('Deleted for ever in 7 d')
    await panel(page).getByRole('button', { name: 'Cancel deletion' }).click()
    await expect(row(page, 'alias/journey')).toContainText('Disabled')
  })
})

test('who may only read sees the keys and why nothing can be changed', async ({ browser, trial }) => {
  const person = await makePerson(trial, 'key-viewer@example.net', 'viewer')
  const context = await browserOf(browser, trial, person)
  const page = await context.newPage()
  await open(page, '/settings/keys')
  await expect(row(page, 'alias/aws/ssm')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create key' })).toHaveAttribute('aria-disabled', 'true')
  await row(page, 'alias/aws/ssm').click()
  await expect(panel(page).getByRole('button', { name: 'Rotate now' })).toHaveAttribute('aria-disabled', 'true')
  await context.close()
})
