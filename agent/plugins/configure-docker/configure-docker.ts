import { choiceInput, timeoutInput } from '#agent/plugins/inputs'
import { plugin } from '#agent/plugins/plugin'
import { runScript } from '#agent/plugins/run-script'

/** Package managers in the order in which they are looked for, and what their package of Docker is called. */
const common = `
set -eu
has() { command -v "$1" >/dev/null 2>&1; }
service_docker() {
  if [ -d /run/systemd/system ] && has systemctl; then systemctl "$@" docker.service
  else echo "There is no systemd here: start or stop the Docker daemon yourself."
  fi
}
none() { echo "No package manager is known here (apt-get, dnf, yum, zypper, apk): $1 Docker by hand." >&2; exit 1; }
`

const install = `${common}
if has docker; then echo "Docker is already installed: $(docker --version)"; exit 0; fi
if has apt-get; then export DEBIAN_FRONTEND=noninteractive; apt-get update -q && apt-get install -y -q docker.io
elif has dnf; then dnf install -y docker || dnf install -y moby-engine
elif has yum; then yum install -y docker
elif has zypper; then zypper --non-interactive install docker
elif has apk; then apk add docker
else none install
fi
service_docker enable --now
hash -r
has docker || { echo "The package manager reported success, but there is no docker program." >&2; exit 1; }
echo "Docker is installed: $(docker --version)"
`

const uninstall = `${common}
if ! has docker; then echo "Docker is not installed."; exit 0; fi
service_docker disable --now || true
if has apt-get; then export DEBIAN_FRONTEND=noninteractive; apt-get remove -y -q docker.io
elif has dnf; then dnf remove -y docker moby-engine
elif has yum; then yum remove -y docker
elif has zypper; then zypper --non-interactive remove docker
elif has apk; then apk del docker
else none remove
fi
hash -r
if has docker; then echo "Docker is still here: it was not installed by the package manager." >&2; exit 1; fi
echo "Docker is removed."
`

/** aws:configureDocker: installs or removes Docker by the package manager of a Linux node. */
export const configureDocker = plugin({
  name: 'aws:configureDocker',
  platforms: ['Linux'],
  parse: (inputs) => ({
    action: choiceInput(inputs, 'action', ['Install', 'Uninstall']),
    timeoutSeconds: timeoutInput(inputs['timeoutSeconds']),
  }),
  run({ action, timeoutSeconds }, context) {
    const inputs = { workingDirectory: '', timeoutSeconds, environment: {} }
    const content = action === 'Install' ? install : uninstall
    return runScript({ inputs, fileName: 'docker.sh', content, commandLine: (file) => ['/bin/sh', file] }, context)
  },
})
