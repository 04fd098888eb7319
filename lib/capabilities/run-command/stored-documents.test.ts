import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDocument } from '#lib/capabilities/documents/operations/create-document'
import { deleteDocument } from '#lib/capabilities/documents/operations/delete-document'
import { getDocumentTrial } from '#lib/capabilities/documents/operations/get-document-trial'
import { updateDocument } from '#lib/capabilities/documents/operations/update-document'
import { documentJobs } from '#lib/capabilities/documents/jobs'
import { greetYaml, restartRunbook, scriptJson } from '#lib/capabilities/documents/testing/sample-documents'
import { cancelCommand } from './operations/cancel-command'
import { getCommandInvocation } from './operations/get-command-invocation'
import { listCommands } from './operations/list-commands'
import { sendCommand } from './operations/send-command'
import { tryDocument } from './operations/try-document'
import { TestFleet } from './testing/fleet'

let fleet: TestFleet
let nodes: readonly string[]
beforeAll(async () => {
  fleet = await TestFleet.open()
  nodes = await fleet.nodes(2, { platform: 'Linux' })
})
afterAll(async () => fleet.close())

let made = 0

async function makeDocument(): Promise<string> {
  const Name = `stored-${(made += 1)}`
  await fleet.call(createDocument, { Name, Content: scriptJson('echo 1') })
  await fleet.call(updateDocument, { Name, Content: scriptJson('echo 2') })
  return Name
}

async function send(DocumentName: string, extra: object = {}) {
  const { Command } = await fleet.call(sendCommand, { DocumentName, InstanceIds: nodes.slice(0, 1), ...extra })
  return { id: Command?.CommandId ?? '', Command }
}

function contentSent(commandId: string): string {
  const job = fleet.published.find((one) => one.kind === 'run' && one.commandId === commandId)
  return JSON.stringify(job)
}

describe('a stored document', () => {
  it('is sent in its default version, by name or ARN, or in the version asked for', async () => {
    const Name = await makeDocument()
    const cases = [
      [{}, '1'],
      [{ DocumentVersion: '$DEFAULT' }, '1'],
      [{ DocumentVersion: '$LATEST' }, '2'],
      [{ DocumentVersion: '2' }, '2'],
    ] as const
    for (const [selector, version] of cases) {
      const { id, Command } = await send(Name, selector)
      expect(Command).toMatchObject({ DocumentName: Name, DocumentVersion: version })
      expect(contentSent(id)).toContain(`echo ${version}`)
      await fleet.finish({ id, nodes: nodes.slice(0, 1) })
    }
    const arn = `arn:aws:ssm:local-1:000000000001:document/${Name}`
    const { id, Command } = await send(arn)
    expect(Command).toMatchObject({ DocumentName: Name })
    await fleet.finish({ id, nodes: nodes.slice(0, 1) })
  })

  it('takes a hash, and parameters with defaults and patterns', async () => {
    await fleet.call(createDocument, { Name: 'Greet', Content: greetYaml, DocumentFormat: 'YAML' })
    const DocumentHash = createHash('sha256').update(greetYaml).digest('hex')
    const { id } = await send('Greet', { DocumentHash, DocumentHashType: 'Sha256', Parameters: { who: ['maria'] } })
    expect(contentSent(id)).toContain('maria')
    expect(contentSent(id)).not.toContain('allowedPattern')
    await expect(send('Greet', { DocumentHash: DocumentHash.replace(/./, 'x') })).rejects.toMatchObject({
      code: 'InvalidDocument',
    })
    await expect(send('Greet', { Parameters: { who: ['Maria!'] } })).rejects.toMatchObject({ code: 'InvalidParameters' })
    await fleet.call(cancelCommand, { CommandId: id })
  })

  it.each([
    [{ DocumentVersion: '9' }, 'InvalidDocumentVersion'],
    [{ DocumentName: 'Nowhere' }, 'InvalidDocument'],
    [{ DocumentName: 'Runbook' }, 'InvalidDocument'],
    [{ Parameters: { nonsense: ['x'] } }, 'InvalidParameters'],
  ])('is refused with %j as %s', async (extra, code) => {
    const Content = restartRunbook
    await fleet.call(createDocument, { Name: 'Runbook', Content, DocumentType: 'Automation' }).catch(() => {})
    await expect(send(await makeDocument(), extra)).rejects.toMatchObject({ code })
  })

  it('is not deleted while a command runs it, and the refusal names the command', async () => {
    const Name = await makeDocument()
    const { id } = await send(Name, { DocumentVersion: '2' })
    const words = { message: expect.stringContaining(`1 command (${id} at version 2)`) as string }
    const failure = { code: 'InvalidDocumentOperation', ...words }
    await expect(fleet.call(deleteDocument, { Name })).rejects.toMatchObject(failure)
    await expect(fleet.call(deleteDocument, { Name, DocumentVersion: '2' })).rejects.toMatchObject(failure)
    await fleet.finish({ id, nodes: nodes.slice(0, 1) })
    await fleet.call(deleteDocument, { Name, DocumentVersion: '2' })
    const second = await send(Name)
    await fleet.call(deleteDocument, { Name, Force: true })
    expect(contentSent(second.id)).toContain('echo 1')
    await fleet.finish({ id: second.id, nodes: nodes.slice(0, 1) })
  })
})

