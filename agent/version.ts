export { agentName, agentVersion } from '#lib/vocabulary/own-agent'
