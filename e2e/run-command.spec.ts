import { hostname } from 'node:os'
import type { Locator } from '@playwright/test'
import { ListCommandsCommand, SendCommandCommand, type SSMClient } from '@aws-sdk/client-ssm'
import { bodyRows, chooseNode, chooseTag, copied, log, open, preview, runId, runStatus, script, send } from './support/screens'
import { expect, test } from './support/test'

/** Two answers: the web nodes print, the db nodes fail. */
async function sendToFleet(ssm: SSMClient, comment: string, first = 'echo deployed'): Promise<string> {
  const { Command } = await ssm.send(
    new SendCommandCommand({
      DocumentName: 'AWS-RunShellScript',
      Targets: [{ Key: 'tag:simulated', Values: ['true'] }],
      Parameters: { commands: [first, 'seq 40', 'echo finished'] },
      MaxConcurrency: '100%',
      MaxErrors: '100%',
      Comment: comment,
    }),
  )
  return Command?.CommandId ?? ''
}

test('the preview counts who is hit, and many nodes are confirmed by their number', async ({ page }) => {
  await open(page, '/commands/new')
  await expect(preview(page)).toContainText('Choose targets')
  await chooseTag(page, 'role', 'web')
  await expect(preview(page)).toContainText('19 nodes, 19 online, 0 offline')
  await expect(preview(page)).toContainText('(InvalidParameters)')
  await script(page).fill('echo hello')
  await expect(preview(page)).not.toContainText('(InvalidParameters)')
  await expect(preview(page)).toContainText('19 nodes, 19 online, 0 offline')
  await expect(preview(page)).toContainText('Skipped2')
  await expect(preview(page).locator('code').first()).toContainText('--targets')
  await send(page, 19)
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText('19 succeeded2 skipped')
  await expect(runStatus(page)).toHaveText('Succeeded')
})

test('Send stays where it is while the targets are counted', async ({ page }) => {
  await open(page, '/commands/new')
  const top = async (part: Locator) => (await part.boundingBox())?.y ?? Number.NaN
  const place = async () => (await top(preview(page).getByRole('button', { name: /^Send/ }))) - (await top(preview(page)))
  const before = await place()
  await chooseTag(page, 'role', 'web')
  await expect(preview(page)).toContainText('19 nodes, 19 online, 0 offline')
  expect(await place()).toBe(before)
})

test('a double click sends once, and so does Ctrl+Enter', async ({ page, ssm }) => {
  const sent = async (comment: string) => {
    const { Commands = [] } = await ssm.send(new ListCommandsCommand({}))
    return Commands.filter((command) => command.Comment === comment).length
  }
  await open(page, '/commands/new')
  await chooseNode(page, 'web-001')
  await script(page).fill('echo once')
  await page.getByRole('textbox', { name: 'Comment' }).fill('double click')
  await expect(preview(page)).toContainText('1 node, 1 online')
  await preview(page).getByRole('button', { name: /^Send/ }).dblclick()
  await runId(page)
  await expect(runStatus(page)).toHaveText('Succeeded')
  expect(await sent('double click')).toBe(1)

  await page.keyboard.press('r')
  await expect(page.getByRole('heading', { name: /^Run again/ })).toBeVisible()
  await page.getByRole('textbox', { name: 'Comment' }).fill('by key')
  await expect(preview(page)).toContainText('1 node, 1 online')
  await script(page).press('Control+Enter')
  await expect(page).toHaveURL(/\/commands\/[0-9a-f-]{36}/)
  await expect(runStatus(page)).toHaveText('Succeeded')
  expect(await sent('by key')).toBe(1)
})

test('a long run is stopped, and its script with it', async ({ page, gate }) => {
  await open(page, '/commands/new')
  await script(page).fill(`echo "pid $$"\n${gate.wait('never')}`)
  await chooseNode(page, hostname())
  await send(page)
  await expect(log(page)).toContainText(/pid \d+/)
  const pid = Number(/pid (\d+)/.exec(await log(page).innerText())?.[1])
  expect(isRunning(pid)).toBe(true)
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1 node that runs it is asked to stop')
  await dialog.getByRole('button', { name: 'Stop the run' }).click()
  await expect(runStatus(page)).toHaveText('Cancelled')
  await expect.poll(() => isRunning(pid)).toBe(false)
})

