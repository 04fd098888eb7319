import {
  DescribeDocumentRequest$,
  type DescribeDocumentRequest,
  type DescribeDocumentResult,
  type DocumentParameter,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { documentArn } from '#lib/vocabulary/arn'
import { type CommandDocument, readCommandDocument } from '#lib/vocabulary/document'
import { sdkShape } from '#lib/wire/sdk-shape'
import { hashOf, requireBuiltin, requireBuiltinVersion } from '../catalogue'
import { builtinVersion } from '../model/builtin'

export const describeDocument = operation({
  name: 'DescribeDocument',
  access: 'read',
  input: sdkShape<DescribeDocumentRequest>(DescribeDocumentRequest$),
  resources: (input, ctx) => [documentArn({ region: ctx.config.region, accountId: ctx.caller.accountId }, input.Name ?? '')],
  async handle(ctx, input): Promise<DescribeDocumentResult> {
    const builtin = requireBuiltin(ctx.config, ctx.caller.accountId, input.Name ?? '')
    const version = requireBuiltinVersion(builtin, { version: input.DocumentVersion, versionName: input.VersionName })
    const document = readCommandDocument(builtin.content)
    return {
      Document: {
        Hash: hashOf(builtin),
        HashType: 'Sha256',
        Name: builtin.name,
        DisplayName: builtin.displayName,
        Owner: builtin.owner,
        CreatedDate: builtin.createdAt,
        Status: 'Active',
        DocumentVersion: version,
        Description: document.description,
        Parameters: parametersOf(document),
        PlatformTypes: [...builtin.platformTypes],
        DocumentType: 'Command',
        SchemaVersion: document.schemaVersion,
        LatestVersion: builtinVersion,
        DefaultVersion: builtinVersion,
        DocumentFormat: 'JSON',
        TargetType: builtin.targetType,
        Tags: [],
      },
    }
  },
})

function parametersOf(document: CommandDocument): DocumentParameter[] {
  return [...document.parameters].map(([name, declaration]) => ({
    Name: name,
    Type: declaration.type === 'StringList' ? 'StringList' : 'String',
    Description: declaration.description,
    DefaultValue: defaultText(declaration.default),
  }))
}

function defaultText(value: unknown): string | undefined {
  if (value === undefined) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}
