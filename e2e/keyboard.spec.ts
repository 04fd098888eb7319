import { hostname } from 'node:os'
import { chooseNode, filterBox, log, open, preview, runId, runStatus, script } from './support/screens'
import { expect, test } from './support/test'

test('the palette finds pages, nodes and actions, and gives the focus back', async ({ page }) => {
  await open(page, '/')
  const opener = page.getByRole('button', { name: /^Search nodes, commands, pages/ })
  await opener.focus()
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: 'Search nodes, commands, pages and actions' })
  await expect(box).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(box).toBeHidden()
  await expect(opener).toBeFocused()

  await page.keyboard.press('Control+k')
  await box.fill('@web-007')
  await expect(page.getByRole('option', { name: /web-007/ }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'web-007', level: 1 })).toBeFocused()

  await page.keyboard.press('Control+k')
  await box.fill('audit')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Audit trail', level: 1 })).toBeFocused()

  await page.keyboard.press('Control+k')
  await box.fill('>dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('g and a letter go to each screen; ? tells the keys of this one', async ({ page }) => {
  await open(page, '/')
  const places = [
    ['n', 'Nodes'],
    ['r', 'Run Command'],
    ['u', 'Audit trail'],
    [',', 'API'],
    ['o', 'Overview'],
  ] as const
  for (const [key, title] of places) {
    await page.keyboard.press('g')
    await page.keyboard.press(key)
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeFocused()
  }
  await page.keyboard.press('g')
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { name: 'Nodes', level: 1 })).toBeFocused()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keys that work here' })
  await expect(help).toContainText('Next row')
  await expect(help).toContainText('Add nodes')
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
  await page.keyboard.press('/')
  await expect(filterBox(page)).toBeFocused()
  await page.keyboard.type('gn?')
  await expect(filterBox(page)).toHaveValue('gn?')
})

test('Tab reaches the skip link first, and F6 walks through the regions', async ({ page }) => {
  await page.goto('/nodes')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to content' })
  await page.locator('body').press('Control+Home')
  await skip.focus()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await page.keyboard.press('F6')
  await expect(page.getByRole('banner')).toBeFocused()
  await page.keyboard.press('F6')
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeFocused()
  await page.keyboard.press('F6')
  await expect(page.getByRole('main')).toBeFocused()
})

test('dialogs and menus keep the focus in, and give it back', async ({ page }) => {
  await open(page, '/account/keys')
  const create = page.getByRole('button', { name: 'Create access key' }).first()
  await create.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('textbox', { name: 'Description' })).toBeFocused()
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press('Tab')
    await expect(dialog.locator(':focus')).toHaveCount(1)
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(create).toBeFocused()

  const menu = page.getByRole('button', { name: 'More actions' })
  await menu.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: /^Copy link/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toBeFocused()

  await page.keyboard.press('\\')
  await expect(page.getByRole('dialog', { name: 'API calls' })).toContainText('ListAccessKeys')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a command is written, sent and read without a pointer', async ({ page }) => {
  await open(page, '/')
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await expect(page.getByRole('heading', { name: 'Run Command', level: 1 })).toBeFocused()
  await page.keyboard.press('c')
  await expect(page).toHaveURL(/\/commands\/new/)
  await script(page).focus()
  await page.keyboard.type('echo typed by hand')
  await chooseNode(page, hostname())
  await expect(preview(page)).toContainText('1 node, 1 online')
  await page.keyboard.press('Control+Enter')
  await runId(page)
  await expect(runStatus(page)).toHaveText('Succeeded')
  await expect(log(page)).toContainText('typed by hand')
  await page.keyboard.press('r')
  await expect(page.getByRole('heading', { name: /^Run again/ })).toBeVisible()
  await expect(script(page)).toHaveValue('echo typed by hand')
})

test('single keys can be switched off', async ({ page }) => {
  await open(page, '/nodes')
  await page.keyboard.press('?')
  await page.getByRole('switch', { name: /^Single keys/ }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('?')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await expect(page.getByRole('combobox', { name: 'Search nodes, commands, pages and actions' })).toBeFocused()
})
