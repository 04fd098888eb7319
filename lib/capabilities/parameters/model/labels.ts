import { ApiError } from '#lib/vocabulary/api-error'

export const mostLabels = 10

/** Those that break the rules come back in InvalidLabels; that is no error. */
export function isValidLabel(label: string): boolean {
  return /^[a-zA-Z_.-][a-zA-Z0-9_.-]{0,99}$/.test(label) && !/^(aws|ssm)/i.test(label)
}

export function checkLabelCount(count: number): void {
  if (count <= mostLabels) return
  throw new ApiError(
    'ParameterVersionLabelLimitExceeded',
    `A parameter version can have a maximum of ${mostLabels} labels. Move one or more labels to another version and try again.`,
  )
}
