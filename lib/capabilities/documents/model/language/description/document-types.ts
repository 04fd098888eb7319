import { object } from '../spec/build'
import type { ObjectSpec } from '../spec/spec'
import { automationDocument } from './automation'
import { commandDocument, oldCommandDocument } from './command'
import { packageDocument, sessionDocument } from './session'

export type DocumentType =
  | 'Command'
  | 'Policy'
  | 'Automation'
  | 'Session'
  | 'Package'
  | 'ApplicationConfiguration'
  | 'ApplicationConfigurationSchema'
  | 'DeploymentStrategy'
  | 'ChangeCalendar'
  | 'Automation.ChangeTemplate'
  | 'ProblemAnalysis'
  | 'ProblemAnalysisTemplate'
  | 'CloudFormation'
  | 'ConformancePackTemplate'
  | 'QuickSetup'
  | 'ManualApprovalPolicy'
  | 'AutoApprovalPolicy'

export interface DocumentShape {
  /** Names its JSON Schema. */
  name: string
  versions: readonly string[]
  spec: ObjectSpec
}

const automation: DocumentShape = { name: 'automation-0.3', versions: ['0.3'], spec: automationDocument }
const command: DocumentShape = { name: 'command-2', versions: ['2.0', '2.0.1', '2.0.2', '2.0.3', '2.2'], spec: commandDocument }
const oldCommand: DocumentShape = { name: 'command-1.2', versions: ['1.2'], spec: oldCommandDocument }
const session: DocumentShape = { name: 'session-1.0', versions: ['1.0'], spec: sessionDocument }
const packaged: DocumentShape = { name: 'package-2.0', versions: ['2.0'], spec: packageDocument }
const stored: DocumentShape = {
  name: 'stored',
  versions: [],
  spec: object({}, 'Stored and versioned, not interpreted.', { isOpen: true }),
}

/** Text is an iCalendar; of what is stored nothing is asked but that it reads. */
const shapes: Readonly<Record<DocumentType, readonly DocumentShape[] | 'calendar'>> = {
  Command: [command, oldCommand],
  Policy: [command, oldCommand],
  Automation: [automation],
  'Automation.ChangeTemplate': [stored],
  Session: [session],
  Package: [packaged],
  ChangeCalendar: 'calendar',
  ApplicationConfiguration: [stored],
  ApplicationConfigurationSchema: [stored],
  DeploymentStrategy: [stored],
  ProblemAnalysis: [stored],
  ProblemAnalysisTemplate: [stored],
  CloudFormation: [stored],
  ConformancePackTemplate: [stored],
  QuickSetup: [stored],
  ManualApprovalPolicy: [stored],
  AutoApprovalPolicy: [stored],
}

export const documentTypes: readonly DocumentType[] = Object.keys(shapes).filter(isDocumentType)

export function isDocumentType(name: string): name is DocumentType {
  return Object.hasOwn(shapes, name)
}

export function shapesOf(type: DocumentType): readonly DocumentShape[] | 'calendar' {
  return shapes[type]
}

/** The shape of that version; of an unknown version the newest, so that the rest can still be looked at. */
export function shapeOf(type: DocumentType, version: string | undefined): DocumentShape | undefined {
  const known = shapes[type]
  if (known === 'calendar') return undefined
  return known.find(({ versions }) => versions.includes(version ?? '')) ?? known[0]
}

/** What a document is, going by its version alone. */
export function typeOfVersion(version: string | undefined): DocumentType | undefined {
  if (version?.startsWith('0.')) return 'Automation'
  if (version === '1.0') return 'Session'
  return version === undefined ? undefined : 'Command'
}

export const schemaShapes: readonly DocumentShape[] = [automation, command, oldCommand, session, packaged, stored]
