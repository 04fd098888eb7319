import { hostname } from 'node:os'
import type { Page } from '@playwright/test'
import { bodyRows, chooseNode, filterBox, log, nodesTable, open, preview, runId, runStatus, script } from './support/screens'
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

test('Enter in the palette never opens what was found for a text before', async ({ page }) => {
  await open(page, '/')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('@web-00')
  await expect(page.getByRole('option', { name: /web-007/ })).toBeVisible()
  // Answers that never come: what is typed next is decided by what is there.
  await page.route('**/ListManagedNodes', () => {})
  await page.keyboard.type('7')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'web-007', level: 1 })).toBeVisible()
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

const dialogs: readonly { name: string; path: string; ask: (page: Page) => Promise<void>; first: string }[] = [
  { name: 'add user', path: '/settings/users', ask: press('Add user'), first: 'Email' },
  { name: 'change password', path: '/account/security', ask: press('Change password'), first: 'Your password' },
  { name: 'two-factor sign-in', path: '/account/security', ask: press('Turn on'), first: 'Your password' },
  { name: 'view', path: '/nodes?f=tag.role:is:db', ask: press('Save as'), first: 'Name' },
  { name: 'rename', path: '/nodes', ask: rename, first: 'Name (optional)' },
  { name: 'deregister', path: '/nodes?f=tag.role:is:db&sort=name', ask: deregister, first: 'Type db-001 to go on' },
]

for (const { name, path, ask, first } of dialogs) {
  test(`the focus goes to the first input of a dialog: ${name}`, async ({ page }) => {
    await open(page, path)
    await ask(page)
    await expect(page.getByRole('dialog').getByLabel(first, { exact: true })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })
}

test('keys of the page do nothing behind a dialog or a menu', async ({ page }) => {
  await open(page, '/account/keys')
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Cancel' }).focus()
  for (const key of ['g', 'n', '\\', '?']) await page.keyboard.press(key)
  await expect(page).toHaveURL(/account\/keys$/)
  await expect(dialog).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'More actions' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('?')
  await expect(dialog).toHaveCount(0)
})

test('Escape closes the palette and not the panel behind it', async ({ page }) => {
  await open(page, '/nodes?f=tag.role:is:db&sort=name')
  await bodyRows(nodesTable(page)).first().focus()
  await page.keyboard.press('Space')
  const panel = page.getByRole('complementary', { name: 'Details' })
  await expect(panel).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Search nodes, commands, pages and actions' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(panel).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.mouse.click(5, 500)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(panel).toBeVisible()
})

test('End and Home take the focus to the last and the first row', async ({ page }) => {
  await open(page, '/nodes?sort=name')
  const table = nodesTable(page)
  await bodyRows(table).first().focus()
  await expect(table).toHaveAttribute('aria-rowcount', /^\d+$/)
  await page.keyboard.press('End')
  const last = Number(await table.getAttribute('aria-rowcount'))
  await expect(table.locator(`[aria-rowindex="${last}"]`)).toBeFocused()
  await page.keyboard.press('Home')
  await expect(table.locator('[aria-rowindex="2"]')).toBeFocused()
})

function press(name: string) {
  return (page: Page) => page.getByRole('button', { name }).first().click()
}

async function rename(page: Page): Promise<void> {
  await bodyRows(nodesTable(page)).first().getByRole('link').first().click()
  await expect(page.getByRole('button', { name: 'Run command' })).toBeVisible()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
}

async function deregister(page: Page): Promise<void> {
  await bodyRows(nodesTable(page)).first().getByRole('button', { name: 'Row actions' }).click()
  await page.getByRole('menuitem', { name: 'Deregister' }).click()
}
