import { ListCommandInvocationsCommand, PutParameterCommand, SendCommandCommand, type SSMClient } from '@aws-sdk/client-ssm'
import type { Page } from '@playwright/test'
import { expectAccessible, expectLegible } from './support/accessible'
import { bodyRows, nodesTable, open } from './support/screens'
import { expect, test } from './support/test'

// Every screen: axe in both themes, no sideways scrolling at 320 px, and something to see with forced colours.
const screens: readonly { name: string; path: (given: Given) => string; ready: (page: Page) => Promise<void> }[] = [
  { name: 'overview', path: () => '/', ready: sees('online') },
  { name: 'nodes', path: () => '/nodes?f=tag.role:is:db&sort=name', ready: sees('db-003') },
  { name: 'nodes with a panel', path: ({ nodeId }) => `/nodes?f=tag.role:is:db&peek=${nodeId}`, ready: sees('Past commands') },
  { name: 'no node matches', path: () => '/nodes?q=no-such-node', ready: sees('No node matches') },
  { name: 'node', path: ({ nodeId }) => `/nodes/${nodeId}/overview`, ready: sees('Quick run') },
  { name: 'node commands', path: ({ nodeId }) => `/nodes/${nodeId}/commands`, ready: sees('Failed') },
  { name: 'node tags', path: ({ nodeId }) => `/nodes/${nodeId}/tags`, ready: sees('Add tag') },
  { name: 'unknown node', path: () => '/nodes/mi-00000000000000000/overview', ready: sees('mi-00000000000000000') },
  { name: 'add nodes', path: () => '/nodes/add', ready: sees('Create install command') },
  { name: 'activations', path: () => '/nodes/activations', ready: sees('21 of 21') },
  { name: 'history', path: () => '/commands', ready: sees('for every screen') },
  { name: 'new command', path: () => '/commands/new?targets=tag:role=db', ready: sees('Delivery time-out, seconds') },
  { name: 'run', path: ({ commandId }) => `/commands/${commandId}`, ready: sees('scripted failure') },
  { name: 'merged output', path: ({ commandId }) => `/commands/${commandId}?view=merged`, ready: sees('scripted failure') },
  {
    name: 'grouped output',
    path: ({ commandId }) => `/commands/${commandId}?view=grouped`,
    ready: sees(/said the same|different answers/),
  },
  { name: 'search', path: ({ commandId }) => `/commands/${commandId}?view=search&q=scripted`, ready: sees('1 line') },
  { name: 'unknown run', path: () => '/commands/00000000-0000-4000-8000-000000000000', ready: sees('There is no such run') },
  { name: 'documents', path: () => '/documents?f=owner:is:built-in', ready: sees('AWS-RunShellScript') },
  { name: 'document', path: () => '/documents/AWS-RunShellScript/overview', ready: sees('workingDirectory') },
  { name: 'document content', path: () => '/documents/AWS-RunShellScript/content', ready: sees('schemaVersion') },
  {
    name: 'unknown document',
    path: () => '/documents/no-such-document/overview',
    ready: sees('There is no document of this name'),
  },
  { name: 'import documents', path: () => '/documents/import', ready: sees('Choose files') },
  { name: 'parameters', path: () => '/parameters?path=/every/screen', ready: sees('SecureString') },
  {
    name: 'parameter',
    path: () => '/parameters/detail?name=/every/screen/secret&tab=history',
    ready: sees('first value'),
  },
  { name: 'unknown parameter', path: () => '/parameters/detail?name=/no/such', ready: sees('There is no parameter') },
  { name: 'new parameter', path: () => '/parameters/new?path=/every', ready: sees('Allowed pattern') },
  { name: 'edit parameter', path: () => '/parameters/edit?name=/every/screen/secret', ready: sees('Keep the present one') },
  { name: 'audit trail', path: () => '/audit', ready: sees('SendCommand') },
  { name: 'access keys', path: () => '/account/keys', ready: sees('Create access key') },
  { name: 'API', path: () => '/settings/api', ready: sees('DescribeInstanceInformation') },
  { name: 'security', path: () => '/account/security', ready: sees('Password') },
  { name: 'users', path: () => '/settings/users', ready: sees('maria@example.net') },
  { name: 'keys', path: () => '/settings/keys', ready: sees('alias/aws/ssm') },
  { name: 'import parameters', path: () => '/parameters/import?path=/screens', ready: sees('Choose file') },
  { name: 'export parameters', path: () => '/parameters/export?path=/screens', ready: sees('With the values of SecureStrings') },
  { name: 'move parameters', path: () => '/parameters/move?path=/screens', ready: sees('There is no parameter below /screens') },
  {
    name: 'compare parameters',
    path: () => '/parameters/compare?left=/screens-a&right=/screens-b',
    ready: sees('No difference'),
  },
  { name: 'change sets', path: () => '/parameters/changes', ready: sees(/No change sets|applied|reverted/) },
  { name: 'nowhere', path: () => '/no/such/page', ready: sees('Overview') },
]

