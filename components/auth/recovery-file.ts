import type { Installation } from '#queries/shell/set-up/steps'

/** What somebody needs who finds this file years later. */
export function recoveryFile({ Name, AccountId, Url }: Installation, key: string): string {
  return [
    `Recovery key of the Quarterdeck installation ${Name ?? 'at'} ${Url}, account ${AccountId}`,
    '',
    key,
    '',
    'Whoever has it, and a copy of the database, can read every secret of the installation: keep it safe.',
    'To use it, start the server on the restored database with this in its environment:',
    '',
    `QUARTERDECK_ROOT_KEY=${key}`,
    '',
  ].join('\n')
}
