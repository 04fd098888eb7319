import { ssm } from '#lib/api/browser'
import { ssmPages } from '#queries/shell/ssm-query'
import type { Activation } from './activation-state'

export function activationPages() {
  return ssmPages('activations', 'DescribeActivations', { MaxResults: 50 })
}

export async function* allActivationPages(): AsyncGenerator<Activation[]> {
  let token: string | undefined
  do {
    const page = await ssm('DescribeActivations', { MaxResults: 50, ...(token ? { NextToken: token } : {}) })
    yield page.ActivationList ?? []
    token = page.NextToken
  } while (token)
}
