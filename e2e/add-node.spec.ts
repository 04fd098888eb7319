import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from '@playwright/test'
import { launch } from './support/installation'
import { bodyRows, log, nodesTable, open } from './support/screens'
import { expect, test as base } from './support/test'

const run = promisify(execFile)

const secondMachine = 'second-machine'

const test = base.extend<{ home: string }>({
  home: async ({ playwright: _playwright }, give) => {
    const home = mkdtempSync(path.join(tmpdir(), 'qd-second-'))
    await give(home)
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  },
})

function installLine(page: Page): Locator {
  return page.getByRole('region', { name: 'Install', exact: true }).locator('pre')
}

/** The copied line, for an account that may not sudo: the same download, the same checks, into a home of its own. */
function withoutRoot(line: string): string {
  return line.replace(/\| \$\(.*\) sh -s --/, '| sh -s -- --user --no-start')
}

test('a second machine joins with one copied line, works, and leaves', async ({ page, home }) => {
  test.setTimeout(120_000)
  const name = secondMachine
  await open(page, '/nodes/add')
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('button', { name: 'Create install command' }).click()
  const line = await installLine(page).innerText()
  const waiting = page.getByRole('region', { name: 'New nodes' })
  await expect(waiting).toContainText('Waiting for nodes')

  const installed = await run('sh', ['-c', withoutRoot(line)], { env: { ...process.env, HOME: home } })
  expect(installed.stdout).toContain('installed')
  await expect(waiting.getByRole('link', { name })).toBeVisible()
  await expect(waiting).toContainText('Connecting')
  const program = path.join(home, '.quarterdeck-agent/program')
  const state = path.join(home, '.quarterdeck-agent')
  const agent = launch([path.join(program, 'agent.mjs'), 'run', '--state', state], { ...process.env, HOME: home })
  await expect(waiting.getByText('Online', { exact: true })).toBeVisible()
  await waiting.getByRole('button', { name: 'Test command' }).click()
  await expect(log(page)).toContainText('Linux')

  await waiting.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Deregister' }).click()
  const dialog = page.getByRole('dialog')
  const go = dialog.getByRole('button', { name: 'Deregister' })
  await expect(go).toBeDisabled()
  await dialog.getByRole('textbox', { name: /^Type/ }).fill('another')
  await expect(go).toBeDisabled()
  await dialog.getByRole('textbox', { name: /^Type/ }).fill(name)
  await go.click()
  await expect(page.getByText(/^Deregistered/).first()).toBeVisible()
  await expect(page.getByText('These are its last facts')).toBeVisible()
  await open(page, '/nodes?q=' + name)
  await expect(page.getByText('No node matches')).toBeVisible()
  await expect(bodyRows(nodesTable(page))).toHaveCount(0)
  await agent.stop()
})

test('an activation is listed and deleted', async ({ page }) => {
  await open(page, '/nodes/activations')
  const rows = bodyRows(page.getByRole('grid'))
  await expect(rows.filter({ hasText: '21 of 21' })).toContainText('simulated-node')
  await open(page, '/nodes/add')
  await page.keyboard.press('Control+Enter')
  await expect(installLine(page)).toContainText('--ca-fingerprint')
  await page.getByRole('main').getByRole('link', { name: 'Activations' }).click()
  await expect(page.getByRole('heading', { name: 'Activations' })).toBeVisible()
  const unused = rows.filter({ hasText: '0 of 1' }).filter({ hasNotText: secondMachine })
  await expect(unused).toHaveCount(1)
  await unused.getByRole('button', { name: 'Row actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Delete/ })
    .click()
  await expect(unused).toHaveCount(0)
})
