/** Everything that matches, far beyond the rows that are loaded, on an installation of its own with a fleet of hundreds. */
import path from 'node:path'
import type { Page } from '@playwright/test'
import { type Installation, launch, owner, root, startInstallation } from './support/installation'
import { open, script } from './support/screens'
import { expect, test as base } from './support/test'

const fleetSize = 320
const startUpMilliseconds = 240_000

const test = base.extend<object, { hundreds: Installation }>({
  hundreds: [
    async ({ playwright: _playwright }, give) => {
      const installation = await startInstallation({ owned: true })
      const { dataDirectory, env } = installation
      const options = ['--nodes', String(fleetSize), '--prefix', 'bulk-', '--state', path.join(dataDirectory, 'fleet')]
      const fleet = launch([path.join(root, 'dist/cli.mjs'), 'fleet', 'start', '--json', ...options], env)
      try {
        await fleet.prints(/"connected"/, startUpMilliseconds)
        await give(installation)
      } finally {
        await fleet.stop()
        await installation.stop()
      }
    },
    { scope: 'worker', timeout: startUpMilliseconds + 60_000 },
  ],
  baseURL: async ({ hundreds }, give) => give(hundreds.url),
  storageState: { cookies: [], origins: [] },
})

test('tags, a command and deregistering reach hundreds of nodes beyond the loaded page', async ({ page, hundreds }) => {
  test.setTimeout(240_000)
  const headers = { origin: hundreds.url }
  const signedIn = await page.request.post('/api/auth/sign-in/email', { data: owner, headers })
  expect(signedIn.ok()).toBe(true)

  await test.step('tags', async () => {
    await selectAll(page, '/nodes?f=name:begins:bulk-', fleetSize)
    await page.getByRole('button', { name: 'Edit tags' }).click()
    const dialog = page.getByRole('dialog', { name: `Edit tags of ${fleetSize} nodes` })
    await dialog.getByRole('textbox', { name: /key/i }).first().fill('wave')
    await dialog.getByRole('textbox', { name: /value/i }).first().fill('one')
    const go = dialog.getByRole('button', { name: `Change ${fleetSize} nodes` })
    await dialog.getByRole('textbox', { name: /number of nodes/ }).fill('100')
    await expect(go).toBeDisabled()
    await dialog.getByRole('textbox', { name: /number of nodes/ }).fill(String(fleetSize))
    await go.click()
    await expect(page.getByText(`Tags changed on ${fleetSize} nodes`)).toBeVisible({ timeout: 60_000 })
    expect(await matching(page, 'tag.wave:is:one')).toHaveLength(fleetSize)
  })

  await test.step('a command on a filter that is no tag', async () => {
    await selectAll(page, '/nodes?f=name:begins:bulk-1', 100)
    await page.getByRole('button', { name: 'Run command' }).click()
    await expect(page).toHaveURL(/targets=quarterdeck/)
    await expect(page.getByRole('radio', { name: 'Nodes with name begins with bulk-1' })).toBeChecked()
    await script(page).fill('true')
    await page.getByRole('button', { name: /^Send/ }).click()
    const dialog = page.getByRole('dialog', { name: /^Run AWS-RunShellScript on \d+ nodes/ })
    // Those that the document is not for are skipped, and so not counted here.
    const [count = ''] = /\d+(?= nodes)/.exec(await dialog.getByRole('heading').innerText()) ?? []
    await dialog.getByRole('textbox').fill(count)
    await dialog.getByRole('button', { name: `Run on ${count} nodes` }).click()
    await expect(page).toHaveURL(/\/commands\/[0-9a-f-]{36}/)
    const { Commands } = await call<{ Commands: { TargetCount: number }[] }>(page, 'ssm/ListCommands', {})
    expect(Commands.map((command) => command.TargetCount)).toEqual([100])
  })

  await test.step('deregistering asks again when the number changed, and then does it', async () => {
    await selectAll(page, '/nodes?f=tag.wave:is:one', fleetSize)
    await page.getByRole('button', { name: 'Deregister' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText(`Deregister ${fleetSize} nodes?`)
    const [spared = ''] = await matching(page, 'tag.wave:is:one')
    const untag = { ResourceType: 'ManagedInstance', ResourceId: spared, TagKeys: ['wave'] }
    await call(page, 'ssm/RemoveTagsFromResource', untag)
    const typed = dialog.getByRole('textbox')
    await typed.fill(`${fleetSize} nodes`)
    await dialog.getByRole('button', { name: 'Deregister' }).click()
    await expect(dialog).toContainText(`${fleetSize} nodes a moment ago, ${fleetSize - 1} now`)
    await expect(dialog.getByRole('button', { name: 'Deregister' })).toBeDisabled()
    await typed.fill(`${fleetSize - 1} nodes`)
    await dialog.getByRole('button', { name: 'Deregister' }).click()
    await expect(page.getByText(`Deregistered ${fleetSize - 1} nodes`)).toBeVisible({ timeout: 60_000 })
    expect(await matching(page, 'name:begins:bulk-')).toEqual([spared])
  })
})

/** Without scrolling: only the first page is loaded. */
async function selectAll(page: Page, address: string, count: number): Promise<void> {
  await open(page, address)
  await page.getByRole('checkbox', { name: 'Select all rows shown' }).click()
  await page.getByRole('button', { name: `Select all ${count} that match` }).click()
}

async function matching(page: Page, filter: string): Promise<string[]> {
  const { Nodes } = await call<{ Nodes: { NodeId: string }[] }>(page, 'quarterdeck/ListManagedNodes', {
    Filters: [filter],
    MaxResults: 500,
  })
  return Nodes.map((node) => node.NodeId)
}

async function call<Answer>(page: Page, operation: string, data: object): Promise<Answer> {
  const answer = await page.request.post(`/api/aws/${operation}`, { data, headers: { 'x-quarterdeck': '1' } })
  expect(answer.status()).toBe(200)
  return (await answer.json()) as Answer
}
