import { quote } from '#lib/vocabulary/shell-quote'

export interface ConnectionCheck {
  id: string
  /** What may be wrong. */
  title: string
  /** How to tell from the answer. */
  sound: string
  command: string
}

/** What keeps a new machine from appearing, each with the command that tells. They run on that machine. */
export function connectionChecks(url: string): ConnectionCheck[] {
  const { hostname, port, protocol } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const number = port === '' ? (protocol === 'http:' ? '80' : '443') : port
  const address = `${hostname}:${number}`
  return [
    {
      id: 'dns',
      title: 'The name of the server is not known there',
      sound: 'Prints an address.',
      command: `getent hosts ${quote(host)}`,
    },
    {
      id: 'port',
      title: 'A firewall stands in between',
      sound: 'Prints "open".',
      command: `timeout 5 bash -c ${quote(`</dev/tcp/${host}/${number}`)} && echo open`,
    },
    {
      id: 'tls',
      title: 'Something else answers, or the certificate does not name the server',
      sound: 'Names Quarterdeck as the subject, with a date that is not over.',
      command: `openssl s_client -connect ${quote(address)} </dev/null 2>/dev/null | openssl x509 -noout -subject -enddate`,
    },
    {
      id: 'clock',
      title: 'The clocks differ by more than 5 minutes',
      sound: 'Both lines show the same time.',
      command: `date -u; curl -skI ${quote(`${url}/healthz`)} | grep -i ^date`,
    },
    {
      id: 'agent',
      title: 'The agent runs, but is refused',
      sound: 'The last lines say connected.',
      command: 'sudo journalctl -u quarterdeck-agent -u amazon-ssm-agent -n 30 --no-pager',
    },
  ]
}
