#!/usr/bin/env bash
# Gives millions of changed files and documents to everything that reads them (tests/Cutwork.Fuzz), each target in a process of its own, and ends
# with a table of executions and failures. An input that fails is made small and kept in fuzz-failures/, or where CUTWORK_FUZZ_FAILURES says. The exit code is 1 where inputs
# failed, 4 where one took a minute, and what the system says where one killed the process.
#
#   eng/fuzz.sh MINUTES           by the clock, from a seed that is printed
#   eng/fuzz.sh MINUTES SEED      counted executions, about as long on one core: the same seed, the same inputs
#   eng/fuzz.sh MINUTES [SEED] --table FILE    adds the counts to those of earlier runs in FILE
#   eng/fuzz.sh MINUTES [SEED] --only jpeg,tar
set -eu
minutes=${1:?"say how many minutes: eng/fuzz.sh MINUTES [SEED]"}
shift
seed=()
if [ $# -gt 0 ] && [[ $1 =~ ^[0-9]+$ ]]; then
  seed=(--seed "$1")
  shift
fi
only=
table=
while [ $# -gt 1 ]; do
  case $1 in
    --only) only=${2//,/ } ;;
    --table) table=$2 ;;
    *) echo "eng/fuzz.sh: $1 is no option" >&2; exit 2 ;;
  esac
  shift 2
done
folder=${CUTWORK_FUZZ_FAILURES:-fuzz-failures}
root=$(cd "$(dirname "$0")/.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet build -c Release -v quiet "$root/tests/Cutwork.Fuzz"
# An input that asks for gigabytes fails, instead of the machine.
export DOTNET_GCHeapHardLimit=0x60000000 DOTNET_gcServer=0
program="$root/tests/Cutwork.Fuzz/bin/Release/net10.0/Cutwork.Fuzz.dll"
if [ -z "$table" ]; then
  table=$(mktemp)
  trap 'rm -f "$table"' EXIT
fi
targets=(${only:-$(dotnet "$program" --list)})
share=$minutes
if [ ${#seed[@]} -eq 0 ]; then
  share=$(awk -v minutes="$minutes" -v targets="${#targets[@]}" 'BEGIN { print minutes / targets }')
fi
worst=0
for target in "${targets[@]}"; do
  code=0
  nice dotnet "$program" "$share" "${seed[@]}" --only "$target" --folder "$folder" --table "$table" || code=$?
  if [ "$code" -gt 2 ]; then
    dotnet "$program" --died "$folder" || true
  fi
  if [ "$code" -gt "$worst" ]; then
    worst=$code
  fi
done
dotnet "$program" --print "$table"
exit "$worst"
