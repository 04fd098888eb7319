import { quote } from './shell-quote'

/** Everything that a machine needs to know to join; the code is shown once and never kept. */
export interface Enrolment {
  /** `https://host:port` as agents reach it. */
  url: string
  region: string
  activationId: string
  activationCode: string
  /** SHA-256 of the authority's certificate, in hex. */
  caFingerprint: string
}

/** How a machine keeps the certificates that it trusts, and how it hashes a file. */
export type System = 'debian' | 'rhel' | 'suse' | 'macos'

/**
 * One line for a shell. The server's certificate is checked before anything of it runs: the authority is downloaded unchecked,
 * compared with the fingerprint, and only then trusted for the script.
 */
export function shellLine(enrolment: Enrolment, system: System): string {
  return installSteps(enrolment, system, `${sudoUnlessRoot} `).join(' && ')
}

export function cloudInit(enrolment: Enrolment, system: System): string {
  return ['#cloud-config', 'runcmd:', '  - |', ...indented(['set -e', ...installSteps(enrolment, system, '')], 4)].join('\n')
}

export function ansibleTask(enrolment: Enrolment, system: System): string {
  const escaped = installSteps(enrolment, system, '').map((line) => line.replaceAll('{{', '{{ "{{" }}'))
  return [
    '- name: Add this machine to Quarterdeck',
    '  become: true',
    '  no_log: true',
    '  ansible.builtin.shell:',
    '    creates: /var/lib/quarterdeck-agent/registration.json',
    '    cmd: |',
    ...indented(['set -e', ...escaped], 6),
  ].join('\n')
}

/** The configuration of a stock amazon-ssm-agent: every service at this one address. */
export function stockConfiguration({ url, region }: Pick<Enrolment, 'url' | 'region'>): string {
  const endpoint = { Endpoint: url }
  const configuration = { Agent: { Region: region }, Ssm: endpoint, Mds: endpoint, Mgs: endpoint, Kms: endpoint, S3: endpoint }
  const lines = Object.entries(configuration).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
  return `{\n${lines.join(',\n')}\n}`
}

/** For a machine that has amazon-ssm-agent already. */
export function stockLines(enrolment: Enrolment, system: System): string {
  const { url, region, activationId, activationCode, caFingerprint } = enrolment
  const trust = trustStores[system]
  return [
    '( set -e',
    ...fetchAuthority(url),
    checkAuthority(caFingerprint, system),
    `as_root=${sudoUnlessRoot}`,
    `$as_root install -m 644 "$ca" ${trust.path}`,
    `$as_root ${trust.refresh}`,
    '$as_root mkdir -p /etc/amazon/ssm',
    `$as_root tee /etc/amazon/ssm/amazon-ssm-agent.json >/dev/null <<'EOF'`,
    stockConfiguration(enrolment),
    'EOF',
    `$as_root amazon-ssm-agent -register -y -region ${quote(region)} -id ${quote(activationId)} -code ${quote(activationCode)}`,
    '$as_root systemctl restart amazon-ssm-agent )',
  ].join('\n')
}

/** Nothing as root: a fresh machine or a container often has no sudo. */
const sudoUnlessRoot = '$([ "$(id -u)" = 0 ] || echo sudo)'

const hashers: Record<System, string> = {
  debian: 'sha256sum',
  rhel: 'sha256sum',
  suse: 'sha256sum',
  macos: 'shasum -a 256',
}

const trustStores: Record<System, { path: string; refresh: string }> = {
  debian: { path: '/usr/local/share/ca-certificates/quarterdeck.crt', refresh: 'update-ca-certificates' },
  rhel: { path: '/etc/pki/ca-trust/source/anchors/quarterdeck.pem', refresh: 'update-ca-trust' },
  suse: { path: '/etc/pki/trust/anchors/quarterdeck.pem', refresh: 'update-ca-certificates' },
  macos: {
    path: '/usr/local/etc/quarterdeck-ca.pem',
    refresh: 'security add-trusted-cert -d -k /Library/Keychains/System.keychain /usr/local/etc/quarterdeck-ca.pem',
  },
}

function installSteps(enrolment: Enrolment, system: System, asRoot: string): string[] {
  const { url, activationId, activationCode, caFingerprint } = enrolment
  const flags = `--id ${quote(activationId)} --code ${quote(activationCode)} --ca-fingerprint ${caFingerprint}`
  return [
    ...fetchAuthority(url),
    checkAuthority(caFingerprint, system),
    `curl -fsS --cacert "$ca" ${quote(`${url}/agent/install.sh`)} | ${asRoot}sh -s -- ${flags}`,
  ]
}

function fetchAuthority(url: string): string[] {
  return ['ca=$(mktemp)', `curl -fsSk ${quote(`${url}/agent/ca.pem`)} -o "$ca"`]
}

/** Every line outside the armour counts, so a second certificate in the file makes another fingerprint. */
function checkAuthority(fingerprint: string, system: System): string {
  const found = `$(grep -v '^-' "$ca" | base64 -d | ${hashers[system]} | cut -c 1-64)`
  return `{ [ "${found}" = ${fingerprint} ] || { echo 'Another server answered: nothing was changed' >&2; false; }; }`
}

function indented(lines: readonly string[], spaces: number): string[] {
  return lines.map((line) => `${' '.repeat(spaces)}${line}`)
}
