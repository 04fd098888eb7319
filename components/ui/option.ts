/** One choice of a Select, Combobox or RadioGroup. */
export interface Option {
  value: string
  label: string
  hint?: string | undefined
}
