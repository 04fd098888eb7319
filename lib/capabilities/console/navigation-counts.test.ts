import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { testContext, testUser } from '#lib/api/testing/test-context'
import { registerNodes } from '#lib/capabilities/nodes/testing/register-nodes'
import { cancelCommand } from '#lib/capabilities/run-command/operations/cancel-command'
import { sendCommand } from '#lib/capabilities/run-command/operations/send-command'
import { getNavigationCounts } from './operations/get-navigation-counts'

it('counts lost nodes and commands that are not over, of this account alone', async () => {
  const test = await testContext()
  const counts = (caller = testUser('viewer')) => test.call(getNavigationCounts, {}, caller)
  expect(await counts()).toEqual({ NodesLost: 0, CommandsRunning: 0 })
  const [, other = ''] = await registerNodes(test.ctx, 'web', { count: 2 })
  await test.ctx.db.execute(sql`update nodes set ping_status = 'Online' where id = ${other}`)
  const input = { DocumentName: 'AWS-RunShellScript', InstanceIds: [other], Parameters: { commands: ['true'] } }
  const { Command } = await test.call(sendCommand, input)
  expect(await counts()).toEqual({ NodesLost: 1, CommandsRunning: 1 })
  expect(await counts({ ...testUser('viewer'), accountId: '000000000002' })).toEqual({ NodesLost: 0, CommandsRunning: 0 })
  await test.call(cancelCommand, { CommandId: Command?.CommandId })
  expect(await counts()).toEqual({ NodesLost: 1, CommandsRunning: 0 })
  await test.close()
})
