import { operation } from '#lib/api/operation'
import { commandMeanings } from '#lib/vocabulary/command-status'
import { list, ownShape, structure, text } from '#lib/wire/own-shape'
import { listOutcomes } from '../store/outcomes'

const days = 30
const mostNames = 1_000
/** Runs of one document that are looked at; beyond it the share is that of the newest. */
const mostRuns = 1_000

/** For lists of documents: who ran each last, and how its runs of the last 30 days ended. */
export const listDocumentOutcomes = operation({
  service: 'quarterdeck',
  name: 'ListDocumentOutcomes',
  access: 'read',
  input: ownShape(
    'ListDocumentOutcomesRequest',
    structure({ DocumentNames: list(text({ min: 1, max: 1024 }), { required: true, max: mostNames }) }),
  ),
  resources: () => ['*'],
  async handle(ctx, input) {
    const since = new Date(ctx.clock.now().getTime() - days * 86_400_000)
    const found = await listOutcomes(ctx, input.DocumentNames, { since, limit: mostRuns })
    return {
      Outcomes: found.map(({ documentName, last, ended, succeeded, isCut }) => ({
        DocumentName: documentName,
        CommandId: last.commandId,
        RequestedDateTime: last.requestedAt,
        RequestedBy: last.requestedBy,
        Status: commandMeanings[last.detail].status,
        StatusDetails: last.detail,
        EndedCount: ended,
        SucceededCount: succeeded,
        /** True when there were more runs than were looked at. */
        IsCut: isCut,
      })),
    }
  },
})
