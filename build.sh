#!/usr/bin/env bash
# Build, Test, Demo, Bench, Pack where PowerShell may be missing. Needs the .NET SDK alone; build.ps1 has the same verbs.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 POWERSHELL_TELEMETRY_OPTOUT=1

usage() {
  cat <<'TXT'
usage: ./build.sh build            compile everything and stage the module into out/RaxBackup
       ./build.sh test             all tests; the Pester suite where PowerShell 7.4+ and Pester 5 are, the pages suite where Chromium is
       ./build.sh demo [FOLDER]    back up and restore real files through the local service (FOLDER is only read)
       ./build.sh bench [NAME...]  measure: vault, import, service, detailed, feeds, usage, kills, ... (default: all)
       ./build.sh pack             the module as a zip, the service as a dotnet tool (nupkg), in out/
TXT
}

build() { dotnet build RaxBackup.sln -c Release -v quiet --nologo "$@"; }

# PowerShell 7.4 or newer, on PATH or as a dotnet tool; empty where there is none.
find_pwsh() {
  local candidate
  for candidate in "$(command -v pwsh || true)" "$HOME/.dotnet/tools/pwsh"; do
    [ -n "$candidate" ] && [ -x "$candidate" ] || continue
    "$candidate" -NoProfile -NonInteractive -c 'exit [int]($PSVersionTable.PSVersion -lt [version]"7.4")' && { echo "$candidate"; return; }
  done
}

has_pester() { "$1" -NoProfile -NonInteractive -c 'exit [int](-not (Get-Module -ListAvailable Pester | Where-Object Version -ge ([version]"5.0")))'; }

# without NAME VARIABLE WHY: says loudly that a suite did not run; a failure where the variable is 1.
without() {
  echo "!! THE $1 SUITE DID NOT RUN: $3" >&2
  [ "${!2:-0}" = 1 ] && { echo "!! $2=1: this is a failure." >&2; return 1; }
  return 0
}

without_pester() { without PESTER RAXBACKUP_REQUIRE_PESTER "$1"; }

has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null

run_pester() {
  local pwsh; pwsh=$(find_pwsh)
  if [ -z "$pwsh" ]; then
    without_pester "no PowerShell 7.4 or newer. Get it: https://learn.microsoft.com/powershell/scripting/install"; return
  fi
  if ! has_pester "$pwsh"; then
    without_pester "no Pester 5. Get it: pwsh -c 'Install-Module Pester -MinimumVersion 5.0 -Scope CurrentUser'"; return
  fi
  "$pwsh" -NoProfile -NonInteractive -File tests/Pester/Run.ps1
}

run_tests() {
  local log failed=0
  log=$(mktemp)
  trap 'rm -f "$log"' RETURN
  build || { echo "0 passed, 1 failed"; return 1; }
  local suites=()
  has_chromium || {
    without PAGES RAXBACKUP_REQUIRE_CHROMIUM "no Chromium. Get it: apt-get install chromium" || failed=1
    suites=(--filter 'FullyQualifiedName!~RaxBackup.Pages.Tests')
  }
  dotnet test RaxBackup.sln -c Release --no-build --nologo -m:1 --logger "console;verbosity=minimal" ${suites[@]+"${suites[@]}"} 2>&1 | tee "$log" || failed=1
  run_pester 2>&1 | tee -a "$log" || failed=1
  # dotnet test: "Passed!  - Failed: 0, Passed: 12, ..."; Run.ps1: "Pester - Failed: 0, Passed: 34".
  awk -v broken="$failed" '
    / - Failed: / {
      line = $0; gsub(/[:,]/, "", line); n = split(line, word, " +")
      for (i = 1; i < n; i++) { if (word[i] == "Failed") bad += word[i + 1]; if (word[i] == "Passed" && word[i + 1] ~ /^[0-9]+$/) good += word[i + 1] }
    }
    END {
      if (broken && bad == 0) bad = 1   # a runner that broke without a count is a failure too
      if (good == 0) bad += 1           # and so is a run without a test
      printf "%d passed, %d failed\n", good, bad
      exit bad > 0
    }' "$log"
}

demo() {
  build || exit 1
  local pwsh; pwsh=$(find_pwsh)
  if [ -n "$pwsh" ]; then
    "$pwsh" -NoProfile -NonInteractive -File docs/examples/Demo.ps1 "$@"
  else
    echo "No PowerShell 7.4 or newer here: the same story through the client library. Get PowerShell: https://learn.microsoft.com/powershell/scripting/install"
    dotnet run --project tests/Demo -c Release --no-build -- "$@"
  fi
}

verb=${1:-}
[ $# -gt 0 ] && shift
case "$verb" in
  build) build "$@" ;;
  test) run_tests ;;
  demo) demo "$@" ;;
  bench) build && dotnet run --project tests/Benchmarks -c Release --no-build -- "$@" ;;
  pack) build && dotnet msbuild src/RaxBackup.Cmdlets -t:PackModule -p:Configuration=Release -v:minimal -nologo &&
    dotnet pack src/RaxBackup.Service -c Release --no-build -v minimal --nologo ;;
  *) usage; [ -z "$verb" ] || [ "$verb" = help ] || exit 2 ;;
esac
