import { hostname } from 'node:os'
import { GetDocumentCommand, UpdateDocumentCommand, type SSMClient } from '@aws-sdk/client-ssm'
import type { Page } from '@playwright/test'
import { expectAccessible, expectLegible } from './support/accessible'
import { log, open } from './support/screens'
import { expect, test } from './support/test'

const wanted = `schemaVersion: "2.2"
description: What this document does.
mainSteps:
  - action: aws:runShellScript
    name: sayHello
    inputs:
      runCommand:
        - echo "hello from $(hostname)"
  - action: aws:runShellScript
    name: sayBye
    inputs:
      runCommand:
        - echo bye
`

const editor = (page: Page) => page.getByRole('textbox', { name: 'Text of the document' })
const outline = (page: Page) => page.getByRole('region', { name: 'Outline' })
const steps = (page: Page) => outline(page).getByRole('listbox', { name: 'Steps' })
const graph = (page: Page) => page.getByRole('region', { name: 'Graph' })

/** What a journey before this one may have left. */
async function forgetDraft(page: Page, Name: string): Promise<void> {
  await page.request.post('/api/aws/quarterdeck/DeleteDocumentDraft', { data: { Name }, headers: { 'x-quarterdeck': '1' } })
}

async function openNew(page: Page, name: string, type: 'Command' | 'Automation' = 'Command'): Promise<void> {
  await forgetDraft(page, `unnamed.${type}`)
  await open(page, `/documents/new?type=${type}`)
  await expect(page.locator('.monaco-editor').first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
}

/** Pasted: what is typed is indented by the editor. */
async function write(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await editor(page).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+v')
}

async function textOf(page: Page): Promise<string> {
  await editor(page).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  return page.evaluate(() => navigator.clipboard.readText())
}

async function create(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Create document/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create document' }).click()
  await expect(page).toHaveURL(new RegExp(`/documents/${name}/edit`))
}

async function saved(ssm: SSMClient, Name: string): Promise<string | undefined> {
  return (await ssm.send(new GetDocumentCommand({ Name, DocumentFormat: 'YAML', DocumentVersion: '$LATEST' }))).Content
}

/** The form of the step that was just added. */
async function fillStep(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  const form = page.getByRole('form', { name: 'Step runShellScript' })
  await form.getByRole('textbox', { name: /^runCommand/ }).fill('echo bye')
  await form.getByRole('textbox', { name: /^name/ }).fill('sayBye')
  await form.getByRole('textbox', { name: /^name/ }).press('Enter')
  await expect(page.getByRole('form', { name: 'Step sayBye' })).toBeVisible()
}

test('a document written by text only is saved as written', async ({ page, ssm }) => {
  await openNew(page, 'by-text')
  await write(page, wanted)
  await create(page, 'by-text')
  expect(await saved(ssm, 'by-text')).toBe(wanted)
})

test('the same document by outline and keyboard only, and undo takes back each step', async ({ page, ssm }) => {
  await openNew(page, 'by-keys')
  await steps(page).focus()
  await page.keyboard.press('Insert')
  await page.getByRole('combobox', { name: 'Find an action' }).fill('runshell')
  await page.keyboard.press('Enter')
  await expect(steps(page).getByRole('option')).toHaveCount(2)
  await steps(page).focus()
  await page.keyboard.press('Control+d')
  await expect(steps(page).getByRole('option')).toHaveCount(3)
  await page.keyboard.press('Control+z')
  await expect(steps(page).getByRole('option')).toHaveCount(2)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(steps(page).getByRole('option').first()).toContainText('runShellScript')
  await page.keyboard.press('Alt+ArrowDown')
  await fillStep(page)
  await create(page, 'by-keys')
  expect(await saved(ssm, 'by-keys')).toBe(wanted)
})

test('the same document by the graph only', async ({ page, ssm }) => {
  await openNew(page, 'by-graph')
  await graph(page).getByRole('group', { name: 'Step sayHello' }).click()
  await graph(page).getByRole('button', { name: 'Add step' }).click()
  await page.getByRole('combobox', { name: 'Find an action' }).fill('runshell')
  await page.getByRole('option', { name: /aws:runShellScript/ }).click()
  await fillStep(page)
  await expect(graph(page).getByRole('group', { name: 'Step sayBye' })).toBeVisible()
  await create(page, 'by-graph')
  expect(await saved(ssm, 'by-graph')).toBe(wanted)
})

test('broken text keeps the picture, names the line, and a fix puts it right', async ({ page }) => {
  await openNew(page, 'broken')
  await write(page, `${wanted}  - action: [\n`)
  await expect(graph(page)).toContainText('does not read from line')
  await expect(graph(page).getByRole('group', { name: 'Step sayHello' })).toBeVisible()
  await write(page, wanted.replace('mainSteps', 'mainStep'))
  const problems = page.getByRole('list', { name: 'Problems' })
  await problems
    .getByRole('button', { name: /mainSteps/ })
    .last()
    .click()
  await expect(graph(page).getByRole('group', { name: 'Step sayBye' })).toBeVisible()
})

test('a draft survives reload, and a newer version is merged', async ({ page, ssm }) => {
  await openNew(page, 'drafted')
  await write(page, wanted)
  await create(page, 'drafted')
  await expect(page.locator('.monaco-editor').first()).toBeVisible()
  await write(page, wanted.replace('echo bye', 'echo goodbye'))
  await expect(page.getByText('Draft saved')).toBeVisible()
  await page.reload()
  await expect(page.getByText(/Your draft .* is back/)).toBeVisible()
  await ssm.send(
    new UpdateDocumentCommand({
      Name: 'drafted',
      Content: wanted.replace('What this document does.', 'Greets.'),
      DocumentFormat: 'YAML',
      DocumentVersion: '$LATEST',
    }),
  )
  await page.reload()
  await page.getByRole('button', { name: 'Merge' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click()
  await page.getByRole('button', { name: /^Save version/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save version' }).click()
  await expect(page.getByText('Version 3 is saved')).toBeVisible()
  expect(await saved(ssm, 'drafted')).toBe(
    wanted.replace('echo bye', 'echo goodbye').replace('What this document does.', 'Greets.'),
  )
})

const runbook = `schemaVersion: "0.3"
description: What this runbook does.
mainSteps:
  - name: waitAMoment
    action: aws:sleep
    inputs:
      Duration: PT10S
    onFailure: step:recover
  - name: decide
    action: aws:branch
    inputs:
      Choices:
        - NextStep: recover
          Variable: "{{ global:REGION }}"
          StringEquals: eu-1
    isEnd: true
  - name: recover
    action: aws:sleep
    inputs:
      Duration: PT1S
`

const form = (page: Page, step: string) => page.getByRole('form', { name: `Step ${step}` })

async function fillField(page: Page, { step, field, value }: { step: string; field: string; value: string }): Promise<void> {
  const box = form(page, step)
    .getByRole('textbox', { name: new RegExp(`^${field}`) })
    .or(form(page, step).getByRole('combobox', { name: new RegExp(`^${field}`) }))
  await box.first().fill(value)
  await box.first().press('Enter')
}

/** By keyboard: opens the menu, says where the step leads. */
async function connect(page: Page, { when, to }: { when: string; to: string }): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'When' }).selectOption({ label: when })
  if (when === 'A new choice holds') {
    await dialog.getByRole('combobox', { name: 'Value' }).fill('{{ global:REGION }}')
    await dialog.getByRole('textbox', { name: 'Compared with' }).fill('eu-1')
  }
  await dialog.getByRole('combobox', { name: 'Goes to' }).selectOption({ label: to })
  await dialog.getByRole('button', { name: 'Connect' }).press('Enter')
  await expect(dialog).toBeHidden()
}

async function fit(page: Page): Promise<void> {
  await graph(page).getByRole('button', { name: 'Fit View' }).click()
}

test('a runbook with a branch by text only', async ({ page, ssm }) => {
  await openNew(page, 'book-by-text', 'Automation')
  await write(page, runbook)
  await create(page, 'book-by-text')
  expect(await saved(ssm, 'book-by-text')).toBe(runbook)
})

test('the same runbook by keyboard only', async ({ page, ssm }) => {
  await openNew(page, 'book-by-keys', 'Automation')
  const add = async (asked: string, count: number) => {
    await steps(page).focus()
    await page.keyboard.press('Insert')
    await page.getByRole('combobox', { name: 'Find an action' }).fill(asked)
    await page.keyboard.press('Enter')
    await expect(steps(page).getByRole('option')).toHaveCount(count)
  }
  await add('aws:branch', 2)
  await page.getByRole('button', { name: 'Step', exact: true }).press('Enter')
  await fillField(page, { step: 'branch', field: 'name', value: 'decide' })
  await add('aws:sleep', 3)
  await fillField(page, { step: 'sleep', field: 'name', value: 'recover' })
  await fillField(page, { step: 'recover', field: 'Duration', value: 'PT1S' })
  const lead = async (place: number, way: { when: string; to: string }) => {
    await steps(page).focus()
    await page.keyboard.press('Home')
    for (let down = 0; down < place; down += 1) await page.keyboard.press('ArrowDown')
    await expect(steps(page).getByRole('option').nth(place)).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('c')
    await connect(page, way)
  }
  await lead(0, { when: 'On failure', to: 'recover' })
  await lead(1, { when: 'A new choice holds', to: 'recover' })
  await form(page, 'decide')
    .getByRole('combobox', { name: /^isEnd/ })
    .selectOption('true')
  await create(page, 'book-by-keys')
  expect(await saved(ssm, 'book-by-keys')).toBe(runbook)
})

test('the same runbook by picture only: dragged, dropped on edges, drawn', async ({ page, ssm }) => {
  await openNew(page, 'book-by-picture', 'Automation')
  await page.getByRole('button', { name: 'Outline', exact: true }).click()
  await page.getByRole('button', { name: 'Text', exact: true }).click()
  await page.getByRole('button', { name: 'Blocks', exact: true }).click()
  const step = (name: string) => graph(page).getByRole('group', { name: `Step ${name}` })
  await page
    .getByRole('listbox', { name: 'Blocks' })
    .getByRole('option', { name: 'branch', exact: true })
    .dragTo(graph(page).getByRole('button', { name: 'Add a step between waitAMoment and end' }))
  await expect(step('branch')).toBeVisible()
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await fillField(page, { step: 'branch', field: 'name', value: 'decide' })
  await fit(page)
  await graph(page).getByRole('button', { name: 'Add a step between decide and end' }).click()
  await page.getByRole('combobox', { name: 'Find an action' }).fill('aws:sleep')
  await page.keyboard.press('Enter')
  await fillField(page, { step: 'sleep', field: 'name', value: 'recover' })
  await fillField(page, { step: 'recover', field: 'Duration', value: 'PT1S' })
  await fit(page)
  const draw = async (from: string, to: string) =>
    step(from).locator('.react-flow__handle-bottom').dragTo(step(to).locator('.react-flow__handle-top'))
  await graph(page).getByRole('button', { name: 'On failure' }).click()
  await draw('waitAMoment', 'recover')
  await expect(graph(page)).toContainText('on failure')
  await graph(page).getByRole('button', { name: 'Next' }).click()
  await draw('decide', 'recover')
  await connect(page, { when: 'A new choice holds', to: 'recover' })
  await expect(graph(page)).toContainText('global:REGION is "eu-1"')
  await step('decide')
    .locator('.react-flow__handle-bottom')
    .dragTo(graph(page).locator('[data-id=" end"] .react-flow__handle-top'))
  await create(page, 'book-by-picture')
  expect(await saved(ssm, 'book-by-picture')).toBe(runbook)
})

test('steps are copied between documents, moved on the picture, and taken back to the byte', async ({ page }) => {
  await openNew(page, 'copied', 'Automation')
  await write(page, runbook)
  await steps(page)
    .getByRole('option', { name: /decide/ })
    .click()
  await steps(page).focus()
  await page.keyboard.press('Control+c')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^- name: decide\n {2}action: aws:branch\n/)
  await page.keyboard.press('Control+v')
  await expect(steps(page).getByRole('option', { name: /decide2/ })).toBeVisible()
  await fit(page)
  const step = graph(page).getByRole('group', { name: 'Step recover' })
  const slot = graph(page).getByRole('button', { name: 'Add a step between start and waitAMoment' })
  await step.dragTo(slot)
  await expect(steps(page).getByRole('option').first()).toContainText('recover')
  await steps(page).focus()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(steps(page).getByRole('option')).toHaveCount(3)
  expect(await textOf(page)).toBe(runbook)
})

test('text that is not saved runs on a real node, up to a step', async ({ page }) => {
  await openNew(page, 'tried')
  await write(page, wanted.replace('echo bye', 'echo tried it'))
  await editor(page).press('Control+Enter')
  const node = page.getByRole('combobox', { name: 'Node to test on' })
  await node.fill(hostname())
  await page.getByRole('option', { name: new RegExp(hostname()) }).click()
  await expect(page.getByRole('list', { name: 'Nodes to test on' })).toContainText(hostname())
  await editor(page).press('Control+Enter')
  await expect(log(page)).toContainText('tried it')
  await expect(graph(page).getByRole('group', { name: 'Step sayBye' })).toContainText('Succeeded')
  await steps(page)
    .getByRole('option', { name: /sayHello/ })
    .click()
  await page.getByRole('button', { name: 'Up to the chosen step' }).click()
  await page.getByRole('button', { name: 'Run the test' }).click()
  await expect(log(page)).toContainText('hello from')
  await expect(graph(page).getByRole('group', { name: 'Step sayBye' })).not.toContainText('Succeeded')
})

test('every key that is typed is in the text', async ({ page }) => {
  await openNew(page, 'typed')
  const typed = '# the lazy dog: jumps [over] x? g n c e r t y.'
  await editor(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(typed)
  expect((await textOf(page)).endsWith(typed)).toBe(true)
})

test.describe('a second tab', () => {
  // The refusal of its draft.
  test.use({ expectedConsole: [/status of 400/] })
  test('is told, and nothing is lost', async ({ page, context }) => {
    await openNew(page, 'tabs')
    await editor(page).focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('# mine')
    await expect(page.getByText('Draft saved')).toBeVisible()
    const other = await context.newPage()
    await open(other, '/documents/new?type=Command')
    await expect(other.locator('.monaco-editor').first()).toBeVisible()
    await editor(other).focus()
    await other.keyboard.press('Control+End')
    await other.keyboard.type('more ')
    await expect(other.getByText('Draft saved')).toBeVisible()
    await editor(page).focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('lost?')
    await page.getByRole('button', { name: 'Load the other text' }).click()
    await expect.poll(async () => (await textOf(page)).includes('lost?')).toBe(false)
    expect(await textOf(page)).toContain('more')
    await page.keyboard.press('Control+z')
    expect(await textOf(page)).toContain('lost?')
  })
})

test('a conflict of two texts is decided line by line', async ({ page, ssm }) => {
  await openNew(page, 'contested')
  await write(page, wanted)
  await create(page, 'contested')
  await expect(page.locator('.monaco-editor').first()).toBeVisible()
  await write(page, wanted.replace('echo bye', 'echo mine'))
  await expect(page.getByText('Draft saved')).toBeVisible()
  const theirs = { Name: 'contested', Content: wanted.replace('echo bye', 'echo theirs'), DocumentFormat: 'YAML' as const }
  await ssm.send(new UpdateDocumentCommand({ ...theirs, DocumentVersion: '$LATEST' }))
  await page.reload()
  await page.getByRole('button', { name: 'Merge' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('echo theirs')
  await dialog.getByRole('group', { name: 'Conflict 1' }).getByRole('button', { name: 'Both' }).click()
  await dialog.getByRole('button', { name: 'Merge' }).click()
  await page.getByRole('button', { name: /^Save version/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save version' }).click()
  await expect(page.getByText('Version 3 is saved')).toBeVisible()
  const both = '        - echo mine\n        - echo theirs\n'
  expect(await saved(ssm, 'contested')).toBe(wanted.replace('        - echo bye\n', both))
})

test('the editor is accessible in both themes', async ({ page }) => {
  await openNew(page, 'looked-at')
  await expect(graph(page).getByRole('group', { name: 'Step sayHello' })).toBeVisible()
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectLegible(page)
})
