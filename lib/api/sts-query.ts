import type { ServerResponse } from 'node:http'
import type { ApiError } from '#lib/vocabulary/api-error'

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/'

export function answerCallerIdentity(response: ServerResponse, identity: unknown, requestId: string): void {
  const { UserId, Account, Arn } = identity as { UserId: string; Account: string; Arn: string }
  const members = Object.entries({ Arn, UserId, Account }).map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`)
  const result = `<GetCallerIdentityResult>${members.join('')}</GetCallerIdentityResult>`
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`
  answerXml(response, 200, `<GetCallerIdentityResponse xmlns="${namespace}">${result}${metadata}</GetCallerIdentityResponse>`)
}

/** The query protocol has other names for two failures of the signature. */
const codes: ReadonlyMap<string, string> = new Map([
  ['UnrecognizedClientException', 'InvalidClientTokenId'],
  ['InvalidSignatureException', 'SignatureDoesNotMatch'],
  ['MissingAuthenticationTokenException', 'MissingAuthenticationToken'],
  ['IncompleteSignatureException', 'IncompleteSignature'],
  ['ExpiredTokenException', 'ExpiredToken'],
])

export function answerStsError(response: ServerResponse, failure: ApiError, requestId: string): void {
  const type = failure.status >= 500 ? 'Receiver' : 'Sender'
  const code = codes.get(failure.code) ?? failure.code
  const status = failure.status >= 500 ? failure.status : 403
  const error = `<Error><Type>${type}</Type><Code>${code}</Code><Message>${escapeXml(failure.message)}</Message></Error>`
  answerXml(response, status, `<ErrorResponse xmlns="${namespace}">${error}<RequestId>${requestId}</RequestId></ErrorResponse>`)
}

function answerXml(response: ServerResponse, status: number, xml: string): void {
  const body = Buffer.from(xml)
  response.writeHead(status, { 'content-type': 'text/xml', 'content-length': body.length, 'cache-control': 'no-store' })
  response.end(body)
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