describe('TryDocument', () => {
  it('runs text that is no version, marks the command, and forgets the text after some days', async () => {
    const input = {
      Name: 'stored-1',
      Content: greetYaml,
      DocumentFormat: 'YAML',
      InstanceIds: [nodes[1]],
      Parameters: { who: ['you'] },
    }
    const { Command } = await fleet.call(tryDocument, input)
    const id = Command.CommandId ?? ''
    const version = Command.DocumentVersion ?? ''
    expect(Command).toMatchObject({ DocumentName: 'stored-1', DocumentVersion: expect.stringMatching(/^trial-/) as string })
    expect(contentSent(id)).toContain('hello {{ who }}')
    expect(await fleet.call(getDocumentTrial, { DocumentVersion: version })).toMatchObject({
      Content: greetYaml,
      Name: 'stored-1',
    })
    await fleet.ack(id, nodes.slice(1))
    await fleet.reply({ id, nodes: nodes.slice(1) }, 'Success', { greet: { stdout: 'hello you\n' }, leave: { stdout: 'bye\n' } })
    const asked = { CommandId: id, InstanceId: nodes[1], PluginName: 'greet' }
    expect(await fleet.call(getCommandInvocation, asked)).toMatchObject({
      Status: 'Success',
      StandardOutputContent: 'hello you\n',
    })
    fleet.test.clock.advance(8 * 86_400_000)
    await documentJobs['documents.prune']?.(fleet.ctx, {})
    await expect(fleet.call(getDocumentTrial, { DocumentVersion: version })).rejects.toMatchObject({
      code: 'InvalidDocumentVersion',
    })
    expect((await fleet.call(listCommands, { CommandId: id })).Commands).toHaveLength(1)
  })

  it.each([
    [{ Content: '{}' }, 'InvalidDocumentSchemaVersion'],
    [{ Content: greetYaml }, 'InvalidDocumentContent'],
    [{ Content: restartRunbook }, 'InvalidDocumentSchemaVersion'],
    [{ InstanceIds: [] }, 'ValidationException'],
    [{ InstanceIds: ['mi-00000000000000000'] }, 'InvalidInstanceId'],
    [{ Parameters: { x: ['y'] } }, 'InvalidParameters'],
  ])('refuses %j with %s', async (input, code) => {
    const call = fleet.call(tryDocument, { Name: 'mine', Content: scriptJson('true'), InstanceIds: [nodes[1]], ...input })
    await expect(call).rejects.toMatchObject({ code })
  })
})
