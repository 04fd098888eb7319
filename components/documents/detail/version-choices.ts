import type { Option } from '#queries/ui/option'

/** The versions that are loaded, the chosen one, and the one whose number was typed, which may be far down. */
export function versionChoices(known: readonly Option[], { value, typed }: { value: string; typed: string }): Option[] {
  const all = known.some((option) => option.value === value) ? [...known] : [numbered(value), ...known]
  const wanted = typed.trim().toLowerCase()
  if (wanted === '' || all.some(({ label }) => label.toLowerCase() === wanted)) return all
  const number = /^v?([1-9]\d{0,8})$/.exec(wanted)?.[1]
  const found = all.filter((option) => option.value === number || option.label.toLowerCase().includes(wanted))
  const typedOne = number === undefined || found.some((option) => option.value === number) ? [] : [numbered(number)]
  // The chosen one stays: without it the field would take the text of another label for what was typed.
  const chosen = found.some((option) => option.value === value) ? [] : all.filter((option) => option.value === value)
  return [...typedOne, ...found, ...chosen]
}

function numbered(version: string): Option {
  return { value: version, label: /^\d+$/.test(version) ? `v${version}` : version }
}
