import { expect, it } from 'vitest'
import { parseToken } from '#agent/control-channel/handshake'

it.each([
  ['<R><TokenValue>abc=</TokenValue></R>', 'abc='],
  ['<R>\n  <TokenValue>a&amp;b&lt;c&gt;&quot;&apos;&amp;lt;</TokenValue>', 'a&b<c>"\'&lt;'],
  ['<R><TokenValue></TokenValue></R>', undefined],
  ['{"TokenValue":"abc"}', undefined],
  ['', undefined],
])('reads the token in %j as %j', (xml, token) => expect(parseToken(xml)).toBe(token))
