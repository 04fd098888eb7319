import { hostname } from 'node:os'
import {
  AddTagsToResourceCommand,
  DescribeInstanceInformationCommand,
  RemoveTagsFromResourceCommand,
  SendCommandCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm'
import type { Locator } from '@playwright/test'
import { type CuttableProxy, startProxy } from './support/cuttable-proxy'
import { bodyRows, chooseNode, log, logLines, nodesTable, open, runStatus, script, send } from './support/screens'
import { expect, test as base } from './support/test'

const test = base.extend<{ network: CuttableProxy }>({
  network: async ({ trial }, give) => {
    const network = await startProxy(trial.url)
    await give(network)
    await network.close()
  },
  baseURL: async ({ network }, give) => give(network.url),
})

// What Chromium says by itself about a request that the network broke.
test.use({ expectedConsole: [/Failed to load resource: net::ERR_/] })

const indicator = /^(Live|Reconnecting|Offline|Polling|Connecting)/

/** Ids of web nodes, marked so that a list can show them alone. */
async function markNodes(ssm: SSMClient, mark: string): Promise<readonly string[]> {
  const Filters = [{ Key: 'tag:role', Values: ['web'] }]
  const { InstanceInformationList = [] } = await ssm.send(new DescribeInstanceInformationCommand({ Filters }))
  const ids = InstanceInformationList.slice(0, 3).map(({ InstanceId = '' }) => InstanceId)
  for (const id of ids) await tag(ssm, id, 'mark', mark)
  return ids
}

async function tag(ssm: SSMClient, id: string, key: string, value: string): Promise<void> {
  const Tags = [{ Key: key, Value: value }]
  await ssm.send(new AddTagsToResourceCommand({ ResourceType: 'ManagedInstance', ResourceId: id, Tags }))
}

async function untag(ssm: SSMClient, id: string, key: string): Promise<void> {
  await ssm.send(new RemoveTagsFromResourceCommand({ ResourceType: 'ManagedInstance', ResourceId: id, TagKeys: [key] }))
}

test('a list that lost its connection says so, and is right again afterwards', async ({ page, network, ssm }) => {
  const [first = '', second = ''] = await markNodes(ssm, 'cut')
  await open(page, '/nodes?f=tag.mark:is:cut&sort=id')
  const rows = bodyRows(nodesTable(page))
  await expect(rows).toHaveCount(3)
  const state = page.getByRole('banner').getByText(indicator)
  await expect(state).toHaveText(/^Live/)
  await tag(ssm, first, 'place', 'rack 7')
  await expect(rows.filter({ hasText: first }).getByTitle(/place=rack 7/)).toBeVisible()

  network.cut()
  await expect(state).toHaveText(/^Reconnecting/)
  await tag(ssm, first, 'place', 'rack 8')
  await untag(ssm, second, 'mark')
  network.mend()
  await expect(state).toHaveText(/^Live/, { timeout: 30_000 })
  await expect(rows).toHaveCount(2)
  await expect(rows.filter({ hasText: first }).getByTitle(/place=rack 8/)).toBeVisible()
  await tag(ssm, first, 'place', 'rack 9')
  await expect(rows.filter({ hasText: first }).getByTitle(/place=rack 9/)).toBeVisible()
})

test('output that was printed while the network was away is there once, and complete', async ({ page, network, gate }) => {
  await open(page, '/commands/new')
  await script(page).fill(
    ['echo one', gate.wait('cut'), 'echo two; echo three', gate.wait('mended'), 'echo four', gate.wait('end')].join('\n'),
  )
  await chooseNode(page, hostname())
  await send(page)
  await expect(log(page)).toContainText('one')
  const state = page.getByRole('banner').getByText(indicator)
  network.cut()
  await expect(state).toHaveText(/^Reconnecting/)
  gate.open('cut')
  await expect(log(page)).not.toContainText('two')
  network.mend()
  await expect(state).toHaveText(/^Live/, { timeout: 30_000 })
  await expect(log(page)).toContainText('three')
  gate.open('mended')
  await expect(log(page)).toContainText('four')
  gate.open('end')
  await expect(runStatus(page)).toHaveText('Succeeded')
  expect(await logLines(page)).toEqual(['one', 'two', 'three', 'four'])
})

test('who scrolls up in a log that grows stays at the same line, and follows again by key', async ({ page, gate }) => {
  await open(page, '/commands/new')
  await script(page).fill(
    // Wide enough to be broken into several lines on the screen.
    [
      'for i in $(seq 200); do printf "line $i %0300d\\n" 0; done',
      gate.wait('more'),
      'seq -f "more %g" 50',
      gate.wait('end'),
      'echo over',
    ].join('\n'),
  )
  await chooseNode(page, hostname())
  await send(page)
  await expect(log(page).getByText(/^line 200 /)).toBeInViewport()
  await log(page).hover()
  await page.mouse.wheel(0, -700)
  await expect(page.getByRole('button', { name: 'Jump to end' })).toBeVisible()
  const before = await firstSeen(log(page))
  expect(before.text).toMatch(/^line 1\d\d /)
  gate.open('more')
  await expect(page.getByRole('button', { name: 'Jump to end, 50 new' })).toBeVisible()
  expect(await firstSeen(log(page))).toEqual(before)
  await page.keyboard.press('f')
  await expect(log(page).getByText('more 50', { exact: true })).toBeInViewport()
  const { origin, pathname } = new URL(page.url())
  await open(page, `${origin}${pathname}?view=merged`)
  await expect(log(page, 'Output of all nodes').getByText('more 50')).toBeInViewport()
  await open(page, `${origin}${pathname}`)
  gate.open('end')
  await expect(runStatus(page)).toHaveText('Succeeded')
  await expect(log(page).getByText('over', { exact: true })).toBeInViewport()
})

/** The first line that begins within the log, and how far below its edge, in pixels. */
function firstSeen(shown: Locator): Promise<{ text: string; below: number }> {
  return shown.evaluate((scroller) => {
    const edge = scroller.getBoundingClientRect().top
    const lines = [...scroller.querySelectorAll('[data-index]')].map((line) => ({
      text: (line.lastElementChild?.textContent ?? '').slice(0, 12),
      below: Math.round(line.getBoundingClientRect().top - edge),
    }))
    const [first] = lines.filter(({ below }) => below >= 0).toSorted((a, b) => a.below - b.below)
    return first ?? { text: '', below: -1 }
  })
}

test('tabs share one stream, and each gets what it asked for', async ({ page, context, network, ssm }) => {
  const [first = ''] = await markNodes(ssm, 'shared')
  await open(page, '/nodes?f=tag.mark:is:shared')
  const second = await context.newPage()
  await open(second, `/nodes/${first}/tags`)
  for (const tab of [page, second]) await expect(tab.getByRole('banner').getByText(indicator)).toHaveText(/^Live/)
  await expect.poll(() => network.openStreams()).toBe(1)
  await tag(ssm, first, 'seen', 'by both')
  await expect(
    bodyRows(nodesTable(page))
      .filter({ hasText: first })
      .getByTitle(/seen=by both/),
  ).toBeVisible()
  await second.bringToFront()
  await expect(second.getByRole('listitem').filter({ hasText: 'by both' })).toBeVisible()
  await page.close()
  await tag(ssm, first, 'seen', 'by the other')
  await expect(second.getByRole('listitem').filter({ hasText: 'by the other' })).toBeVisible()
  expect(network.openStreams()).toBe(1)
})

test('without any network it says Offline', async ({ page, context }) => {
  await open(page, '/')
  const state = page.getByRole('banner').getByText(indicator)
  await expect(state).toHaveText(/^Live/)
  await context.setOffline(true)
  await expect(state).toHaveText('Offline')
  await expect(page.getByRole('button', { name: 'Run command' })).toHaveAttribute('aria-disabled', 'true')
  await context.setOffline(false)
  await expect(state).toHaveText(/^Live/)
  await expect(page.getByRole('link', { name: 'Run command' }).last()).toBeVisible()
})

test('live updates are paused and taken up again by key', async ({ page, ssm }) => {
  const [first = ''] = await markNodes(ssm, 'paused')
  await open(page, '/nodes?f=tag.mark:is:paused')
  await expect(page.getByRole('banner').getByText(indicator)).toHaveText(/^Live/)
  const row = bodyRows(nodesTable(page)).filter({ hasText: first })
  await expect(row).toBeVisible()
  await page.keyboard.press('l')
  await expect(page.getByRole('banner').getByText('Paused')).toBeVisible()
  await tag(ssm, first, 'while', 'away')
  await page.keyboard.press('l')
  await expect(row.getByTitle(/while=away/)).toBeVisible()
})

const refusal = { status: 500, json: { __type: 'InternalServerError', message: 'planned by the test' } }

test.describe('when refreshing fails', () => {
  test.use({ expectedConsole: [/status of 500/] })

  test('a run stays on screen', async ({ page, gate }) => {
    await open(page, '/commands/new')
    await script(page).fill(['echo one', gate.wait('end')].join('\n'))
    await chooseNode(page, hostname())
    await send(page)
    await expect(log(page)).toContainText('one')
    await expect(runStatus(page)).toHaveText('Running')
    await page.route(/GetCommandSummary|ListCommandNodes|ListCommandInvocations/, (route) => route.fulfill(refusal))
    gate.open('end')
    await expect(page.getByText('Could not refresh; the rows above may be old')).toBeVisible({ timeout: 30_000 })
    await expect(log(page)).toContainText('one')
    await expect(runStatus(page)).toHaveText('Running')
    await page.unrouteAll()
    await page.getByRole('button', { name: 'Retry' }).click()
    await expect(page.getByText('Could not refresh; the rows above may be old')).toBeHidden()
    await page.reload()
    await expect(runStatus(page)).toHaveText('Succeeded')
  })

  test('tiles of the overview stay, and say that they may be old', async ({ page, ssm }) => {
    const Targets = [{ Key: 'tag:role', Values: ['db'] }]
    const run = (Comment: string) =>
      ssm.send(
        new SendCommandCommand({ DocumentName: 'AWS-RunShellScript', Targets, Parameters: { commands: ['true'] }, Comment }),
      )
    await run('before the trouble')
    await open(page, '/')
    const tile = page.getByRole('region', { name: 'Recent commands' })
    await expect(tile.getByRole('link', { name: 'before the trouble' }).first()).toBeVisible()
    await page.route('**/ListCommands', (route) => route.fulfill(refusal))
    await run('during the trouble')
    await expect(tile.getByText('Recent commands could not be refreshed and may be old')).toBeVisible({ timeout: 30_000 })
    await expect(tile.getByRole('link', { name: 'before the trouble' }).first()).toBeVisible()
    await page.unrouteAll()
    await tile.getByRole('button', { name: 'Retry' }).click()
    await expect(tile.getByRole('link', { name: 'during the trouble' }).first()).toBeVisible()
  })
})
