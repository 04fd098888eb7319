import { printYamlScalar } from './print-yaml'
import type { DocumentFormat, Scalar } from './tree'

/** On one line: `{a: 1, b: [x]}`, or as JSON. */
export function printFlow(value: unknown, format: DocumentFormat): string {
  const scalar = format === 'JSON' ? (given: Scalar) => JSON.stringify(given) : printYamlScalar
  return flowOf(value, scalar)
}

function flowOf(value: unknown, scalar: (given: Scalar) => string): string {
  if (Array.isArray(value)) return `[${value.map((item) => flowOf(item, scalar)).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${scalar(key)}: ${flowOf(item, scalar)}`)
    return `{${entries.join(', ')}}`
  }
  return scalar(typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null)
}
