/** What the global set-up made, handed to the workers through the environment they inherit. */
export interface Trial {
  url: string
  secureUrl: string
  dataDirectory: string
  region: string
  credentials: { accessKeyId: string; secretAccessKey: string }
  /** A signed-in browser. */
  storageState: string
}

const variable = 'QUARTERDECK_TRIAL'

export function keepTrial(trial: Trial): void {
  process.env[variable] = JSON.stringify(trial)
}

export function readTrial(): Trial {
  return JSON.parse(process.env[variable] ?? '{}') as Trial
}
