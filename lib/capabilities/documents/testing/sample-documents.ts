/** Documents that several tests make. */
export const greetYaml = `schemaVersion: '2.2'
description: Says hello # and keeps this comment
parameters:
  who:
    type: String
    default: world
    description: Whom to greet
    allowedPattern: '^[a-z]+$'
mainSteps:
  - action: aws:runShellScript
    name: greet
    precondition:
      StringEquals: [platformType, Linux]
    inputs:
      runCommand:
        - echo "hello {{ who }}"
  - action: aws:runShellScript
    name: leave
    inputs:
      runCommand: ['echo bye']
`

export function scriptJson(line: string): string {
  return JSON.stringify({
    schemaVersion: '2.2',
    description: `Runs ${line}`,
    mainSteps: [{ action: 'aws:runShellScript', name: 'run', inputs: { runCommand: [line] } }],
  })
}

export const restartRunbook = JSON.stringify({
  schemaVersion: '0.3',
  description: 'Waits',
  parameters: { Nodes: { type: 'StringList', description: 'Which', default: ['a', 'b'] } },
  mainSteps: [{ name: 'wait', action: 'aws:sleep', inputs: { Duration: 'PT1S' } }],
})

export const calendar = [
  'BEGIN:VCALENDAR',
  'PRODID:-//Quarterdeck//Tests//EN',
  'VERSION:2.0',
  'X-CALENDAR-TYPE:DEFAULT_OPEN',
  'END:VCALENDAR',
  '',
].join('\r\n')
