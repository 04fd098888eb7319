export const agentName = 'quarterdeck-agent'
export const agentVersion = '0.1.0'
