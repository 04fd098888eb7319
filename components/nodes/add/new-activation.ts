import { cleanTags, type TagRow, tagRowsProblem } from '#queries/shell/tags/tag-edit'

/** The options of step 2, as typed. */
export interface ActivationForm {
  name: string
  role: string
  tags: readonly TagRow[]
  limit: string
  expiry: Expiry
}

export const expiries = ['1h', '24h', '7d', '30d'] as const
export type Expiry = (typeof expiries)[number]

const expirySeconds: Record<Expiry, number> = { '1h': 3600, '24h': 86_400, '7d': 7 * 86_400, '30d': 30 * 86_400 }
const namePattern = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u
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
  const tags = cleanTags(form.tags)
  const name = form.name.trim()
  return {
    ...(name === '' ? {} : { DefaultInstanceName: name }),
    IamRole: form.role.trim() === '' ? defaultRole : form.role.trim(),
    RegistrationLimit: Number(form.limit),
    ...(form.expiry === '24h' ? {} : { ExpirationDate: nowSeconds + expirySeconds[form.expiry] }),
    ...(tags.length === 0 ? {} : { Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })) }),
  }
}

export type FormProblems = Partial<Record<'name' | 'role' | 'limit' | 'tags', string>>

export function problemsOf(form: ActivationForm): FormProblems {
  const problems: FormProblems = {}
  if (!namePattern.test(form.name) || form.name.length > 256)
    problems.name = 'Letters, digits, spaces and _ . : / = + - @, at most 256.'
  if (form.role.trim().length > 64) problems.role = 'At most 64 characters.'
  const limit = Number(form.limit)
  if (!/^\d+$/.test(form.limit.trim()) || limit < 1 || limit > mostRegistrations)
    problems.limit = `A whole number from 1 to ${mostRegistrations}.`
  const tags = tagRowsProblem(form.tags)
  if (tags) problems.tags = tags
  return problems
}

/** The server calls itself by a name that other machines cannot use. */
export function isOnlyLocal(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? ''
  return host === 'localhost' || host.endsWith('.localhost') || host.startsWith('127.') || host === '[::1]'
}
