import type { ChangeSet } from '../store/change-sets'
import type { PlannedChange } from './plan'

/** Values of SecureStrings are not in it: whether they differ is. */
export function wirePlan({ intent, outcome, problem, present, planned }: PlannedChange) {
  const type = planned?.type ?? intent.put?.Type ?? present?.type
  const isClear = type !== 'SecureString' && present?.type !== 'SecureString'
  return {
    Name: present?.name ?? intent.name,
    Outcome: outcome,
    Code: problem?.code,
    Reason: problem?.reason,
    Type: type,
    PresentVersion: present?.version ?? 0,
    PresentValue: isClear ? (present?.value ?? undefined) : undefined,
    Value: isClear ? intent.put?.Value : undefined,
  }
}

export function wireChangeSet(changeSet: ChangeSet) {
  return {
    ChangeSetId: changeSet.changeSetId,
    Title: changeSet.title,
    Source: changeSet.source,
    CreatedDate: changeSet.createdAt,
    CreatedBy: changeSet.createdBy,
    Created: changeSet.created,
    Changed: changeSet.changed,
    Deleted: changeSet.deleted,
    Reverts: changeSet.reverts ?? undefined,
  }
}
