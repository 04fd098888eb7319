import { printYamlScalar } from './print-yaml'
import type { DocumentFormat } from './tree'

/** On one line: `{a: 1, b: [x]}`, or as JSON. */
export function printFlow(value: unknown, format: DocumentFormat): string {
  if (format === 'JSON')
    return JSON.stringify(value ?? null, null, 1)
      .replace(/\n */g, ' ')
      .replace(/([[{]) | ([\]}])/g, '$1$2')
  return yamlFlow(value)
}

function yamlFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(yamlFlow).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${printYamlScalar(key)}: ${yamlFlow(item)}`)
      .join(', ')}}`
  }
  return printYamlScalar(typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null)
}
