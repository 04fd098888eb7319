#!/bin/sh
# Installs, updates or removes the Quarterdeck agent on this machine. The control plane fills in its address and the
# fingerprint of its certificate authority; from the check of that fingerprint on, nothing but that authority is trusted.
set -eu

url='@URL@'
ca_fingerprint='@CA_FINGERPRINT@'
verb=install
code=''
id=''
region=''
name=''
run_as=''
per_user=no
start=yes
replace=no

usage() {
  cat <<'TEXT'
Usage: curl -fsSLk URL/agent/install.sh | sh -s -- --code CODE --id ID [options]

  --code CODE, --id ID     activation of the control plane (needed unless this machine is registered already)
  --ca-fingerprint HEX     SHA-256 fingerprint of the control plane's certificate authority
  --url URL                https address of the control plane
  --name NAME              shown as the computer name (default: the host name)
  --region REGION          region name of the control plane
  --user                   install into ~/.quarterdeck-agent, also as root
  --run-as USER            root only: the account that runs the agent, and with it all commands (default root)
  --replace                register anew, although this machine is registered already
  --no-start               install and register, but do not start
  --update                 bring agent and runtime up to date and restart
  --uninstall              stop the agent and remove it with all its state
TEXT
}

say() { printf '%s\n' "$*"; }
fail() {
  printf 'install.sh: %s\n' "$*" >&2
  exit 1
}
needs_value() { [ "$2" -ge 2 ] || fail "$1 needs a value"; }

while [ $# -gt 0 ]; do
  case $1 in
    --code | --id | --ca-fingerprint | --url | --region | --name | --run-as) needs_value "$1" $# ;;
  esac
  case $1 in
    --code) code=$2; shift 2 ;;
    --id) id=$2; shift 2 ;;
    --ca-fingerprint) ca_fingerprint=$2; shift 2 ;;
    --url) url=$2; shift 2 ;;
    --region) region=$2; shift 2 ;;
    --name) name=$2; shift 2 ;;
    --run-as) run_as=$2; shift 2 ;;
    --user) per_user=yes; shift ;;
    --replace) replace=yes; shift ;;
    --no-start) start=no; shift ;;
    --update) verb=update; shift ;;
    --uninstall) verb=uninstall; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; fail "unknown option $1" ;;
  esac
done

if [ "$(id -u)" = 0 ] && [ "$per_user" = no ]; then
  as_root=yes
  directory=/opt/quarterdeck-agent
  state=/var/lib/quarterdeck-agent
else
  as_root=no
  [ -n "${HOME:-}" ] || fail 'HOME is not set'
  directory=$HOME/.quarterdeck-agent/program
  state=$HOME/.quarterdeck-agent
  [ -z "$run_as" ] || fail '--run-as needs root'
fi
agent=$directory/bin/quarterdeck-agent
unit=/etc/systemd/system/quarterdeck-agent.service
url=${url%/}

has() { command -v "$1" >/dev/null 2>&1; }
with_systemd() { [ "$as_root" = yes ] && [ -d /run/systemd/system ] && has systemctl; }
running_pid() { [ ! -x "$agent" ] || "$agent" status --state "$state" 2>/dev/null | sed -n 's/.*running as process \([0-9]*\).*/\1/p'; }

sha256() {
  if has sha256sum; then sha256sum | cut -d ' ' -f 1
  elif has shasum; then shasum -a 256 | cut -d ' ' -f 1
  elif has openssl; then openssl dgst -sha256 | sed 's/.*= *//'
  else fail 'none of sha256sum, shasum and openssl is here to check downloads with'
  fi
}

from_base64() {
  if has base64; then base64 -d; else openssl base64 -d; fi
}

stop_agent() {
  if with_systemd && [ -f "$unit" ]; then
    systemctl stop quarterdeck-agent.service
    return
  fi
  pid=$(running_pid || true)
  [ -n "$pid" ] || return 0
  kill "$pid" 2>/dev/null || return 0
  waited=0
  while kill -0 "$pid" 2>/dev/null; do
    [ "$waited" -lt 100 ] || fail "the running agent (process $pid) does not stop"
    waited=$((waited + 1))
    sleep 0.1
  done
}

uninstall() {
  stop_agent
  if with_systemd && [ -f "$unit" ]; then
    systemctl disable quarterdeck-agent.service >/dev/null 2>&1 || true
    rm -f "$unit"
    systemctl daemon-reload
  fi
  [ ! -x "$agent" ] || "$agent" uninstall-state --state "$state"
  rm -rf "$directory"
  rm -f "$state/agent.log"
  rmdir "$state" 2>/dev/null || true
  say 'The agent is removed.'
}

# Only the first certificate is kept, rebuilt from the bytes whose fingerprint was compared.
fetch_authority() {
  case $ca_fingerprint in '' | @*) fail 'give the fingerprint of the certificate authority with --ca-fingerprint' ;; esac
  curl -fsSk --proto '=https' "$url/agent/ca.pem" -o "$work/served.pem" || fail "no certificate authority from $url"
  sed -n '/-BEGIN CERTIFICATE-/,/-END CERTIFICATE-/p' "$work/served.pem" | sed '/-END CERTIFICATE-/q' | sed '/CERTIFICATE-/d' >"$work/ca.base64"
  found=$(from_base64 <"$work/ca.base64" | sha256)
  wanted=$(printf '%s' "$ca_fingerprint" | tr -d ': ' | tr 'A-F' 'a-f')
  [ "$found" = "$wanted" ] || fail "the certificate authority of $url has the fingerprint $found, not $wanted: somebody may be in between, nothing was installed"
  { say '-----BEGIN CERTIFICATE-----'; cat "$work/ca.base64"; say '-----END CERTIFICATE-----'; } >"$work/ca.pem"
}