interface Given {
  nodeId: string
  commandId: string
}

test.use({ expectedConsole: [/status of 40[04]/] })

test.describe.configure({ mode: 'parallel' })

for (const { name, path, ready } of screens) {
  test(`screen: ${name}`, async ({ page, ssm }) => {
    const given = await givenRun(ssm)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await open(page, path(given))
    await ready(page)
    await expectAccessible(page)
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await expectLegible(page)
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.setViewportSize({ width: 320, height: 640 })
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await widest(page), 'parts wider than a narrow window').toEqual([])
  })
}

const themes = [
  ['light', expectAccessible],
  ['dark', expectLegible],
] as const

for (const [colorScheme, expectGood] of themes) {
  test(`overlays, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await open(page, '/nodes?f=tag.role:is:db')
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('option').first()).toBeVisible()
    await expectGood(page)
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toContainText('Next row')
    await expectGood(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await bodyRows(nodesTable(page)).first().getByRole('button', { name: 'Row actions' }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    await expectGood(page)
    await page.getByRole('menuitem', { name: 'Deregister' }).click()
    await expect(page.getByRole('dialog')).toContainText('to go on')
    await expectGood(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    // The first rows came with the page; another order is asked for by the browser.
    await page.getByRole('button', { name: 'Name', exact: true }).click()
    await page.keyboard.press('\\')
    await expect(page.getByRole('dialog')).toContainText('ListManagedNodes')
    await expectGood(page)
  })

  test(`dialog of a view, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await open(page, '/nodes?f=tag.role:is:db')
    await page.getByRole('button', { name: /^View:/ }).click()
    await page.getByRole('menuitem', { name: 'Save as a view' }).click()
    await expect(page.getByRole('dialog')).toContainText('Save as a view')
    await expectGood(page)
  })

  test(`list of exports, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await open(page, '/nodes')
    await page.evaluate(() =>
      fetch('/api/aws/quarterdeck/StartExport', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-quarterdeck': '1' },
        body: JSON.stringify({ List: 'nodes', Format: 'csv', Columns: [{ Id: 'name', Header: 'Name' }], Request: {} }),
      }),
    )
    await page.getByRole('button', { name: /^Tasks/ }).click()
    await expect(page.getByRole('dialog').getByText('nodes.csv').first()).toBeVisible()
    await expectGood(page)
  })
}

test('on a phone the navigation is a drawer', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await open(page, '/')
  await page.getByRole('button', { name: 'Navigation' }).click()
  await expect(page.getByRole('dialog')).toContainText('Audit trail')
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('link', { name: 'Run Command' }).click()
  await expect(page.getByRole('heading', { name: 'Run Command', level: 1 })).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()
})

function sees(text: string | RegExp) {
  return async (page: Page) => expect(page.getByRole('main').getByText(text).filter({ visible: true }).first()).toBeVisible()
}

let made: Promise<Given> | undefined

/** One run for all screens of a worker, with failures to show. */
function givenRun(ssm: SSMClient): Promise<Given> {
  made ??= (async () => {
    const { Command } = await ssm.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        Targets: [{ Key: 'tag:role', Values: ['db'] }],
        Parameters: { commands: ['echo hello'] },
        Comment: 'for every screen',
      }),
    )
    const { CommandId = '' } = Command ?? {}
    await ssm.send(new PutParameterCommand({ Name: '/every/screen/secret', Value: 'x', Type: 'SecureString', Overwrite: true }))
    const nodeId = await failedNode(ssm, CommandId)
    return { nodeId, commandId: CommandId }
  })()
  return made
}

async function failedNode(ssm: SSMClient, CommandId: string): Promise<string> {
  let nodeId = ''
  const failures = async () => {
    const filters = { CommandId, Filters: [{ key: 'Status' as const, value: 'Failed' }] }
    const { CommandInvocations = [] } = await ssm.send(new ListCommandInvocationsCommand(filters))
    nodeId = CommandInvocations[0]?.InstanceId ?? ''
    return CommandInvocations.length
  }
  await expect.poll(failures).toBe(3)
  return nodeId
}

/** Elements that stick out of the window without a scroller of their own around them. */
function widest(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      element.id !== 'content' &&
      (/auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
    return [...document.querySelectorAll('main *, header *')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1 && element.checkVisibility())
      .filter((element) => !scrolls(element.parentElement) && getComputedStyle(element).position !== 'fixed')
      .map((element) => `${element.tagName} ${element.className}: ${element.textContent?.slice(0, 60)}`)
  })
}
