import { request } from '#lib/api/browser-request'

export interface Owner {
  token?: string | undefined
  email: string
  name: string
  password: string
}

export async function createOwner(owner: Owner): Promise<void> {
  await request('/api/setup', owner)
}
