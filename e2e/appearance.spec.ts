import { SendCommandCommand, type SSMClient } from '@aws-sdk/client-ssm'
import type { Locator } from '@playwright/test'
import { bodyRows, nodesTable, open } from './support/screens'
import { expect, test } from './support/test'

test.describe('in a German browser', () => {
  test.use({ locale: 'de-DE', timezoneId: 'Europe/Berlin' })

  test('times read as everywhere, and in UTC for who wants that', async ({ page }) => {
    await open(page, '/audit')
    const table = page.getByRole('grid', { name: 'Audit records' })
    const first = bodyRows(table).first().getByRole('rowheader')
    await expect(first).toHaveText(/^\d{1,2} [A-Z][a-z]{2,3} \d{4}, \d\d:\d\d:\d\d (CET|CEST|GMT\+[12])$/)
    await page.getByRole('button', { name: /^Account of/ }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Times in UTC' }).click()
    await expect(first).toHaveText(/\d\d:\d\d:\d\d UTC$/)
    await page.reload()
    await expect(first).toHaveText(/\d\d:\d\d:\d\d UTC$/)
  })
})

test('with text of twice the size, rows are as high as what is in them', async ({ page }) => {
  await page.addInitScript(() =>
    document.addEventListener('DOMContentLoaded', () => document.documentElement.style.setProperty('font-size', '200%')),
  )
  await open(page, '/nodes?sort=name')
  const row = bodyRows(nodesTable(page)).first()
  const name = row.getByRole('link')
  await expect(name).toBeVisible()
  await expect.poll(() => heightOf(row)).toBeGreaterThanOrEqual(64)
  expect(await heightOf(name)).toBeLessThanOrEqual(await heightOf(row))
  const [one, two] = [await topOf(row), await topOf(bodyRows(nodesTable(page)).nth(1))]
  expect(two - one).toBeCloseTo(await heightOf(row), 0)
})

test('at 1280 px no status is cut in history and run', async ({ page, ssm }) => {
  await send(ssm)
  await open(page, '/commands')
  const history = page.getByRole('grid', { name: 'Commands' })
  await expect(bodyRows(history).first()).toBeVisible()
  expect(await cutCells(history, 'status')).toEqual([])
  await bodyRows(history).first().getByRole('link').first().click()
  const nodes = page.getByRole('grid', { name: 'Nodes of this run' })
  await expect(bodyRows(nodes).first()).toBeVisible()
  expect(await cutCells(nodes, 'status')).toEqual([])
})

test('beside an open panel the history drops columns rather than squeezing them', async ({ page, ssm }) => {
  await send(ssm)
  await open(page, '/commands')
  const history = page.getByRole('grid', { name: 'Commands' })
  const header = (name: string) => history.getByRole('columnheader', { name, exact: true })
  await expect(header('Document')).toBeVisible()
  await bodyRows(history).first().focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible()
  await expect(header('Document')).toHaveCount(0)
  await expect(header('Status')).toBeVisible()
  expect(await cutCells(history, 'status')).toEqual([])
})

test('in a narrow window tags and problems keep readable lines', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 })
  await open(page, '/nodes?f=tag.role:is:db&sort=name')
  await bodyRows(nodesTable(page)).first().getByRole('link').first().click()
  await page.getByRole('link', { name: /^Tags/ }).click()
  const value = page.getByRole('list', { name: 'Tags' }).getByText('db', { exact: true })
  await expect(value).toBeVisible()
  expect(await heightOf(value)).toBeLessThan(30)
})

test('what is pressed, chosen and measured shows with forced colours', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await open(page, '/')
  const bar = page.getByRole('region', { name: 'Fleet' }).locator('.bg-ok-solid').first()
  await expect(bar).toHaveCSS('forced-color-adjust', 'none')
  await open(page, '/settings/api')
  const pressed = page.getByRole('button', { name: /^Available/ })
  await expect(pressed).toHaveAttribute('aria-pressed', 'true')
  await expect(pressed).toHaveCSS('outline-style', 'solid')
})

async function send(ssm: SSMClient): Promise<void> {
  const Targets = [{ Key: 'tag:role', Values: ['db'] }]
  const Parameters = { commands: ['echo hello'] }
  await ssm.send(new SendCommandCommand({ DocumentName: 'AWS-RunShellScript', Targets, Parameters, Comment: 'for its widths' }))
}

async function heightOf(element: Locator): Promise<number> {
  return (await element.boundingBox())?.height ?? 0
}

async function topOf(element: Locator): Promise<number> {
  return (await element.boundingBox())?.y ?? 0
}

/** Cells of the column whose words do not fit. */
function cutCells(table: Locator, column: string): Promise<string[]> {
  return table
    .locator(`[data-col="${column}"] .truncate`)
    .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent ?? ''))
}
