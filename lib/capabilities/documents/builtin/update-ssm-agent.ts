import { builtin } from '../model/builtin'

export const updateSsmAgent = builtin({
  name: 'AWS-UpdateSSMAgent',
  displayName: 'Update the agent',
  platformTypes: ['Linux', 'MacOS'],
  content: {
    schemaVersion: '1.2',
    description:
      'Puts the agent that this control plane serves in the place of the one on the node. Nodes whose agent is the same keep it.',
    parameters: {
      version: { type: 'String', default: '', description: 'Leave it empty: a control plane serves one version, its own.' },
      allowDowngrade: {
        type: 'String',
        default: 'false',
        description: 'Whether that version may be older than the one on the node.',
        allowedValues: ['true', 'false'],
      },
    },
    runtimeConfig: {
      'aws:updateSsmAgent': {
        properties: [{ agentName: 'amazon-ssm-agent', targetVersion: '{{ version }}', allowDowngrade: '{{ allowDowngrade }}' }],
      },
    },
  },
})
