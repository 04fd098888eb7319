/** Where a reference stands, anything may come of it. */
export const hasReference = (text: string): boolean => text.includes('{{')

/** A text that is one reference and nothing else may become a list, a map, anything. */
export const wholeReference = /^\s*\{\{[^{}]*\}\}\s*$/
