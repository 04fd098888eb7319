import { expect, test } from 'vitest'
import { maskNode } from './alike-output'

const node = { nodeId: 'mi-0123456789abcdef0', names: ['web-001', 'web-001.example.net'] }

test.each([
  ['web-001: done', '<node>: done'],
  ['WEB-001.example.net is up', '<node> is up'],
  ['web-0011 and my-web-001', 'web-0011 and my-web-001'],
  ['I am mi-0123456789abcdef0, peer mi-0fedcba9876543210', 'I am <node>, peer <node>'],
  ['eth0 UP 10.1.2.3/16, gw 10.1.0.1:80', 'eth0 UP <address>/16, gw <address>:80'],
  ['link fe80::1ff:fe23:4567:890a up', 'link <address> up'],
  ['listening on ::1', 'listening on <address>'],
  ['2001:db8:0:0:0:0:2:1', '<address>'],
  ['ether 02:42:ac:11:00:02 txqueuelen', 'ether <address> txqueuelen'],
  ['Mon Nov 23 10:56:37 UTC 2026', '<time>'],
  ['Nov  3 10:56:37 systemd[1]: started', '<time> systemd[1]: started'],
  ['at 2026-11-23T10:56:37.123Z, or 2026-11-23 10:56', 'at <time>, or <time>'],
  [' 12:00:00 up 41 days,  3:12', ' <time> up 41 days,  3:12'],
  ['[23/Nov/2026:10:56:37 +0000] GET', '[<time>] GET'],
  ['line 3 of 9 at 1795430197123', 'line 3 of 9 at <time>'],
  ['boot 6a0f9d1e-58b2-4f4e-9c9b-0c1d2e3f4a5b', 'boot <id>'],
  ['std::vector<int> x::y', 'std::vector<int> x::y'],
  ['version 3.12.1, 40 GB, exit 3', 'version 3.12.1, 40 GB, exit 3'],
])('%s', (text, masked) => expect(maskNode(text, node)).toBe(masked))

test('keeps lines where they are, and takes no time over much text', () => {
  const text = `${'a:b:c:'.repeat(20_000)}\n${'1'.repeat(50_000)}\n${'1.'.repeat(30_000)}`
  expect(maskNode(text, node).split('\n')).toHaveLength(3)
})
