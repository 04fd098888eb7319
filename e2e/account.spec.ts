import type { Locator, Page } from '@playwright/test'
import pg from 'pg'
import { embeddedConnection } from '#lib/platform/db/embedded'
import { oneTimeCode } from '#server/testing/one-time-code'
import { expectAccessible, expectLegible } from './support/accessible'
import { browserOf, makePerson, type Person, quarterdeck } from './support/people'
import { open, script, whenAlive } from './support/screens'
import { expect, test } from './support/test'

// Each journey signs in somebody of its own: what happens to them happens to nobody else.
test.use({ expectedConsole: [/status of 40[0139]/, /status of 429/] })

/** As often as the server says that there were too many tries, which other journeys make from the same address. */
async function signInOnPage(page: Page, person: Person, outcome: Locator): Promise<void> {
  const throttled = page.getByRole('alert').filter({ hasText: 'Too many tries' })
  const within = { timeout: 5_000 }
  await expect(async () => {
    if (await outcome.isVisible()) return
    await page.getByRole('textbox', { name: 'Email' }).fill(person.email, within)
    await page.getByLabel('Password').fill(person.password, within)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click(within)
    await expect(outcome.or(throttled).first()).toBeVisible()
    await expect(outcome).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 90_000, intervals: [2_000] })
}

test('somebody turns on two-factor sign-in, signs in with codes, and turns it off', async ({ browser, trial }) => {
  test.setTimeout(150_000)
  const person = await makePerson(trial, 'totp@example.net', 'operator')
  const context = await browserOf(browser, trial, person)
  const page = await context.newPage()
  let secret = ''
  let backupCode = ''

  await test.step('the code of the app turns it on', async () => {
    await open(page, '/account/security')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Turn on' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByLabel('Your password')).toBeFocused()
    await dialog.getByLabel('Your password').fill('not it at all, I fear')
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await expect(dialog).toContainText('This is not your password')
    await dialog.getByLabel('Your password').fill(person.password)
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('img', { name: /^QR code/ })).toBeVisible()
    await expect(dialog.getByLabel('Code of the app')).toBeFocused()
    secret = (await dialog.locator('code').innerText()).replaceAll(' ', '')
    await expectAccessible(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    await expectLegible(page)
    await dialog.getByLabel('Code of the app').fill(oneTimeCode(secret))
    await dialog.getByRole('button', { name: 'Confirm and turn on' }).click()
    await expect(dialog.getByRole('list', { name: 'Backup codes' }).getByRole('listitem')).toHaveCount(10)
    backupCode = await dialog.getByRole('listitem').first().innerText()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'I have saved them' }).click()
    await expect(page.getByRole('button', { name: 'Turn off' })).toBeVisible()
    expect(await page.content()).not.toContain(backupCode)
  })

  await test.step('signing in asks for a code', async () => {
    await context.clearCookies()
    await page.goto('/nodes')
    await whenAlive(page)
    await signInOnPage(page, person, page.getByRole('heading', { name: 'One-time code' }))
    await expectAccessible(page)
    await page.getByLabel('Code of your authenticator app').fill('000000')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'the one that the app shows now' })).toBeVisible()
    await page.getByLabel('Code of your authenticator app').fill(oneTimeCode(secret))
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('heading', { name: 'Nodes', level: 1 })).toBeVisible()
  })

  await test.step('a backup code does as well, once', async () => {
    await context.clearCookies()
    await page.goto('/account/security')
    await whenAlive(page)
    const backup = page.getByRole('button', { name: 'Use a backup code' })
    await signInOnPage(page, person, backup)
    await backup.click()
    await page.getByLabel('Backup code').fill(backupCode)
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('heading', { name: 'Security', level: 1 })).toBeVisible()
  })

  await test.step('the password turns it off', async () => {
    await page.getByRole('button', { name: 'Turn off' }).click()
    await page.getByRole('dialog').getByLabel('Your password').fill(person.password)
    await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click()
    await expect(page.getByRole('button', { name: 'Turn on' })).toBeVisible()
  })
  await context.close()
})

