import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everythingStored } from '#lib/api/testing/everything-stored'
import { createDocument } from '#lib/capabilities/documents/operations/create-document'
import { listParameterUses } from '#lib/capabilities/parameters/operations/list-parameter-uses'
import { putParameter } from '#lib/capabilities/parameters/operations/put-parameter'
import { previewCommand } from './operations/preview-command'
import { listCommands } from './operations/list-commands'
import { sendCommand } from './operations/send-command'
import { TestFleet } from './testing/fleet'

let fleet: TestFleet
let node: string
beforeAll(async () => {
  fleet = await TestFleet.open()
  const [first = ''] = await fleet.nodes(1, { platform: 'Linux' })
  node = first
  await fleet.call(putParameter, { Name: '/web/port', Value: '8080', Type: 'String' })
  await fleet.call(putParameter, { Name: '/web/port', Value: '8081', Overwrite: true })
  await fleet.call(putParameter, { Name: '/web/password', Value: 'planted-secret', Type: 'SecureString' })
})
afterAll(async () => fleet.close())

const shell = (...commands: string[]) => ({ DocumentName: 'AWS-RunShellScript', InstanceIds: [node], Parameters: { commands } })

async function send(input: object) {
  const { Command } = await fleet.call(sendCommand, input)
  const id = Command?.CommandId ?? ''
  const job = fleet.published.filter((one) => one.kind === 'run' && one.commandId === id).at(-1)
  return { id, Command, job: JSON.stringify(job) }
}

describe('references to Parameter Store', () => {
  it('reach the node with their values, and everybody else as they were written', async () => {
    const written = ['curl -u a:{{ssm-secure:/web/password}} localhost:{{ ssm:/web/port:1 }}', 'echo {{ssm:/web/port}}']
    const { id, Command, job } = await send(shell(...written))
    expect(job).toContain('curl -u a:planted-secret localhost:8080')
    expect(job).toContain('echo 8081')
    expect(Command?.Parameters).toEqual({ commands: written })
    expect((await fleet.call(listCommands, { CommandId: id })).Commands?.[0]?.Parameters).toEqual({ commands: written })
    const stored = await everythingStored(fleet.test)
    expect(stored.includes('planted')).toBe(false)
    expect(JSON.stringify(fleet.test.audited).includes('planted')).toBe(false)
    await fleet.finish({ id, nodes: [node] })
  })

  it('in the text of a document are resolved too', async () => {
    const Content = JSON.stringify({
      schemaVersion: '2.2',
      parameters: { port: { type: 'String', default: '{{ssm:/web/port}}' } },
      mainSteps: [
        { action: 'aws:runShellScript', name: 'x', inputs: { runCommand: ['echo {{port}} {{ssm-secure:/web/password}}'] } },
      ],
    })
    await fleet.call(createDocument, { Name: 'refers', Content, DocumentType: 'Command' })
    const { id, job } = await send({ DocumentName: 'refers', InstanceIds: [node] })
    expect(job).toContain('echo {{port}} planted-secret')
    expect(job).toContain('8081')
    expect((await everythingStored(fleet.test)).includes('planted')).toBe(false)
    await fleet.finish({ id, nodes: [node] })
  })

  it('go out again with their values when a job was lost', async () => {
    const { id, job } = await send(shell('echo {{ssm-secure:/web/password}}'))
    fleet.published.length = 0
    await fleet.connected([node])
    const again = fleet.published.filter((one) => one.kind === 'run' && one.commandId === id).at(-1)
    expect(JSON.stringify(again)).toBe(job)
    await fleet.finish({ id, nodes: [node] })
  })

  it.each([
    ['{{ssm:/web/none}}', '/web/none not found'],
    ['{{ssm:/web/port:7}}', 'version 7 of /web/port'],
    ['{{ssm:/web/password}}', 'write {{ssm-secure:/web/password}}'],
    ['{{ssm-secure:/web/port}}', 'write {{ssm:/web/port}}'],
    ['{{ssm:not a name}}{{ssm:a|b}}', 'a|b not found'],
  ])('that cannot be resolved refuse the command: %s', async (text, words) => {
    const refused = { code: 'InvalidParameters', message: expect.stringContaining(words) }
    await expect(fleet.call(sendCommand, shell(text))).rejects.toMatchObject(refused)
    expect(await fleet.call(previewCommand, shell(text))).toMatchObject({ Ok: false, Problem: { Code: 'InvalidParameters' } })
  })

  it('do not show their value when it breaks a rule of the document', async () => {
    const { DocumentName, InstanceIds } = shell()
    const Parameters = { commands: ['x'], executionTimeout: ['{{ssm-secure:/web/password}}'] }
    const call = fleet.call(sendCommand, { DocumentName, InstanceIds, Parameters })
    await expect(call).rejects.toMatchObject({ code: 'InvalidParameters', message: expect.not.stringContaining('planted') })
  })

  it('are found from the parameter', async () => {
    const { id } = await send(shell('echo {{ssm:/web/port:2}}'))
    const { Uses } = await fleet.call(listParameterUses, { Name: '/web/port' })
    expect(Uses).toContainEqual({
      Kind: 'command',
      Id: id,
      Detail: 'AWS-RunShellScript',
      Caller: 'owner@example.net',
      UsedAt: fleet.ctx.clock.now(),
      Selectors: ['2'],
    })
    const first = await fleet.call(listParameterUses, { Name: '/web/port', MaxResults: 1 })
    const rest = await fleet.call(listParameterUses, { Name: '/web/port', NextToken: first.NextToken })
    expect([...first.Uses, ...rest.Uses]).toEqual(Uses)
  })
})
