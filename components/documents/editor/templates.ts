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

const known: Partial<Record<DocumentType, Template>> = {
  Command: { format: 'YAML', text: command },
  Policy: { format: 'YAML', text: command },
  Automation: { format: 'YAML', text: automation },
  'Automation.ChangeTemplate': { format: 'YAML', text: automation },
  Session: { format: 'YAML', text: session },
  Package: { format: 'JSON', text: packaged },
  ChangeCalendar: { format: 'TEXT', text: calendar },
}

/** What a new document starts as: short, and saved as it is it would be accepted. */
export function templateOf(type: DocumentType): Template {
  return known[type] ?? { format: 'JSON', text: '{\n  "description": "What this holds."\n}\n' }
}
