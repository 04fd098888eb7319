import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { findTrial } from '../store/trials'

/** The text of a version that was tried and not saved, as long as it is kept. */
export const getDocumentTrial = operation({
  service: 'quarterdeck',
  name: 'GetDocumentTrial',
  access: 'read',
  input: ownShape(
    'GetDocumentTrialRequest',
    structure({ DocumentVersion: text({ required: true, pattern: /trial-[0-9a-f-]{36}/ }) }),
  ),
  resources: () => ['*'],
  async handle(ctx, input) {
    const trial = await findTrial(ctx, input.DocumentVersion)
    if (!trial)
      throw new ApiError('InvalidDocumentVersion', `${input.DocumentVersion} is no trial, or one that is no longer kept.`)
    return {
      Name: trial.name,
      DocumentVersion: trial.id,
      DocumentFormat: trial.format,
      Content: trial.content,
      Hash: trial.sha256,
      CreatedDate: trial.createdAt,
      CreatedBy: trial.createdBy,
      ExpiresDate: trial.expiresAt,
    }
  },
})
