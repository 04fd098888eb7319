/** People other than the owner, each in a browser of their own. */
import { type APIRequestContext, type Browser, type BrowserContext, expect, request } from '@playwright/test'
import { root, runToEnd } from './installation'
import type { Trial } from './trial'

export interface Person {
  email: string
  password: string
}

export const quarterdeck = (trial: Trial, ...args: string[]) =>
  runToEnd([`${root}/dist/cli.mjs`, ...args], { ...process.env, QUARTERDECK_DATA: trial.dataDirectory })

export async function makePerson(trial: Trial, email: string, role: string): Promise<Person> {
  const made = JSON.parse(await quarterdeck(trial, 'user', 'create', '--email', email, '--role', role, '--json'))
  return { email, password: made.Password }
}

/** A browser in which this person is signed in. */
export async function browserOf(browser: Browser, trial: Trial, person: Person): Promise<BrowserContext> {
  const api = await request.newContext({ baseURL: trial.url, extraHTTPHeaders: { origin: trial.url } })
  await signedIn(api, person)
  const storageState = await api.storageState()
  await api.dispose()
  return browser.newContext({ baseURL: trial.url, storageState, permissions: ['clipboard-read', 'clipboard-write'] })
}

/** The server takes twenty tries a minute from one address, and other journeys sign in as well. */
async function signedIn(api: APIRequestContext, person: Person): Promise<void> {
  await expect(async () => {
    const answer = await api.post('/api/auth/sign-in/email', { data: person })
    expect(answer.status()).toBe(200)
  }).toPass({ timeout: 70_000, intervals: [2_000] })
}
