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

async function openNew(page: Page, name: string): Promise<void> {
  await open(page, '/documents/new?type=Command')
  await expect(page.locator('.monaco-editor').first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
}

async function write(page: Page, text: string): Promise<void> {
  await editor(page).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
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

test('text that is not saved runs on a real node', async ({ page }) => {
  await openNew(page, 'tried')
  await write(page, wanted.replace('echo bye', 'echo tried it'))
  await page.getByRole('button', { name: 'Test run', exact: true }).click()
  const node = page.getByRole('combobox', { name: 'Node to test on' })
  await node.fill(hostname())
  await page.getByRole('option', { name: new RegExp(hostname()) }).click()
  await page.getByRole('button', { name: 'Run the test' }).click()
  await expect(log(page)).toContainText('tried it')
})

test('the editor is accessible in both themes', async ({ page }) => {
  await openNew(page, 'looked-at')
  await expect(graph(page).getByRole('group', { name: 'Step sayHello' })).toBeVisible()
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectLegible(page)
})