test('output is grouped and compared, and failed nodes get it again', async ({ page, ssm }) => {
  const id = await sendToFleet(ssm, 'grouped')
  await open(page, `/commands/${id}`)
  await expect(runStatus(page)).toHaveText('Incomplete')
  const rows = bodyRows(page.getByRole('grid', { name: 'Nodes of this run' }))
  await expect(rows.first()).toContainText('db-')
  await page.getByRole('button', { name: 'Grouped by output' }).click()
  await expect(page.getByRole('region', { name: 'Group A' })).toContainText('19 nodes')
  await expect(page.getByText(/^22 nodes gave \d+ different answers/)).toBeVisible()
  await page.getByRole('region', { name: 'Group A' }).getByRole('button', { name: 'Compare' }).click()
  await page.getByRole('region', { name: 'Group B' }).getByRole('button', { name: 'Compare' }).click()
  const difference = page.getByRole('region', { name: 'Difference of two groups' })
  await expect(difference).toContainText('finished')
  await expect(difference).toContainText('scripted failure')
  await expect(difference).toContainText(/\d+ changes?/)
  await page.keyboard.press('n')
  await expect(difference).toContainText(/1 of \d+ changes?/)
  await difference.getByRole('button', { name: 'Inline' }).click()
  await expect(difference).toContainText('scripted failure')
  const passOver = page.getByRole('switch', { name: /^Pass over node names/ })
  expect(await checkedAfterPress(passOver)).not.toContain(true)
  await expect(page).toHaveURL(/exact=1/)
  await expect(passOver).not.toBeChecked()
  await expect(page.getByText(/^22 nodes gave \d+ different answers/)).toBeVisible()

  await page.getByRole('button', { name: 'Run again' }).click()
  await page.getByRole('menuitem', { name: 'On 3 nodes that failed' }).click()
  await expect(page.getByRole('heading', { name: 'Run again on failed nodes' })).toBeVisible()
  await expect(preview(page)).toContainText('3 nodes, 3 online')
  await expect(script(page)).toHaveValue(/seq 40/)
  await send(page, 3)
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText('3 failed')
})

test('the nodes of a run are a target of their own, however many', async ({ page, ssm }) => {
  const id = await sendToFleet(ssm, 'to be repeated')
  await open(page, `/commands/${id}`)
  await expect(runStatus(page)).toHaveText('Incomplete')
  const targets = encodeURIComponent(`quarterdeck:command-status:${id}=Failed,Terminated`)
  await open(page, `/commands/new?from=${id}:edit&targets=${targets}`)
  await expect(
    page.getByRole('radio', { name: `Nodes of run ${id.slice(0, 8)} that ended as Failed or Terminated` }),
  ).toBeChecked()
  await expect(preview(page)).toContainText('3 nodes, 3 online')
  await script(page).fill('true')
  await send(page, 3)
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText('3 failed')
})

