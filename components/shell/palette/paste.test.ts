import { expect, test } from 'vitest'
import { destinationOf } from './paste'

const node = 'mi-0123456789abcdef0'
const command = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'

test.each([
  [node, `/nodes/${node}`],
  [` ${node}\n`, `/nodes/${node}`],
  ['i-0abc1234', '/nodes/i-0abc1234'],
  [command, `/commands/${command}`],
  [`arn:aws:ssm:eu-1:000000000001:managed-instance/${node}`, `/nodes/${node}`],
  [`aws ssm get-command-invocation --command-id ${command} --instance-id ${node}`, `/commands/${command}`],
  [`aws ssm describe-instance-information --instance-ids '${node}'`, `/nodes/${node}`],
  ['arn:aws:ssm:eu-1::document/AWS-RunShellScript', '/documents/AWS-RunShellScript/overview'],
  [
    'arn:aws:ssm:eu-1:000000000002:document/restart-web',
    '/documents/arn%3Aaws%3Assm%3Aeu-1%3A000000000002%3Adocument%2Frestart-web/overview',
  ],
  ["aws ssm get-document --name 'restart-web' --document-version 3", '/documents/restart-web/overview'],
  ['aws ssm describe-document --region eu-1 --name restart-web', '/documents/restart-web/overview'],
  ['arn:aws:ssm:eu-1:000000000001:parameter/prod/db/host', '/parameters/detail?name=%2Fprod%2Fdb%2Fhost'],
  ["aws ssm get-parameter --name '/prod/db/host:3' --with-decryption", '/parameters/detail?name=%2Fprod%2Fdb%2Fhost'],
])('%j opens %s', (text, href) => expect(destinationOf(text)?.href).toBe(href))

test.each(['web-017', 'mi-', 'arn:aws:s3:::bucket', 'aws ssm send-command', ''])('%j opens nothing', (text) =>
  expect(destinationOf(text)).toBeUndefined(),
)