download() { curl -fsS --proto '=https' --cacert "$work/ca.pem" "$url/agent/$1" -o "$2" || fail "$url/agent/$1 cannot be downloaded"; }

listed_sum() {
  listed=$(awk -v file="$1" '$2 == file || $2 == "*" file { print $1; exit }' "$work/SHA256SUMS")
  [ -n "$listed" ] || fail "$url has no $1"
  say "$listed"
}

# $1 name on the server, $2 where it belongs, $3 mode. What is there already and right is left alone.
place() {
  wanted_sum=$(listed_sum "$1")
  if [ -f "$2" ] && [ "$(sha256 <"$2")" = "$wanted_sum" ]; then
    say "  $1 is up to date"
    return
  fi
  say "  downloading $1"
  if [ "$1" != agent.mjs ] && has gzip; then
    download "$1.gz" "$work/packed"
    gzip -dc <"$work/packed" >"$work/file" || fail "$1.gz is damaged"
  else
    download "$1" "$work/file"
  fi
  [ "$(sha256 <"$work/file")" = "$wanted_sum" ] || fail "$1 does not have the checksum that SHA256SUMS gives, nothing was changed"
  chmod "$3" "$work/file"
  # The old file may be running: it is replaced, never written into.
  mv -f "$work/file" "$2.new"
  mv -f "$2.new" "$2"
}

platform() {
  case $(uname -s) in Linux) os=linux ;; Darwin) os=darwin ;; *) fail "the agent does not run on $(uname -s)" ;; esac
  case $(uname -m) in x86_64 | amd64) arch=x64 ;; aarch64 | arm64) arch=arm64 ;; *) fail "the agent does not run on $(uname -m)" ;; esac
  say "$os-$arch"
}

install_program() {
  runtime=runtime/$(platform)/node
  mkdir -p "$directory/bin"
  download SHA256SUMS "$work/SHA256SUMS"
  place "$runtime" "$directory/bin/node" 755
  place agent.mjs "$directory/agent.mjs" 644
  cp "$work/ca.pem" "$directory/ca.pem"
  # Lite mode: an idle agent needs 3 MB less without compiled code.
  cat >"$work/launcher" <<LAUNCHER
#!/bin/sh
exec "$directory/bin/node" --lite-mode "$directory/agent.mjs" "\$@"
LAUNCHER
  chmod 755 "$work/launcher"
  mv -f "$work/launcher" "$agent"
}

register() {
  if [ -f "$state/registration.json" ] && [ "$replace" = no ]; then
    say '  registered already'
    return
  fi
  [ -n "$code" ] && [ -n "$id" ] || fail 'give --code and --id of an activation'
  set -- register --url "$url" --code "$code" --id "$id" --ca-file "$directory/ca.pem" --state "$state" --replace
  [ -z "$name" ] || set -- "$@" --name "$name"
  [ -z "$region" ] || set -- "$@" --region "$region"
  "$agent" "$@"
}

write_unit() {
  # An update leaves the account alone that the agent was installed to run as.
  [ "$verb" != update ] || [ -n "$run_as" ] || [ ! -f "$unit" ] || run_as=$(sed -n 's/^User=//p' "$unit")
  cat >"$unit" <<UNIT
[Unit]
Description=Quarterdeck agent
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0

[Service]
ExecStart=$agent run --state $state
User=${run_as:-root}
Restart=always
RestartSec=2
# Scripts outlive the agent: a restarted agent takes them up again.
KillMode=process

[Install]
WantedBy=multi-user.target
UNIT
  systemctl daemon-reload
  systemctl enable quarterdeck-agent.service >/dev/null 2>&1
}

start_agent() {
  if with_systemd; then
    write_unit
    [ "$start" = no ] || systemctl restart quarterdeck-agent.service
    [ "$start" = no ] || say 'The agent runs as the systemd service quarterdeck-agent.'
    return
  fi
  [ "$start" = yes ] || return 0
  set -- "$agent" run --state "$state"
  if [ -n "$run_as" ]; then
    has setpriv || fail 'without systemd, --run-as needs setpriv'
    set -- setpriv --reuid "$run_as" --init-groups env "HOME=$state" "$@"
  fi
  nohup "$@" >>"$state/agent.log" 2>&1 </dev/null &
  say "The agent runs in the background and writes to $state/agent.log. There is no systemd here: it does not start by itself after a reboot."
}

if [ "$verb" = uninstall ]; then
  uninstall
  exit 0
fi

has curl || fail 'curl is needed'
case $url in https://*) ;; *) fail 'give the address of the control plane with --url https://…' ;; esac
[ -z "$run_as" ] || id "$run_as" >/dev/null 2>&1 || fail "there is no account $run_as"
[ "$verb" = install ] || [ -x "$agent" ] || fail "no agent is installed in $directory"
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

say "Quarterdeck agent from $url into $directory"
fetch_authority
install_program
mkdir -p "$state"
chmod 700 "$state"
stop_agent
register
[ -z "$run_as" ] || chown -R "$run_as" "$state"
start_agent
[ "$start" = yes ] || say 'The agent is installed, and not started.'
