import type { SendCommandRequest } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { storeTrial } from '#lib/capabilities/documents/index'
import { documentArn, managedInstanceArn } from '#lib/vocabulary/arn'
import { integer, list, map, ownShape, structure, text } from '#lib/wire/own-shape'
import { fillIn, sendCommand } from '../engine/send'
import { parseSendRequest } from '../send-request'
import { wireCommand } from '../wire'

const shape = ownShape(
  'TryDocumentRequest',
  structure({
    /** What it is or will be called; there need not be such a document. */
    Name: text({ required: true, pattern: /[a-zA-Z0-9_\-.]{3,128}/ }),
    Content: text({ required: true, min: 1, printed: false }),
    DocumentFormat: text({ oneOf: ['JSON', 'YAML'] }),
    InstanceIds: list(text({ min: 1, max: 64 }), { max: 50 }),
    Targets: list(structure({ Key: text({ max: 163 }), Values: list(text(), { max: 50 }) }), { max: 5 }),
    Parameters: map(list(text())),
    TimeoutSeconds: integer({ min: 30, max: 2_592_000 }),
    Comment: text({ max: 100 }),
    MaxConcurrency: text({ max: 7 }),
    MaxErrors: text({ max: 7 }),
  }),
)

/** SendCommand for a Command document that is not saved: its text is kept for some days as a trial, and never becomes a version. */
export const tryDocument = operation({
  service: 'quarterdeck',
  name: 'TryDocument',
  access: 'write',
  input: shape,
  secretMembers: ['Parameters'],
  resources(input, ctx) {
    const place = { region: ctx.config.region, accountId: ctx.caller.accountId }
    const nodes = input.InstanceIds?.length ? input.InstanceIds : ['*']
    return [documentArn(place, input.Name), ...nodes.map((id) => managedInstanceArn(place, id))]
  },
  async handle(tx, input) {
    const { Name: name, Content: content, DocumentFormat: format = 'JSON', ...rest } = input
    const command: SendCommandRequest = { ...rest, DocumentName: name }
    const request = parseSendRequest(command)
    const document = await storeTrial(tx, { name, content, format })
    return { Command: wireCommand(await sendCommand(tx, await fillIn(tx, { request, document }))) }
  },
})
