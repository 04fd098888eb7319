/** What people do on the screens, in their words. */
import { expect, type Locator, type Page } from '@playwright/test'

/** A press before React has taken over the page is lost, and a test is faster than any person. */
export async function whenAlive(page: Page): Promise<void> {
  const hasReact = () => Object.keys(document.querySelector('h1') ?? {}).some((key) => key.startsWith('__reactProps'))
  await page.waitForFunction(hasReact)
  // The page has its props before its effects have run, and keys are listened to by effects.
  await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())))
}

export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await whenAlive(page)
}

export function nodesTable(page: Page): Locator {
  return page.getByRole('grid', { name: 'Managed nodes' })
}

/** The rows on screen without the header. */
export function bodyRows(table: Locator): Locator {
  return table.getByRole('row').filter({ has: table.page().getByRole('rowheader') })
}

export function filterBox(page: Page): Locator {
  return page.getByRole('combobox', { name: /^Filter/ })
}

export function log(page: Page, name: string | RegExp = /^Output of/): Locator {
  return page.getByRole('log', { name })
}

/** The lines that the log shows, without their numbers. */
export function logLines(page: Page): Promise<string[]> {
  return log(page)
    .locator('[data-index]')
    .evaluateAll((lines) =>
      lines
        .toSorted((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
        .map((line) => line.lastElementChild?.textContent ?? ''),
    )
}

export function script(page: Page): Locator {
  return page.getByRole('textbox', { name: /^commands/ })
}

export async function chooseNode(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Find nodes by name, id, address or tag' }).fill(name)
  await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check()
}

export async function chooseTag(page: Page, key: string, value: string): Promise<void> {
  await page.getByRole('radio', { name: 'Tags', exact: true }).check()
  await page
    .getByRole('textbox', { name: 'Tag key 1' })
    .or(page.getByRole('combobox', { name: 'Tag key 1' }))
    .fill(key)
  const values = new RegExp(`^Values of tag ${key}`)
  await page
    .getByRole('textbox', { name: values })
    .or(page.getByRole('combobox', { name: values }))
    .fill(value)
}

export function preview(page: Page): Locator {
  return page.getByRole('region', { name: 'Preview' })
}

/** Presses Send and waits for the run. `typed`: the number of nodes, where many are asked for. */
export async function send(page: Page, typed?: number): Promise<string> {
  await preview(page).getByRole('button', { name: /^Send/ }).click()
  if (typed !== undefined) {
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: /^Type the number of nodes/ }).fill(String(typed))
    await dialog.getByRole('button', { name: /^Run on/ }).click()
  }
  return runId(page)
}

/** The id of the run that is open, or will be in a moment. */
export async function runId(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/commands\/[0-9a-f-]{36}/)
  return /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? ''
}

/** The state beside the title of a run. */
export function runStatus(page: Page): Locator {
  return page
    .locator('main header')
    .getByText(/^(Queued|Running|Cancelling|Succeeded|Failed|Cancelled|Partly failed|Incomplete|Timed out)$/)
}

/** The text that was copied last. */
export function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}
