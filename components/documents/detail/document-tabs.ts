export const documentTabs = ['overview', 'content', 'versions', 'runs', 'sharing', 'tags'] as const
export type DocumentTab = (typeof documentTabs)[number]

export const tabLabels: Readonly<Record<DocumentTab, string>> = {
  overview: 'Overview',
  content: 'Content',
  versions: 'Versions',
  runs: 'Runs',
  sharing: 'Sharing',
  tags: 'Tags',
}

export function isDocumentTab(text: string): text is DocumentTab {
  return documentTabs.some((tab) => tab === text)
}
