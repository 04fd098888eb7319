import type { Shape } from '#lib/wire/shape'
import { kmsLimits } from '#lib/wire/kms-limits.gen'
import { sdkShape } from '#lib/wire/sdk-shape'

/** Shapes from the runtime schemas of `@aws-sdk/client-kms`. */
export function kmsShape<I>(schema: Parameters<typeof sdkShape>[0]): Shape<I> {
  return sdkShape<I>(schema, kmsLimits)
}
