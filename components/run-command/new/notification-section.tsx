'use client'
import { Checkbox } from '#components/ui/checkbox'
import { RadioGroup } from '#components/ui/radio-group'
import { TextField } from '#components/ui/text-field'
import { type CommandDraft, type FieldProblem, type NotificationDraft, notificationEvents } from './command-draft'
import { FormSection } from './form-section'

export interface NotificationSectionProps {
  draft: CommandDraft
  onChange: (change: Partial<CommandDraft>) => void
  problems: readonly FieldProblem[]
}

const eventLabels: Record<(typeof notificationEvents)[number], string> = {
  All: 'All',
  InProgress: 'Begun',
  Success: 'Succeeded',
  TimedOut: 'Timed out',
  Cancelled: 'Cancelled',
  Failed: 'Failed',
}
const types = [
  { value: 'Command', label: 'The whole command' },
  { value: 'Invocation', label: 'Each node' },
]

export function NotificationSection({ draft, onChange, problems }: NotificationSectionProps) {
  const { notification } = draft
  const isOn = notification.topicArn !== ''
  const change = (part: Partial<NotificationDraft>) => onChange({ notification: { ...notification, ...part } })
  const problem = (field: FieldProblem['field']) => problems.find((one) => one.field === field)?.message
  const events = problem('notificationEvents')
  return (
    <FormSection id="notification" title="Notification">
      <TextField
        id="topicArn"
        label="Topic ARN"
        value={notification.topicArn}
        onChange={(topicArn) => change({ topicArn })}
        error={problem('topicArn')}
        placeholder="arn:aws:sns:local-1:000000000001:operations"
        help="Optional. Kept with the command and handed back by the API; no message leaves this installation yet."
        mono
      />
      {isOn ? (
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            id="roleArn"
            label="Role ARN"
            value={notification.roleArn}
            onChange={(roleArn) => change({ roleArn })}
            error={problem('roleArn')}
            placeholder="arn:aws:iam::000000000001:role/notify"
            required
            mono
            fieldClassName="sm:col-span-2"
          />
          <fieldset className="flex flex-col gap-1" id="notificationEvents">
            <legend className="mb-1 text-body font-medium">Events</legend>
            <div className="flex flex-wrap gap-x-4">
              {notificationEvents.map((event) => (
                <Checkbox
                  key={event}
                  label={eventLabels[event]}
                  checked={notification.events.includes(event)}
                  onChange={(on) =>
                    change({ events: on ? [...notification.events, event] : notification.events.filter((one) => one !== event) })
                  }
                />
              ))}
            </div>
            {events ? <p className="text-meta text-bad">{events}</p> : null}
          </fieldset>
          <RadioGroup
            label="One message for"
            inline
            value={notification.type}
            options={types}
            onChange={(type) => change({ type: type === 'Invocation' ? 'Invocation' : 'Command' })}
          />
        </div>
      ) : null}
    </FormSection>
  )
}
