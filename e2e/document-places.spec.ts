import { CreateDocumentCommand } from '@aws-sdk/client-ssm'
import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { browserOf, makePerson } from './support/people'
import { open } from './support/screens'
import { expect, test } from './support/test'

const editor = (page: Page) => page.getByRole('textbox', { name: 'Text of the document' })

function command(line: string): string {
  return `schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: say\n    inputs:\n      runCommand:\n        - echo ${line}\n`
}

test('the text comes with the page, and whoever comes back begins with what was saved since', async ({ page, ssm }) => {
  await ssm.send(
    new CreateDocumentCommand({ Name: 'comes-back', Content: command('first'), DocumentFormat: 'YAML', DocumentType: 'Command' }),
  )
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await open(page, '/documents/comes-back/edit')
  await expect(page.locator('.monaco-editor').first()).toContainText('echo first')
  expect(asked.filter((path) => path.endsWith('/GetDocument'))).toEqual([])
  await editor(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('# second')
  await page.getByRole('button', { name: /^Save version/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save version' }).click()
  await expect(page.getByText('Based on version 2')).toBeVisible()
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'comes-back' }).click()
  await expect(page).toHaveURL(/\/overview/)
  await page.getByRole('button', { name: /^Edit/ }).click()
  await expect(page.locator('.monaco-editor').first()).toContainText('# second')
  await expect(page.getByText('Based on version 2')).toBeVisible()
})

const runbook = `schemaVersion: "0.3"
mainSteps:
  - name: check
    action: aws:branch
    inputs:
      Choices:
        - NextStep: repair
          Variable: "{{ global:REGION }}"
          StringEquals: eu-1
      Default: goOn
  - name: repair
    action: aws:executeAutomation
    inputs:
      DocumentName: repair-runbook
    nextStep: goOn
  - name: goOn
    action: aws:loop
    inputs:
      Iterators: [a, b]
      Steps:
        - name: inside
          action: aws:sleep
          inputs:
            Duration: PT1S
`

const graph = (page: Page) => page.getByRole('region', { name: 'Graph' })
const step = (page: Page, name: string) => graph(page).getByRole('group', { name: `Step ${name}`, exact: true })

test('branches and loops fold in the graph, by pointer and by keyboard, and stay so', async ({ page, ssm }) => {
  await ssm.send(
    new CreateDocumentCommand({ Name: 'folds', Content: runbook, DocumentFormat: 'YAML', DocumentType: 'Automation' }),
  )
  await open(page, '/documents/folds/edit')
  await expect(step(page, 'inside')).toBeVisible()
  await graph(page).getByRole('button', { name: 'Fold goOn: 1 step' }).click()
  await expect(step(page, 'inside')).toBeHidden()
  await expect(step(page, 'goOn')).toContainText('1 step folded')
  const steps = page.getByRole('region', { name: 'Outline' }).getByRole('listbox', { name: 'Steps' })
  await steps.getByRole('option', { name: /check/ }).click()
  await steps.focus()
  await page.keyboard.press('f')
  await expect(step(page, 'repair')).toBeHidden()
  // Where the cursor is in what is folded, the step that stands for it is the chosen one.
  await page.keyboard.press('ArrowDown')
  await expect(step(page, 'check')).toHaveClass(/selected/)
  await page.reload()
  await expect(step(page, 'check')).toContainText('1 step folded')
  await expect(step(page, 'inside')).toBeHidden()
  await step(page, 'check').focus()
  await page.keyboard.press('f')
  await expect(step(page, 'repair')).toBeVisible()
  await graph(page).getByRole('button', { name: 'Unfold all' }).click()
  await expect(step(page, 'inside')).toBeVisible()
  await expectAccessible(page)
})

test('names that only the server knows are checked while one types', async ({ page, ssm }) => {
  await ssm.send(
    new CreateDocumentCommand({ Name: 'names-others', Content: runbook, DocumentFormat: 'YAML', DocumentType: 'Automation' }),
  )
  await open(page, '/documents/names-others/edit')
  const problems = page.getByRole('list', { name: 'Problems' })
  await expect(problems).toContainText('Document with name repair-runbook does not exist. line 14')
  await ssm.send(
    new CreateDocumentCommand({
      Name: 'repair-runbook',
      Content: runbook.replace('repair-runbook', 'names-others'),
      DocumentFormat: 'YAML',
      DocumentType: 'Automation',
    }),
  )
  await expect(page.getByText('No problems.')).toBeVisible()
  await open(page, '/documents/new?type=Command')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('repair-runbook')
  await expect(page.getByText('There is a document repair-runbook already: choose another name.')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Create document/ })).toHaveAttribute('aria-disabled', 'true')
})

test('a built-in document is read in the editor, and cloned to be changed', async ({ page }) => {
  await open(page, '/documents/AWS-ConfigureAWSPackage/overview')
  await page.getByRole('button', { name: /^View in editor/ }).click()
  await expect(
    page.getByRole('main').getByText('This document belongs to Amazon: it can be read here, not changed.'),
  ).toBeVisible()
  await expect(step(page, 'configurePackage')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Save version/ })).toHaveAttribute('aria-disabled', 'true')
  await editor(page).focus()
  await page.keyboard.type('nothing')
  await expect(page.locator('.monaco-editor').first()).not.toContainText('nothing')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Clone to edit' }).click()
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: /^Name of the copy/ })
    .fill('my-configure-package')
  await page.getByRole('dialog').getByRole('button', { name: 'Clone' }).click()
  await expect(page).toHaveURL(/\/documents\/my-configure-package\/edit/)
  await expect(page.getByText('Based on version 1')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add a step', exact: true })).toBeEnabled()
})

test('a viewer reads a document in the editor and can change nothing', async ({ browser, trial, ssm }) => {
  await ssm.send(
    new CreateDocumentCommand({ Name: 'looked-at-only', Content: runbook, DocumentFormat: 'YAML', DocumentType: 'Automation' }),
  )
  const person = await makePerson(trial, 'reader@example.net', 'viewer')
  const theirs = await browserOf(browser, trial, person)
  const page = await theirs.newPage()
  const written: string[] = []
  page.on('request', (request) =>
    /PutDocumentDraft|UpdateDocument|CreateDocument/.test(request.url()) ? written.push(request.url()) : 0,
  )
  await open(page, '/documents/looked-at-only/edit')
  await expect(
    page.getByRole('main').getByText('Your role is viewer: it may look at everything, but change nothing.'),
  ).toBeVisible()
  await expect(step(page, 'goOn')).toBeVisible()
  await editor(page).focus()
  await page.keyboard.type('nothing')
  for (const name of ['Add a step', 'Move down', 'Duplicate', 'Delete', 'Format', 'Add step'])
    await expect(page.getByRole('button', { name, exact: true }).first()).toBeDisabled()
  await expect(page.getByRole('button', { name: /^Save version/ })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('button', { name: 'Clone to edit' })).toHaveCount(0)
  await graph(page).getByRole('button', { name: 'Fold all' }).click()
  await expect(step(page, 'inside')).toBeHidden()
  await expectAccessible(page)
  expect(written).toEqual([])
  await theirs.close()
})
