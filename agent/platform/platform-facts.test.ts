import { describe, expect, it } from 'vitest'
import { localAddress, parseOsRelease, parseSwVers, windowsName } from '#agent/platform/platform-facts'

const debian = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
ID=debian
`
const amazon = `NAME="Amazon Linux"
VERSION="2023"
ID="amzn"
VERSION_ID="2023"
PLATFORM_ID="platform:al2023"
`
const arch = `NAME="Arch Linux"
ID=arch
BUILD_ID=rolling
`
const odd = '# a comment\n  NAME=\'It\'\nVERSION_ID="1 \\"two\\" \\$3"\nnot a line\n'

describe('the platform', () => {
  it.each([
    [debian, 'Debian GNU/Linux', '12'],
    [amazon, 'Amazon Linux', '2023'],
    [arch, 'Arch Linux', 'rolling'],
    [odd, 'It', '1 "two" $3'],
    ['', 'Linux', ''],
  ])('is read from os-release', (text, name, version) => expect(parseOsRelease(text)).toEqual({ name, version }))

  it('is read from sw_vers', () => {
    const text = 'ProductName:\t\tmacOS\nProductVersion:\t\t15.1\nBuildVersion:\t\t24B83\n'
    expect(parseSwVers(text)).toEqual({ name: 'macOS', version: '15.1' })
    expect(parseSwVers('')).toEqual({ name: 'macOS', version: '' })
  })

  it.each([
    ['Windows Server 2022 Datacenter', 'Microsoft Windows Server 2022 Datacenter'],
    ['Microsoft Windows 11 Pro', 'Microsoft Windows 11 Pro'],
    ['', 'Microsoft Windows'],
  ])('is read from what Windows says: %j', (edition, name) => {
    expect(windowsName(edition, '10.0.20348')).toEqual({ name, version: '10.0.20348' })
  })
})

describe('the address', () => {
  const address = (text: string, family: 'IPv4' | 'IPv6', internal = false) =>
    family === 'IPv4'
      ? { address: text, family, internal, netmask: '', mac: '', cidr: null }
      : { address: text, family, internal, netmask: '', mac: '', cidr: null, scopeid: 0 }
  it.each([
    [{ lo: [address('127.0.0.1', 'IPv4', true)] }, '127.0.0.1'],
    [{ eth0: [address('2001:db8::1', 'IPv6'), address('192.0.2.10', 'IPv4')] }, '192.0.2.10'],
    [
      { eth0: [address('169.254.3.4', 'IPv4'), address('fe80::1', 'IPv6')], eth1: [address('2001:db8::1', 'IPv6')] },
      '2001:db8::1',
    ],
  ])('is one that others can reach', (interfaces, expected) => expect(localAddress(interfaces)).toBe(expected))
})