test('output that comes after a page was chosen does not call the page off', async ({ page, ssm }) => {
  const id = await sendToFleet(ssm, 'chosen before', 'echo first')
  await open(page, '/')
  const output = Promise.withResolvers<void>()
  const form = Promise.withResolvers<void>()
  await page.route('**/GetCommandOutput', (route) => output.promise.then(() => route.continue()))
  await page.route(/commands\/new\?.*_rsc/, (route) => form.promise.then(() => route.continue()))
  await open(page, `/commands/${id}`)
  await page.getByRole('button', { name: 'Run again' }).click()
  const asked = page.waitForRequest(/commands\/new\?.*_rsc/)
  await page.getByRole('menuitem', { name: 'On all targets' }).click()
  await asked
  output.resolve()
  await expect(page).toHaveURL(/#L\d+$/)
  form.resolve()
  await expect(page.getByRole('heading', { name: /^Run again/ })).toBeVisible()
})

test('output is searched, and a line has an address', async ({ page, ssm }) => {
  const id = await sendToFleet(ssm, 'searched', 'echo "deployed on $(hostname)"')
  await open(page, `/commands/${id}?show=succeeded`)
  await expect(runStatus(page)).toHaveText('Incomplete')
  await page.getByRole('button', { name: 'Search', exact: true }).first().click()
  await page.getByRole('searchbox', { name: 'Search the output of all nodes' }).fill('deployed on web-006')
  await page.keyboard.press('Enter')
  const hits = page.getByRole('region', { name: 'Hits on web-006' })
  await expect(hits).toContainText('1 line')
  await hits.getByRole('button', { name: /deployed on/ }).click()
  await expect(page).toHaveURL(/node=mi-\w+#L1$/)
  await expect(log(page, 'Output of web-006')).toContainText('deployed on web-006')

  await page.getByRole('button', { name: 'Line 7', exact: true }).click()
  await page.getByRole('button', { name: 'Line 9', exact: true }).click({ modifiers: ['Shift'] })
  await expect(page).toHaveURL(/#L7-L9$/)
  await page.reload()
  const marked = log(page, 'Output of web-006').locator('.bg-accent-soft')
  await expect(marked).toHaveText(['76', '87', '98'])

  const box = page.getByRole('searchbox', { name: 'Search this output' })
  await box.fill('3')
  await expect(page.getByText('1/13')).toBeVisible()
  await box.press('Enter')
  await expect(page.getByText('2/13')).toBeVisible()
})

test('the command line copied is the request of the run', async ({ page, ssm, trial }) => {
  const id = await sendToFleet(ssm, "it's copied")
  await open(page, `/commands/${id}`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Copy as aws CLI' }).click()
  await expect(page.getByText('Command line copied')).toBeVisible()
  const line = await copied(page)
  expect(line).toContain('aws ssm send-command')
  expect(line).toContain(`--endpoint-url ${trial.secureUrl}`)
  expect(line).toContain('--document-name AWS-RunShellScript')
  expect(line).toContain('tag:simulated')
  expect(line).toContain('--max-errors')
  expect(line).toContain(`'it'\\''s copied'`)
  await page.keyboard.press('Escape')
  await page.keyboard.press('y')
  await expect.poll(() => copied(page)).toContain(`/commands/${id}`)
})

test('a draft comes back after a reload', async ({ page }) => {
  await open(page, '/commands/new')
  await script(page).fill('echo half a thought')
  await chooseTag(page, 'env', 'stage')
  await page.getByRole('textbox', { name: 'Comment' }).fill('not sent')
  await page.reload()
  await expect(page.getByText(/^Your draft from/)).toBeVisible()
  await expect(script(page)).toHaveValue('echo half a thought')
  await expect(page.getByRole('textbox', { name: 'Comment' })).toHaveValue('not sent')
  await expect(preview(page).locator('code').first()).toContainText('tag:env')
  await page.getByRole('button', { name: 'Start over' }).click()
  await expect(script(page)).toHaveValue('')
})

test('nothing is sent that the server would refuse', async ({ page }) => {
  await open(page, '/commands/new')
  await preview(page).getByRole('button', { name: /^Send/ }).click()
  await expect(page.getByText('Choose at least one node, or tags that match some.')).toBeVisible()
  await expect(page).toHaveURL(/\/commands\/new/)
})

test('all nodes in one text, each line with its node', async ({ page, gate }) => {
  await open(page, '/commands/new')
  await script(page).fill(`echo begun\n${gate.wait('end')}\necho ended`)
  await chooseNode(page, hostname())
  await send(page)
  await page.getByRole('button', { name: 'Merged' }).click()
  const merged = log(page, 'Output of all nodes')
  await expect(merged).toContainText('begun')
  await expect(merged).toContainText(hostname())
  const row = bodyRows(page.getByRole('grid', { name: 'Nodes of this run' })).first()
  await expect(row).toContainText(/00:\d\d.*begun/)
  gate.open('end')
  await expect(merged).toContainText('ended')
  await expect(row).toContainText(/\d s.*ended/)
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** What a switch shows from the press on, frame by frame. */
function checkedAfterPress(control: Locator): Promise<boolean[]> {
  return control.evaluate(async (element) => {
    const input = element as HTMLInputElement
    const shown: boolean[] = []
    input.click()
    for (let frame = 0; frame < 20; frame += 1) {
      await new Promise(requestAnimationFrame)
      shown.push(input.checked)
    }
    return shown
  })
}