test('a session that ends says so in time, and signing in again loses nothing', async ({ browser, trial }) => {
  test.setTimeout(150_000)
  const person = await makePerson(trial, 'session@example.net', 'operator')
  const context = await browserOf(browser, trial, person)
  const page = await context.newPage()
  const database = new pg.Client(embeddedConnection(trial.dataDirectory))
  await database.connect()
  const endIn = (minutes: number) =>
    database.query(
      `update auth_sessions set expires_at = now() + make_interval(mins => $1), created_at = now() - interval '30 days' + make_interval(mins => $1)
       where user_id = (select id from auth_users where email = $2)`,
      [minutes, person.email],
    )

  await test.step('ten minutes before, one can stay', async () => {
    await endIn(8)
    await open(page, '/commands/new')
    const bar = page.getByRole('region', { name: 'Session' })
    await expect(bar).toContainText(/signed out in [78] minutes/)
    await expectAccessible(page)
    await bar.getByRole('button', { name: 'Stay signed in' }).click()
    const dialog = page.getByRole('dialog', { name: 'Sign in again' })
    await dialog.getByLabel('Password').fill(person.password)
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(bar).toBeHidden()
  })

  await test.step('after its end, signing in happens over the page', async () => {
    await script(page).fill('echo typed before the end')
    await page.getByRole('searchbox', { name: /^Find nodes/ }).focus()
    await endIn(-1)
    // Not `fill`: whatever the page asks for first may have opened the dialog by now, and it would take the focus out of it.
    await page.keyboard.type('web')
    const dialog = page.getByRole('dialog', { name: 'Sign in again' })
    await expect(dialog.getByLabel('Password')).toBeFocused()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Close' }).click()
    const bar = page.getByRole('region', { name: 'Session' })
    await expect(bar).toContainText('What you typed is still here')
    await bar.getByRole('button', { name: 'Sign in' }).click()
    await dialog.getByLabel('Password').fill(person.password)
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(dialog).toBeHidden()
    await expect(bar).toBeHidden()
    await expect(script(page)).toHaveValue('echo typed before the end')
    await expect(page.getByRole('checkbox', { name: /^web-/ }).first()).toBeVisible()
  })
  await database.end()
  await context.close()
})

test('an owner adds a user, who may look and not touch, and switches them off', async ({ browser, page, trial }) => {
  test.setTimeout(240_000)
  const email = 'vera.viewer@example.net'

  const person = await test.step('the first password is shown once', async () => {
    await open(page, '/settings/users')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Add user' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Email').fill(email)
    await dialog.getByRole('radio', { name: /^Viewer/ }).check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Add user' }).click()
    await expect(dialog).toContainText('First password')
    const password = await dialog.locator('code').innerText()
    await dialog.getByRole('button', { name: 'I have passed it on' }).click()
    await expect(page.getByRole('row').filter({ hasText: email })).toContainText('Viewer')
    return { email, password }
  })

  const theirs = await browserOf(browser, trial, person)
  const their = await theirs.newPage()
  await test.step('a viewer is told what is missing', async () => {
    await open(their, '/settings/users')
    await expect(their.getByText('Users are for owners to see')).toBeVisible()
    await open(their, '/commands/new')
    await expect(their.getByRole('button', { name: /^Send/ })).toHaveAttribute('aria-disabled', 'true')
    await open(their, '/documents')
    await expect(their.getByRole('button', { name: 'Create document' })).toHaveAttribute('aria-disabled', 'true')
    await open(their, '/documents/AWS-RunShellScript/overview')
    await their.getByRole('button', { name: 'Add to favourites' }).click()
    await expect(their.getByRole('button', { name: 'Remove from favourites' })).toBeVisible()
    await expect(their.getByRole('button', { name: 'Run', exact: true })).toHaveAttribute('aria-disabled', 'true')
    await open(their, '/')
    await expect(their.getByRole('button', { name: 'Run command' }).first()).toHaveAttribute('aria-disabled', 'true')
    await expect(their.getByRole('button', { name: 'Add nodes' })).toHaveAttribute('aria-disabled', 'true')
  })

  await test.step('switched off, they are out at once', async () => {
    await page.getByRole('row').filter({ hasText: email }).getByRole('button', { name: 'Row actions' }).click()
    await page.getByRole('menuitem', { name: 'Switch off' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await their.goto('/nodes')
    await expect(their).toHaveURL(/\/sign-in/)
    await whenAlive(their)
    await signInOnPage(their, person, their.getByRole('alert').filter({ hasText: 'switched off' }))
  })
  await theirs.close()

  await test.step('the command line shows the same', async () => {
    expect(await quarterdeck(trial, 'user', 'list')).toMatch(new RegExp(`${email} .*viewer +Disabled`))
  })
})
