import { ssmPages } from '#queries/shell/ssm-query'

export function activationPages() {
  return ssmPages('activations', 'DescribeActivations', { MaxResults: 50 })
}
