import type { ConsoleOutput } from '../own-operations'

export type Installation = ConsoleOutput<'GetInstallation'>['Installation']

export const setUpSteps = [
  { id: 'administrator', label: 'Administrator' },
  { id: 'installation', label: 'Installation' },
  { id: 'secrets', label: 'Secrets' },
  { id: 'ready', label: 'Ready' },
] as const

export type SetUpStep = (typeof setUpSteps)[number]['id']
/** Those that have an owner to ask for them. */
export type LaterStep = Exclude<SetUpStep, 'administrator'>

export function isLaterStep(text: string): text is LaterStep {
  return text !== 'administrator' && setUpSteps.some(({ id }) => id === text)
}
