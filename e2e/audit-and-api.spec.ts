import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { SendCommandCommand } from '@aws-sdk/client-ssm'
import { bodyRows, filterBox, open } from './support/screens'
import { expect, test } from './support/test'
import type { Trial } from './support/trial'

test('the audit trail has the calls, filtered, with secrets masked', async ({ page, ssm }) => {
  const { Command } = await ssm.send(
    new SendCommandCommand({
      DocumentName: 'AWS-RunShellScript',
      Targets: [{ Key: 'tag:role', Values: ['nobody'] }],
      Parameters: { commands: ['true'] },
      Comment: 'for the audit trail',
    }),
  )
  await open(page, '/audit')
  await expect(page).toHaveURL(/f=access:is:write/)
  const rows = bodyRows(page.getByRole('grid', { name: 'Audit records' }))
  await filterBox(page).fill('action:SendCommand')
  await filterBox(page).press('Enter')
  await expect(rows.first()).toContainText('SendCommand')
  await expect(rows.filter({ hasText: 'CreateActivation' })).toHaveCount(0)
  await rows.first().click()
  const detail = page.getByRole('complementary', { name: 'Details' })
  await expect(detail).toContainText('maria@example.net')
  await expect(detail).toContainText('AWS-RunShellScript')
  await page.reload()
  await expect(detail).toContainText('ssm:SendCommand (write)')
  expect(Command?.CommandId).toBeTruthy()

  await open(page, '/audit?f=action:is:SignIn')
  await expect(rows.first()).toContainText('SignIn')
  expect(await page.content()).not.toContain('correct horse battery staple')
  await open(page, '/audit?f=action:is:CreateActivation')
  await rows.first().click()
  await expect(detail).toContainText('ssm:CreateActivation')
  await expect(detail.getByRole('region', { name: 'Request' })).not.toContainText('ActivationCode')
})

test('a key is made, refused when off, and deleted by typing its id', async ({ page, trial }) => {
  await open(page, '/account/keys')
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Description' }).fill('to be deleted')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'JSON' }).click()
  const key = JSON.parse(await dialog.locator('pre').innerText())
  await dialog.getByRole('button', { name: 'Environment' }).click()
  await expect(dialog.locator('pre').last()).toContainText(`export AWS_ENDPOINT_URL=${trial.url}`)
  await dialog.getByRole('button', { name: 'I have saved it' }).click()
  const credentials = { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey }
  expect((await callerIdentity(trial, credentials)).status).toBe(200)

  const row = bodyRows(page.getByRole('grid', { name: 'Access keys' })).filter({ hasText: key.AccessKeyId })
  await row.getByRole('button', { name: 'Row actions' }).click()
  await page.getByRole('menuitem', { name: 'Switch off' }).click()
  await expect(row).toContainText('Inactive')
  await expect.poll(async () => (await callerIdentity(trial, credentials)).status, { timeout: 40_000 }).toBe(403)

  await row.getByRole('button', { name: 'Row actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const go = dialog.getByRole('button', { name: 'Delete access key' })
  await expect(go).toBeDisabled()
  await dialog.getByRole('textbox').fill(key.AccessKeyId)
  await go.click()
  await expect(row).toHaveCount(0)
})

test('the API page connects a tool and sees its first call', async ({ page, trial }) => {
  await open(page, '/settings/api')
  await expect(page.getByText('[profile quarterdeck]')).toBeVisible()
  await expect(page.locator('pre').filter({ hasText: 'endpoint_url' })).toContainText(trial.url)
  await page.getByRole('button', { name: 'Terraform' }).click()
  await expect(page.locator('pre').filter({ hasText: 'provider "aws"' })).toBeVisible()
  expect((await callerIdentity(trial, trial.credentials)).text).toContain('<Account>000000000001</Account>')
  const check = page.getByRole('region', { name: 'Check the connection' })
  await expect(check).toContainText('GetCallerIdentity')
  expect((await callerIdentity(trial, { ...trial.credentials, secretAccessKey: 'wrong' })).text).toContain(
    'SignatureDoesNotMatch',
  )
  await expect(page.getByText('DescribeInstanceInformation').first()).toBeVisible()
})

/** `aws sts get-caller-identity`, signed by the library that the SDK uses. */
async function callerIdentity(trial: Trial, credentials: Trial['credentials']): Promise<{ status: number; text: string }> {
  const { hostname, port, host } = new URL(trial.url)
  const signer = new SignatureV4({ service: 'sts', region: trial.region, credentials, sha256: Sha256 })
  const body = 'Action=GetCallerIdentity&Version=2011-06-15'
  const headers = { host, 'content-type': 'application/x-www-form-urlencoded' }
  const request = { method: 'POST', protocol: 'http:', hostname, port: Number(port), path: '/', query: {}, headers, body }
  const signed = await signer.sign(request)
  const { host: _, ...sent } = signed.headers
  const answer = await fetch(trial.url, { method: 'POST', headers: sent, body })
  return { status: answer.status, text: await answer.text() }
}

class Sha256 {
  readonly #hash
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret))
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytes(data))
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()))
  }
  reset(): void {}
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data)
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)
}
