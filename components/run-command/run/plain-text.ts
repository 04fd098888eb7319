import { foldReturns, plainText } from '#queries/ui/ansi'

/** Text of a terminal made plain: colours and redrawn progress lines gone. */
export function plain(text: string): string {
  return text
    .split('\n')
    .map((line) => plainText(foldReturns(line)))
    .join('\n')
}
