import type { DocumentReviews, ReviewStatus } from '@aws-sdk/client-ssm'
import { callerName } from '#lib/platform/caller-name'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import type { DocumentVersion } from './document'
import { findLastReview, insertReview, updateReview } from './store/reviews'
import { setReviewStatus } from './store/versions'

type Action = NonNullable<DocumentReviews['Action']>

interface Step {
  from: readonly ReviewStatus[]
  to: ReviewStatus
  /** What other versions in these states become: one version at a time is under review, and one approved. */
  others: { from: readonly ReviewStatus[]; to: ReviewStatus } | undefined
}

const steps: Readonly<Record<Exclude<Action, 'UpdateReview'>, Step>> = {
  SendForReview: {
    from: ['NOT_REVIEWED', 'REJECTED'],
    to: 'PENDING',
    others: { from: ['PENDING'], to: 'NOT_REVIEWED' },
  },
  Approve: { from: ['PENDING'], to: 'APPROVED', others: { from: ['APPROVED'], to: 'REJECTED' } },
  Reject: { from: ['PENDING'], to: 'REJECTED', others: undefined },
}

/** Moves a version through its review, and writes the line of history. */
export async function review(tx: Ctx, version: DocumentVersion, given: DocumentReviews): Promise<void> {
  const action = given.Action ?? 'UpdateReview'
  const comment = given.Comment?.[0]?.Content
  if (action === 'UpdateReview') return reviseReview(tx, version, comment)
  const { from, to, others } = steps[action]
  if (!from.includes(version.reviewStatus)) {
    throw new ApiError(
      'InvalidDocumentOperation',
      `${action} is not possible: version ${version.version} of document ${version.name} is ${version.reviewStatus}, not ${from.join(' or ')}.`,
    )
  }
  if (others) await setReviewStatus(tx, version, others)
  await setReviewStatus(tx, version, { version: version.version, to })
  const now = tx.clock.now()
  await insertReview(tx, {
    accountId: version.accountId,
    name: version.name,
    version: version.version,
    action,
    status: to,
    reviewer: callerName(tx.caller),
    comment: comment ?? null,
    createdAt: now,
    updatedAt: now,
  })
}

/** Only one's own last word can be changed. */
async function reviseReview(tx: Ctx, version: DocumentVersion, comment: string | undefined): Promise<void> {
  const last = await findLastReview(tx, version, version.version)
  if (!last || last.reviewer !== callerName(tx.caller)) {
    throw new ApiError(
      'InvalidDocumentOperation',
      `UpdateReview is not possible: the last review of version ${version.version} of document ${version.name} is not yours.`,
    )
  }
  await updateReview(tx, last, { comment: comment ?? null, updatedAt: tx.clock.now() })
}
