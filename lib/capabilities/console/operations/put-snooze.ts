import { operation } from '#lib/api/operation'
import { ownShape, structure, text, timestamp } from '#lib/wire/own-shape'
import { announce } from '../announce'
import { parseSnoozeEnd } from '../model/snooze'
import { requirePerson } from '../person'
import { upsertSnooze } from '../store/snoozes'
import { wireSnooze } from '../wire'

/** Takes a problem off the overview of everybody, for a reason and a time. */
export const putSnooze = operation({
  service: 'quarterdeck',
  name: 'PutSnooze',
  access: 'write',
  input: ownShape(
    'PutSnoozeRequest',
    structure({
      Problem: text({ required: true, min: 1, max: 512 }),
      Reason: text({ required: true, min: 1, max: 200, pattern: /\S(.*\S)?/ }),
      Until: timestamp({ required: true }),
    }),
  ),
  resources: () => ['*'],
  async handle(tx, input) {
    const person = requirePerson(tx)
    const now = tx.clock.now()
    const snooze = {
      accountId: person.accountId,
      problem: input.Problem,
      reason: input.Reason,
      email: person.email,
      snoozedAt: now,
      endsAt: parseSnoozeEnd(input.Until, now),
    }
    await upsertSnooze(tx, snooze)
    await announce(tx, 'snooze', 'overview')
    return { Snooze: wireSnooze(snooze) }
  },
})
