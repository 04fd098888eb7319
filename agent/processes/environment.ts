import { homedir, userInfo } from 'node:os'

/** What a script may know about where it runs (agent.md 9.3). */
export interface ScriptSurroundings {
  nodeId: string
  region: string
  platformName: string
  platformVersion: string
  commandId: string
}

const kept = ['LANG', 'LC_ALL', 'TZ', 'http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'] as const
const standardPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

export function scriptPath(agent: Readonly<Record<string, string | undefined>>): string {
  return agent['QUARTERDECK_SCRIPT_PATH'] ?? standardPath
}

/** A clean environment: nothing of the agent's own leaks into scripts but locale, zone and proxies. */
export function scriptEnvironment(
  surroundings: ScriptSurroundings,
  own: Readonly<Record<string, string>>,
  agent: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const user = userInfo().username
  const environment: Record<string, string> = {
    PATH: scriptPath(agent),
    HOME: homedir(),
    USER: user,
    LOGNAME: user,
    SHELL: '/bin/sh',
  }
  for (const name of kept) {
    const value = agent[name]
    if (value) environment[name] = value
  }
  return {
    ...environment,
    ...own,
    AWS_SSM_INSTANCE_ID: surroundings.nodeId,
    AWS_SSM_REGION_NAME: surroundings.region,
    AWS_SSM_PLATFORM_NAME: surroundings.platformName,
    AWS_SSM_PLATFORM_VERSION: surroundings.platformVersion,
    SSM_COMMAND_ID: surroundings.commandId,
  }
}
