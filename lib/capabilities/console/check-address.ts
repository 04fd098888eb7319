import { lookup } from 'node:dns/promises'
import { request } from 'node:https'
import { isIP } from 'node:net'
import { checkServerIdentity, type PeerCertificate, TLSSocket } from 'node:tls'

export interface AddressCheck {
  Reachable: boolean
  /** The check that failed. */
  Failed?: 'name' | 'connection' | 'certificate' | 'answer'
  /** What was found, and what to do. */
  Message?: string
}

const patienceMs = 5_000

interface Answer {
  status: number
  certificate: PeerCertificate
}

/** Name, connection, certificate, answer: says the first that fails. Who signed the certificate is not asked: nodes are told whom to trust. */
export async function checkAddress(url: string, now: Date): Promise<AddressCheck> {
  const { hostname, port } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const unknown = isIP(host) ? undefined : await lookup(host).then(() => undefined, reasonOf)
  if (unknown !== undefined)
    return failed('name', `${host} has no address (${unknown}): add it to DNS, or set QUARTERDECK_URL to a name that has one.`)
  const answer = await ask(url).catch(reasonOf)
  if (typeof answer === 'string')
    return failed(
      'connection',
      `Nothing answers at ${host} port ${port || 443} (${answer}): open that port, or mend QUARTERDECK_URL.`,
    )
  const wrong = problemOf(host, answer.certificate, now)
  if (wrong) return failed('certificate', `${wrong}: set QUARTERDECK_URL to the address that is used, and restart.`)
  if (answer.status !== 200)
    return failed(
      'answer',
      `Something else answers there (status ${answer.status}): mend QUARTERDECK_URL, or what stands in between.`,
    )
  return { Reachable: true }
}

function failed(check: NonNullable<AddressCheck['Failed']>, message: string): AddressCheck {
  return { Reachable: false, Failed: check, Message: message }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return cause instanceof Error ? cause.message : String(cause)
}

function ask(url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // What a stranger answers is of no use to anybody: only its status and its certificate are looked at.
    const asked = request(`${url}/healthz`, { rejectUnauthorized: false, agent: false, timeout: patienceMs }, (response) => {
      const { socket } = response
      const certificate = socket instanceof TLSSocket ? socket.getPeerCertificate() : undefined
      response.destroy()
      if (certificate) resolve({ status: response.statusCode ?? 0, certificate })
      else reject(new Error('no TLS'))
    })
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${patienceMs / 1000} seconds`)))
    asked.on('error', reject)
    asked.end()
  })
}

function problemOf(host: string, certificate: PeerCertificate, now: Date): string | undefined {
  const mismatch = checkServerIdentity(host, certificate)
  if (mismatch) return `The certificate there is not for ${host}`
  const isOver = Date.parse(certificate.valid_to) < now.getTime()
  return isOver ? `The certificate there ended on ${certificate.valid_to}` : undefined
}
