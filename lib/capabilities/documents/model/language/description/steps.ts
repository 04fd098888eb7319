import type { ActionSpec, Family, Members } from '../spec/spec'
import { automationStep } from './automation'
import { automationActions } from './automation-actions'
import { commandStep } from './command'
import { commandPlugins } from './command-plugins'

export interface StepLanguage {
  members: Members
  actions: ReadonlyMap<string, ActionSpec>
  /** For messages. */
  noun: 'action' | 'plugin'
}

export const stepLanguages: Readonly<Record<Family, StepLanguage>> = {
  automation: { members: automationStep, actions: automationActions, noun: 'action' },
  command: { members: commandStep, actions: commandPlugins, noun: 'plugin' },
}
