/** The options of step 2, as typed. */
export interface ActivationForm {
  name: string
  role: string
  tags: readonly TagRow[]
  limit: string
  expiry: Expiry
}

export interface TagRow {
  key: string
  value: string
}

export const expiries = ['1h', '24h', '7d', '30d'] as const
export type Expiry = (typeof expiries)[number]

const expirySeconds: Record<Expiry, number> = { '1h': 3600, '24h': 86_400, '7d': 7 * 86_400, '30d': 30 * 86_400 }
const textPattern = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u
const mostRegistrations = 1000

export const emptyForm: ActivationForm = { name: '', role: '', tags: [], limit: '1', expiry: '24h' }

/** The name of a role that nobody has to make: the API requires one. */
export const defaultRole = 'SSMServiceRole'

export interface CreateActivationInput {
  DefaultInstanceName?: string
  IamRole: string
  RegistrationLimit: number
  ExpirationDate?: number
  Tags?: { Key: string; Value: string }[]
}

/** What is sent, and what "Copy as aws CLI" shows. Defaults of the API stay out, so the line stays short. */
export function createActivationInput(form: ActivationForm, nowSeconds: number): CreateActivationInput {
  const tags = form.tags.filter((tag) => tag.key.trim() !== '')
  const name = form.name.trim()
  return {
    ...(name === '' ? {} : { DefaultInstanceName: name }),
    IamRole: form.role.trim() === '' ? defaultRole : form.role.trim(),
    RegistrationLimit: Number(form.limit),
    ...(form.expiry === '24h' ? {} : { ExpirationDate: nowSeconds + expirySeconds[form.expiry] }),
    ...(tags.length === 0 ? {} : { Tags: tags.map((tag) => ({ Key: tag.key.trim(), Value: tag.value.trim() })) }),
  }
}

export type FormProblems = Partial<Record<'name' | 'role' | 'limit' | 'tags', string>>

export function problemsOf(form: ActivationForm): FormProblems {
  const problems: FormProblems = {}
  if (!textPattern.test(form.name) || form.name.length > 256)
    problems.name = 'Letters, digits, spaces and _ . : / = + - @, at most 256.'
  if (form.role.trim().length > 64) problems.role = 'At most 64 characters.'
  const limit = Number(form.limit)
  if (!/^\d+$/.test(form.limit.trim()) || limit < 1 || limit > mostRegistrations)
    problems.limit = `A whole number from 1 to ${mostRegistrations}.`
  const tags = tagProblem(form.tags)
  if (tags) problems.tags = tags
  return problems
}

/** Undefined when the tags can be sent. Rows without a key are left out, so they are no problem unless they hold a value. */
export function tagProblem(tags: readonly TagRow[]): string | undefined {
  const keys = tags.map((tag) => tag.key.trim())
  if (tags.some((tag) => tag.key.trim() === '' && tag.value.trim() !== '')) return 'A value needs a key.'
  if (keys.some((key) => /^aws:/i.test(key))) return 'Keys that begin with aws: are reserved.'
  const named = keys.filter((key) => key !== '')
  if (new Set(named).size < named.length) return 'Every key may be given once.'
  if (tags.some((tag) => tag.key.trim().length > 128 || tag.value.trim().length > 256))
    return 'Keys have at most 128 characters, values 256.'
  if (tags.some((tag) => !textPattern.test(tag.key) || !textPattern.test(tag.value)))
    return 'Keys and values take letters, digits, spaces and _ . : / = + - @.'
  return named.length > 50 ? 'A node has at most 50 tags.' : undefined
}

/** The server calls itself by a name that other machines cannot use. */
export function isOnlyLocal(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? ''
  return host === 'localhost' || host.endsWith('.localhost') || host.startsWith('127.') || host === '[::1]'
}
