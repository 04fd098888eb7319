import type { Endpoint } from './copy-as'

/** How Terraform's AWS provider talks to this installation. */
export function provider({ url, region }: Endpoint): string[] {
  return ['provider "aws" {', `  region = ${quoted(region)}`, '  endpoints {', `    ssm = ${quoted(url)}`, '  }', '}', '']
}

export function identifier(name: string, kind: string): string {
  const word = name.replace(/[^\w-]/g, '_')
  return /^[A-Za-z_]/.test(word) ? word : `${kind}_${word}`
}

/** `${` and `%{` begin templates in Terraform, in quoted text and in heredocs alike. */
export function escaped(text: string): string {
  return text.replace(/[$%]\{/g, (sign) => `${sign[0]}${sign}`)
}

export function quoted(text: string): string {
  return escaped(JSON.stringify(text))
}
