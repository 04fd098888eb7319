import { type CommandDraft, sendRequest } from './command-draft'

export interface TrialText {
  Content: string
  DocumentFormat: string
}

/** TryDocument with the values of a run and the text that it ran. Such a run goes to at most 50 named nodes, or to targets. */
export function trialRequest(draft: CommandDraft, { Content, DocumentFormat }: TrialText) {
  const { DocumentName, InstanceIds, Targets, Parameters, TimeoutSeconds, Comment, MaxConcurrency, MaxErrors } =
    sendRequest(draft)
  return {
    Name: DocumentName,
    Content,
    DocumentFormat,
    ...(InstanceIds ? { InstanceIds } : {}),
    ...(Targets ? { Targets } : {}),
    ...(Parameters ? { Parameters } : {}),
    ...(TimeoutSeconds ? { TimeoutSeconds } : {}),
    ...(Comment ? { Comment } : {}),
    MaxConcurrency,
    MaxErrors,
  }
}
