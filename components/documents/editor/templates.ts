import type { DocumentType } from '#lib/capabilities/documents/model/language/description/document-types'
import type { EditorFormat } from './read-document'

export interface Template {
  format: EditorFormat
  text: string
}

const command = `schemaVersion: "2.2"
description: What this document does.
mainSteps:
  - action: aws:runShellScript
    name: sayHello
    inputs:
      runCommand:
        - echo "hello from $(hostname)"
`

const automation = `schemaVersion: "0.3"
description: What this runbook does.
mainSteps:
  - name: waitAMoment
    action: aws:sleep
    inputs:
      Duration: PT10S
`

const session = `schemaVersion: "1.0"
description: Preferences of sessions that use this document.
sessionType: Standard_Stream
inputs:
  runAsEnabled: false
  idleSessionTimeout: "20"
`

const packaged = `{
  "schemaVersion": "2.0",
  "version": "1.0.0",
  "packages": {
    "_any": {
      "_any": {
        "x86_64": { "file": "package.zip" }
      }
    }
  },
  "files": {
    "package.zip": {
      "checksums": {
        "sha256": "0000000000000000000000000000000000000000000000000000000000000000"
      }
    }
  }
}
`

const calendar = `BEGIN:VCALENDAR
PRODID:-//AWS//Change Calendar 1.0//EN
VERSION:2.0
X-CALENDAR-TYPE:DEFAULT_OPEN
X-WR-CALDESC:When nothing may change.
END:VCALENDAR
`

const other: Template = { format: 'JSON', text: '{\n  "description": "What this holds."\n}\n' }

/** What a new document starts as: short, and saved as it is it would be accepted. Without the language, which is heavy. */
const templates: Readonly<Record<DocumentType, Template>> = {
  Command: { format: 'YAML', text: command },
  Automation: { format: 'YAML', text: automation },
  Session: { format: 'YAML', text: session },
  Package: { format: 'JSON', text: packaged },
  Policy: { format: 'YAML', text: command },
  'Automation.ChangeTemplate': { format: 'YAML', text: automation },
  ChangeCalendar: { format: 'TEXT', text: calendar },
  ApplicationConfiguration: other,
  ApplicationConfigurationSchema: other,
  DeploymentStrategy: other,
  ProblemAnalysis: other,
  ProblemAnalysisTemplate: other,
  CloudFormation: other,
  ConformancePackTemplate: other,
  QuickSetup: other,
  ManualApprovalPolicy: other,
  AutoApprovalPolicy: other,
}

export const newTypes = Object.keys(templates).filter(isNewType)

export function isNewType(name: string): name is DocumentType {
  return Object.hasOwn(templates, name)
}

export function templateOf(type: DocumentType): Template {
  return templates[type]
}

/** Of an address that asks for one. */
export function newTypeOf(asked: string | undefined): DocumentType {
  return asked !== undefined && isNewType(asked) ? asked : 'Command'
}
