import { append } from '#lib/capabilities/events/index'
import type { Ctx } from '#lib/platform/context'

export const parameterTopic = 'parameters'

export type ParameterOperation = 'Create' | 'Update' | 'Delete' | 'LabelParameterVersion'

/** Says that it changed, and never to what. */
export async function announce(
  tx: Ctx,
  name: string,
  data: { operation: ParameterOperation; version?: number; type?: string },
): Promise<void> {
  await append(tx, { capability: 'parameters', type: 'parameter.changed', resource: name, topics: [parameterTopic], data })
}
