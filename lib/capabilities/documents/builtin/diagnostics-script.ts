/** Plain sh, for Linux and macOS alike: it reports what is there, and never fails because a tool is missing. */
export const diagnosticsScript: readonly string[] = String.raw`
control_plane='{{ controlPlaneUrl }}'
problems=0
section() { printf '\n== %s ==\n' "$1"; }
line() { printf '%-18s %s\n' "$1" "$2"; }
problem() { problems=$((problems + 1)); printf '%-18s %s\n' 'PROBLEM' "$1"; }
have() { command -v "$1" > /dev/null 2>&1; }

section 'Node'
line 'Host name' "$(hostname 2> /dev/null || uname -n)"
line 'System' "$(uname -srm)"
[ -r /etc/os-release ] && line 'Distribution' "$(. /etc/os-release; printf '%s' "$PRETTY_NAME")"
line 'Node id' "$AWS_SSM_INSTANCE_ID"
line 'Runs as' "$(id -un) (uid $(id -u))"
line 'Up since' "$(uptime | sed 's/^ *//')"

section 'Agent'
if [ -n "$QUARTERDECK_AGENT_VERSION" ]; then line 'Version' "quarterdeck-agent $QUARTERDECK_AGENT_VERSION"
elif have amazon-ssm-agent; then line 'Version' "$(amazon-ssm-agent -version 2> /dev/null | tail -n 1)"
else line 'Version' 'not known to this script'; fi

section 'Clock'
line 'Node (UTC)' "$(date -u '+%Y-%m-%d %H:%M:%S')"
remote=''
have curl && remote=$(curl -ksSI --max-time 10 "$control_plane/healthz" 2> /dev/null | tr -d '\r' | sed -n 's/^[Dd]ate: //p')
if [ -n "$remote" ]; then
  line 'Control plane' "$remote"
  there=$(date -u -d "$remote" +%s 2> /dev/null || date -j -u -f '%a, %d %b %Y %H:%M:%S GMT' "$remote" +%s 2> /dev/null)
  if [ -n "$there" ]; then
    drift=$(( $(date -u +%s) - there ))
    line 'Difference' "$drift s"
    if [ "$drift" -gt 60 ] || [ "$drift" -lt -60 ]; then problem 'The clock is off by more than a minute; beyond five minutes, signatures are refused.'; fi
  fi
fi

section 'Load'
line 'Processors' "$(getconf _NPROCESSORS_ONLN 2> /dev/null || echo '?')"
if [ -r /proc/loadavg ]; then line 'Load average' "$(cut -d' ' -f1-3 /proc/loadavg)"; else line 'Load average' "$(sysctl -n vm.loadavg 2> /dev/null)"; fi

section 'Memory'
if [ -r /proc/meminfo ]; then
  awk '/^(MemTotal|MemAvailable|SwapTotal|SwapFree):/ { sub(":", "", $1); printf "%-18s %d MiB\n", $1, $2 / 1024 }' /proc/meminfo
  free=$(awk '/^MemTotal:/ { t = $2 } /^MemAvailable:/ { a = $2 } END { if (t) printf "%d", 100 * a / t }' /proc/meminfo)
  [ -n "$free" ] && [ "$free" -lt 5 ] && problem "Only $free % of the memory is available."
else
  line 'Total' "$(( $(sysctl -n hw.memsize 2> /dev/null || echo 0) / 1048576 )) MiB"
fi

section 'Disk'
df -Pk 2> /dev/null | awk 'NR > 1 && $1 ~ /^\// { printf "%-18s %3s used, %d MiB free of %d MiB\n", $6, $5, $4 / 1024, $2 / 1024 }'
full=$(df -Pk 2> /dev/null | awk 'NR > 1 && $1 ~ /^\// && $5 + 0 >= 95 { printf "%s ", $6 }')
[ -n "$full" ] && problem "Nearly full: $full"

section 'Network'
host=$(printf '%s' "$control_plane" | sed 's|^https*://||; s|[:/].*||')
if have getent; then address=$(getent hosts "$host" | awk 'NR == 1 { print $1 }')
elif have dscacheutil; then address=$(dscacheutil -q host -a name "$host" | awk '/^ip_address/ { print $2; exit }')
else address='no tool to ask with'; fi
line 'Name' "$host"
line 'Address' "$address"
[ -z "$address" ] && problem "The name $host has no address here."
[ -r /etc/resolv.conf ] && line 'Name servers' "$(awk '/^nameserver/ { printf "%s ", $2 }' /etc/resolv.conf)"
if have curl; then
  answer=$(curl -ks -o /dev/null --max-time 10 -w '%{http_code} in %{time_total} s' "$control_plane/healthz" 2> /dev/null)
  line 'Control plane' "$control_plane: $answer"
  case "$answer" in 200*) ;; *) problem 'The control plane does not answer to curl from here.' ;; esac
else
  line 'Control plane' "$control_plane: not asked, there is no curl"
fi

section 'Summary'
if [ "$problems" -eq 0 ]; then echo 'No problem found.'; else echo "$problems problem(s) found: see the lines that begin with PROBLEM."; exit 1; fi
`
  .trim()
  .split('\n')
