'use client'
import { TextField } from '#components/ui/text-field'
import { span } from '../invocation-why'
import type { CommandDraft, FieldProblem } from './command-draft'
import { FormSection } from './form-section'

export interface OutputSectionProps {
  draft: CommandDraft
  onChange: (change: Partial<CommandDraft>) => void
  problems: readonly FieldProblem[]
}

export function OutputSection({ draft, onChange, problems }: OutputSectionProps) {
  const problem = (field: FieldProblem['field']) => problems.find((one) => one.field === field)?.message
  const seconds = Number(draft.timeoutSeconds)
  return (
    <FormSection id="output" title="Output and limits">
      <TextField
        id="comment"
        label="Comment"
        value={draft.comment}
        onChange={(comment) => onChange({ comment })}
        error={problem('comment')}
        placeholder="restart nginx after the certificate change"
        help="Shown in the history, so that others know what this was for"
        aside={`${draft.comment.length} of 100`}
      />
      <TextField
        id="timeoutSeconds"
        label="Delivery time-out, seconds"
        value={draft.timeoutSeconds}
        onChange={(timeoutSeconds) => onChange({ timeoutSeconds })}
        error={problem('timeoutSeconds')}
        inputMode="numeric"
        fieldClassName="max-w-56"
        help={
          seconds > 0
            ? `A node that does not pick it up within ${span(seconds)} is skipped. How long the script may run is a parameter of the document.`
            : 'How long a node may take to pick it up'
        }
      />
      <details className="text-body" open={draft.outputBucket !== '' || draft.logGroup !== ''}>
        <summary className="w-fit rounded-control text-text-2 hover:text-text">Copy the output elsewhere</summary>
        <div className="mt-3 grid gap-3 sm:grid-cols-2">
          <TextField
            id="outputBucket"
            label="S3 bucket"
            value={draft.outputBucket}
            onChange={(outputBucket) => onChange({ outputBucket })}
            error={problem('outputBucket')}
            mono
          />
          <TextField
            label="S3 key prefix"
            value={draft.outputPrefix}
            onChange={(outputPrefix) => onChange({ outputPrefix })}
            mono
          />
          <TextField label="S3 region" value={draft.outputRegion} onChange={(outputRegion) => onChange({ outputRegion })} mono />
          <TextField
            id="logGroup"
            label="CloudWatch log group"
            value={draft.logGroup}
            onChange={(logGroup) => onChange({ logGroup })}
            error={problem('logGroup')}
            mono
          />
          <p className="text-meta text-text-3 sm:col-span-2">
            A bucket is a folder of this installation's own blobs: output is also written there. The log group is kept with the
            command and handed back by the API. The full output stays here in any case.
          </p>
        </div>
      </details>
    </FormSection>
  )
}
