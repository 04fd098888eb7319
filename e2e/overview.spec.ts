import { SendCommandCommand } from '@aws-sdk/client-ssm'
import { open } from './support/screens'
import { expect, test } from './support/test'

test('a problem is snoozed by key with a reason, stays in reach, and comes back', async ({ page, ssm }) => {
  const Comment = `snooze me ${Date.now()}`
  await ssm.send(
    new SendCommandCommand({
      DocumentName: 'AWS-RunShellScript',
      Targets: [{ Key: 'tag:role', Values: ['db'] }],
      Parameters: { commands: ['exit 1'] },
      Comment,
    }),
  )
  await open(page, '/')
  const tile = page.getByRole('region', { name: 'Needs attention' })
  const problem = tile.getByRole('link', { name: `${Comment} failed` })
  await expect(problem).toBeVisible()
  await problem.focus()
  await page.keyboard.press('z')
  await page.getByRole('textbox', { name: 'Reason' }).fill('the rack moves')
  await page.getByRole('radio', { name: 'A day' }).click()
  await page.getByRole('textbox', { name: 'Reason' }).press('Enter')
  await expect(page.getByText(`Snoozed: ${Comment} failed`)).toBeVisible()
  await tile.getByText(/^\d+ snoozed$/).click()
  const snoozed = tile.getByRole('list', { name: 'Snoozed' }).getByRole('listitem').filter({ hasText: Comment })
  await expect(snoozed).toContainText('the rack moves · maria@example.net')

  await page.reload()
  await expect(tile.getByText(/^\d+ snoozed$/)).toBeVisible()
  await expect(tile.getByRole('button', { name: new RegExp(`^Snooze: ${Comment}`) })).toHaveCount(0)
  await tile.getByText(/^\d+ snoozed$/).click()
  await snoozed.getByRole('button', { name: 'End snooze' }).click()
  await expect(tile.getByRole('button', { name: new RegExp(`^Snooze: ${Comment}`) })).toBeVisible()
})
