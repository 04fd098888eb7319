export const parameterTabs = ['value', 'history', 'labels', 'references', 'policies', 'tags'] as const
export type ParameterTab = (typeof parameterTabs)[number]

export const tabLabels: Readonly<Record<ParameterTab, string>> = {
  value: 'Value',
  history: 'History',
  labels: 'Labels',
  references: 'References',
  policies: 'Policies',
  tags: 'Tags',
}

export function tabOf(text: string | null | undefined): ParameterTab {
  return parameterTabs.find((tab) => tab === text) ?? 'value'
}
