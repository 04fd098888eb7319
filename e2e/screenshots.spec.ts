import { SendCommandCommand } from '@aws-sdk/client-ssm'
import { log, open } from './support/screens'
import { expect, test } from './support/test'

// Pictures for the README, made only when QD_SCREENSHOTS is 1: see playwright.config.ts.
test.use({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })

test('docs/images/run-command.png: a run that rolls through the fleet', async ({ page, ssm }) => {
  const { Command } = await ssm.send(
    new SendCommandCommand({
      DocumentName: 'AWS-RunShellScript',
      Targets: [{ Key: 'tag:simulated', Values: ['true'] }],
      Parameters: {
        commands: [
          'echo "Reading package lists..."',
          'sleep 2',
          'echo "Setting up nginx (1.26.2-1) on $(hostname)"',
          'echo "nginx: configuration file /etc/nginx/nginx.conf test is successful"',
          'sleep 2',
          'systemctl is-active nginx',
          'sleep 4',
          'echo "nginx restarted after the certificate change"',
        ],
      },
      MaxConcurrency: '12',
      MaxErrors: '5',
      Comment: 'Restart nginx after the certificate change',
    }),
  )
  await open(page, `/commands/${Command?.CommandId}`)
  const progress = page.getByRole('region', { name: 'Progress' })
  await expect(progress).toContainText(/\d+ succeeded.*running.*queued/)
  await page.getByRole('button', { name: /^Running/ }).click()
  await page.getByRole('button', { name: 'Merged' }).click()
  await expect(log(page, 'Output of all nodes')).toContainText('is successful')
  await page.screenshot({ path: 'docs/images/run-command.png', animations: 'disabled' })
})
