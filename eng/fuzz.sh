#!/usr/bin/env bash
# Gives millions of changed files and documents to everything that reads them (tests/Cutwork.Fuzz), and ends with a table of executions and
# failures. Inputs that fail are made small and kept in fuzz-failures/; the exit code is then 1, 3 where the process died, 4 where an input took
# a minute.
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
root=$(cd "$(dirname "$0")/.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet build -c Release -v quiet "$root/tests/Cutwork.Fuzz"
# An input that asks for gigabytes fails, instead of the machine.
export DOTNET_GCHeapHardLimit=0x60000000 DOTNET_gcServer=0
program="$root/tests/Cutwork.Fuzz/bin/Release/net10.0/Cutwork.Fuzz.dll"
code=0
nice dotnet "$program" "$minutes" "${seed[@]}" "$@" || code=$?
if [ "$code" -gt 1 ] && [ "$code" -ne 2 ]; then
  # The process died: the input it ran lies in a file, which the next start keeps.
  nice dotnet "$program" "$minutes" "${seed[@]}" "$@" || true
fi
exit "$code"
