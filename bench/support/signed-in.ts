import type { Browser, BrowserContext } from '@playwright/test'
import type { Installation } from './installation'

/** A browser window of the owner. */
export async function signedIn(browser: Browser, installation: Installation): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const cookies = (await installation.signIn()).split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: installation.url }
  })
  await context.addCookies(cookies)
  return context
}
