import 'reflect-metadata'
import { createHash } from 'node:crypto'
import {
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

export interface TestCertificate {
  key: string
  /** Its own authority. */
  certificate: string
  /** SHA-256 of the DER form, lower-case hex. */
  fingerprint: string
}

const hour = 3_600_000

/** A certificate that signs itself, for `localhost` and 127.0.0.1, or for the names given. */
export async function makeCertificate(names: readonly string[] = ['localhost']): Promise<TestCertificate> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const alternatives = names.map((value) => ({ type: 'dns' as const, value }))
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Quarterdeck test',
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - hour),
    notAfter: new Date(Date.now() + 24 * hour),
    extensions: [
      new BasicConstraintsExtension(true),
      new SubjectAlternativeNameExtension([...alternatives, { type: 'ip', value: '127.0.0.1' }]),
    ],
  })
  const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  const fingerprint = createHash('sha256').update(Buffer.from(certificate.rawData)).digest('hex')
  return { key, certificate: certificate.toString('pem'), fingerprint }
}
