import { describe, expect, it, vi } from 'vitest'
import { AskedSearch } from './asked-search'

describe('what was put into the address', () => {
  const start = () => {
    const address = { pathname: '/nodes', search: '?q=web' }
    const asked = new AskedSearch(() => address)
    const told = vi.fn<() => void>()
    const leave = asked.subscribe(told)
    return { address, asked, told, leave }
  }

  it('is nothing before anything was asked', () => expect(start().asked.read()).toBeUndefined())

  it('is told at once, and counts while the address says so', () => {
    const { address, asked, told, leave } = start()
    address.search = '?q=db'
    asked.written()
    expect(told).toHaveBeenCalledOnce()
    expect(asked.read()).toBe('?q=db')
    leave()
    asked.written()
    expect(told).toHaveBeenCalledOnce()
  })

  it('counts as well when it is empty', () => {
    const { address, asked } = start()
    address.search = ''
    asked.written()
    expect(asked.read()).toBe('')
  })

  it.each([{ search: '?q=web' }, { pathname: '/audit' }])('is over when somebody goes to %j', (elsewhere) => {
    const { address, asked } = start()
    address.search = '?q=db'
    asked.written()
    Object.assign(address, elsewhere)
    expect(asked.read()).toBeUndefined()
  })
})
