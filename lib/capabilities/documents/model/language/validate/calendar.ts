import type { RawFinding } from './finding'

/** A change calendar is an iCalendar text; only its frame is checked here. */
export function checkCalendar(text: string): readonly RawFinding[] {
  const lines = text.split('\n')
  const findings: RawFinding[] = []
  const report = (line: number, message: string): void => {
    const start = lines.slice(0, line).reduce((sum, before) => sum + before.length + 1, 0)
    findings.push({
      code: 'badCalendar',
      severity: 'error',
      message,
      path: [],
      start: Math.min(start, text.length),
      end: Math.min(text.length, start + (lines[line]?.length ?? 0)),
    })
  }
  if (lines[0]?.trim() !== 'BEGIN:VCALENDAR') report(0, 'The calendar does not begin with BEGIN:VCALENDAR.')
  checkPairs(lines, report)
  const type = lines.findIndex((line) => line.startsWith('X-CALENDAR-TYPE:'))
  if (type === -1) report(0, 'The calendar has no X-CALENDAR-TYPE; expected DEFAULT_OPEN or DEFAULT_CLOSED.')
  else if (!/^X-CALENDAR-TYPE:DEFAULT_(OPEN|CLOSED)\s*$/.test(lines[type] ?? ''))
    report(type, 'X-CALENDAR-TYPE is neither DEFAULT_OPEN nor DEFAULT_CLOSED.')
  return findings
}

/** Each BEGIN has its END, and each event says when it begins. */
function checkPairs(lines: readonly string[], report: (line: number, message: string) => void): void {
  const open: { name: string; line: number; hasStart: boolean }[] = []
  for (const [index, line] of lines.entries()) {
    const [, kind, name = ''] = /^(BEGIN|END):([A-Z-]+)\s*$/.exec(line) ?? []
    if (kind === 'BEGIN') open.push({ name, line: index, hasStart: false })
    const top = open.at(-1)
    if (top && /^DTSTART[;:]/.test(line)) top.hasStart = true
    if (kind !== 'END') continue
    if (top?.name !== name) {
      report(index, `END:${name} closes nothing that is open.`)
      return
    }
    open.pop()
    if (name === 'VEVENT' && !top.hasStart) report(top.line, 'The event has no DTSTART.')
  }
  const left = open.at(-1)
  if (left) report(left.line, `BEGIN:${left.name} is never closed.`)
}
