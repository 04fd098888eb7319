import type { ExportRow } from './store/exports'
import type { SnoozeRow } from './store/snoozes'
import type { ViewRow } from './store/views'

export function wireView(view: ViewRow, userId: string) {
  return {
    ViewId: view.id,
    List: view.list,
    Name: view.name,
    Search: view.search,
    Shared: view.isShared,
    Mine: view.userId === userId,
    Owner: view.email,
    ChangedAt: view.changedAt,
  }
}

export function wireSnooze(snooze: SnoozeRow) {
  return {
    Problem: snooze.problem,
    Reason: snooze.reason,
    By: snooze.email,
    SnoozedAt: snooze.snoozedAt,
    Until: snooze.endsAt,
  }
}

export function wireExport(row: ExportRow) {
  return {
    ExportId: row.id,
    List: row.list,
    Format: row.format,
    State: row.state,
    Rows: row.rows,
    Bytes: row.bytes,
    Failure: row.failure ?? undefined,
    StartedAt: row.startedAt,
    EndsAt: row.endsAt,
  }
}
