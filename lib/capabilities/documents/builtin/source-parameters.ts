import type { JsonObject } from '#lib/wire/parameter-substitution'

export const timeoutParameter: JsonObject = {
  type: 'String',
  default: '3600',
  description: 'How many seconds it may take, from 1 to 172800 (48 hours).',
  allowedPattern: '^([1-9][0-9]{0,4}|1[0-6][0-9]{4}|17[0-1][0-9]{3}|172[0-7][0-9]{2}|172800)$',
}

export const sourceTypes: readonly string[] = ['GitHub', 'Git', 'HTTP', 'S3', 'SSMDocument']

export const sourceInfoParameter: JsonObject = {
  type: 'StringMap',
  default: {},
  description:
    'Where the content is, as JSON: for HTTP {"url": …}, for S3 {"path": …}, for Git {"repository": …}, for GitHub {"owner": …, "repository": …, "path": …}, for SSMDocument {"name": …}.',
  displayType: 'textarea',
}

/** The first step of documents that fetch something: without it the rest makes no sense. */
export function downloadStep(sourceType: string, sourceInfo: string, destinationPath: string): JsonObject {
  return {
    action: 'aws:downloadContent',
    name: 'downloadContent',
    inputs: { sourceType, sourceInfo, destinationPath, onFailure: 'exit' },
  }
}
