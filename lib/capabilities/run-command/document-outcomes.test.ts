import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDocument } from '#lib/capabilities/documents/operations/create-document'
import { scriptJson } from '#lib/capabilities/documents/testing/sample-documents'
import { cancelCommand } from './operations/cancel-command'
import { listDocumentOutcomes } from './operations/list-document-outcomes'
import { sendCommand } from './operations/send-command'
import { tryDocument } from './operations/try-document'
import { listOutcomes } from './store/outcomes'
import { TestFleet } from './testing/fleet'

let fleet: TestFleet
let nodes: readonly string[]
beforeAll(async () => {
  fleet = await TestFleet.open()
  nodes = await fleet.nodes(1, { platform: 'Linux' })
})
afterAll(async () => fleet.close())

const day = 86_400_000

async function given(Name: string): Promise<string> {
  await fleet.call(createDocument, { Name, Content: scriptJson('true') })
  return Name
}

async function run(DocumentName: string, ending: 'Success' | 'Failed' | 'none'): Promise<string> {
  const { Command } = await fleet.call(sendCommand, { DocumentName, InstanceIds: [...nodes] })
  const id = Command?.CommandId ?? ''
  if (ending !== 'none') await fleet.finish({ id, nodes }, ending)
  return id
}

async function outcomeOf(name: string) {
  return (await fleet.call(listDocumentOutcomes, { DocumentNames: [name] })).Outcomes[0]
}

describe('outcomes of documents', () => {
  it('say who ran each last, and how many of its runs ended well', async () => {
    const name = await given('outcome-1')
    for (const ending of ['Success', 'Success', 'Failed'] as const) await run(name, ending)
    fleet.test.clock.advance(1_000)
    const last = await run(name, 'none')
    expect(await outcomeOf(name)).toMatchObject({
      DocumentName: name,
      CommandId: last,
      RequestedBy: 'owner@example.net',
      Status: expect.stringMatching(/Pending|InProgress/) as string,
      EndedCount: 3,
      SucceededCount: 2,
      IsCut: false,
    })
  })

  it('leave out what nobody has run, and answer each name once', async () => {
    const name = await given('outcome-2')
    await run('outcome-1', 'Success')
    const { Outcomes } = await fleet.call(listDocumentOutcomes, { DocumentNames: [name, 'outcome-1', 'outcome-1', 'never-made'] })
    expect(Outcomes.map(({ DocumentName }) => DocumentName)).toEqual(['outcome-1'])
  })

  it('count neither cancelled runs nor tests of a text that was not saved', async () => {
    const name = await given('outcome-3')
    const CommandId = await run(name, 'none')
    await fleet.call(cancelCommand, { CommandId })
    await fleet.finish({ id: CommandId, nodes }, 'Cancelled')
    fleet.test.clock.advance(1_000)
    await fleet.call(tryDocument, { Name: name, Content: scriptJson('x'), InstanceIds: [...nodes] })
    expect(await outcomeOf(name)).toMatchObject({ CommandId, Status: 'Cancelled', EndedCount: 0, SucceededCount: 0 })
  })

  it('look back thirty days for the share, and for ever for the last run', async () => {
    const name = await given('outcome-4')
    const CommandId = await run(name, 'Success')
    fleet.test.clock.advance(31 * day)
    expect(await outcomeOf(name)).toMatchObject({ CommandId, EndedCount: 0 })
  })

  it('stop at a number of runs, and say so', async () => {
    const name = await given('outcome-5')
    for (const ending of ['Failed', 'Success', 'Success'] as const) {
      await run(name, ending)
      fleet.test.clock.advance(1_000)
    }
    expect(await listOutcomes(fleet.ctx, [name], { since: new Date(0), limit: 2 })).toMatchObject([
      { ended: expect.any(Number) as number, isCut: true },
    ])
  })

  it('are of at most a thousand names', async () => {
    const DocumentNames = Array.from({ length: 1_001 }, (_, at) => `name-${at}`)
    await expect(fleet.call(listDocumentOutcomes, { DocumentNames })).rejects.toMatchObject({ code: 'ValidationException' })
  })
})
