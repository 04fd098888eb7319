import type { Pages } from './pages'

/** For processes and tests without a console. */
export const noPages: Pages = { serve: async () => {}, upgrade: () => false, close: async () => {} }
