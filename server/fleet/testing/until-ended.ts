import type { TestServer } from '../../testing/test-server'

const ended = ['Success', 'Failed', 'TimedOut', 'Cancelled', 'Incomplete']

/** Asks until the command has ended, as `aws ssm wait` does, though more often. Resolves with the command. */
export async function untilEnded(server: Pick<TestServer, 'aws'>, commandId: string, withinMs = 25_000) {
  for (const begun = performance.now(); ; ) {
    const { body } = await server.aws('AmazonSSM.ListCommands', { CommandId: commandId })
    const [command] = body['Commands'] as { Status: string; TargetCount: number; CompletedCount: number; ErrorCount: number }[]
    if (command && ended.includes(command.Status)) return command
    if (performance.now() - begun > withinMs) throw new Error(`the command has not ended: ${JSON.stringify(command)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
