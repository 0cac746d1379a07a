#!/usr/bin/env bash
# Compiles tests/Cutwork.Aot for 64-bit Arm as native code and runs it by qemu: the laws of the kernels in their 128-bit forms, and the digest, which
# must be x64's. Prints the digest alone; what else is to be said goes to standard error. Exit code 77 where a tool or package is not to be had.
#
# Needs Debian's gcc-aarch64-linux-gnu with libc6-dev-arm64-cross, qemu-user-static, and apt for the few libraries of Arm that the program loads:
# they are unpacked into a temporary folder, by an apt of its own, so that the system's packages and architectures stay as they are.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

skip() {
  echo "skipped: $1" >&2
  exit 77
}

if ! command -v aarch64-linux-gnu-gcc >/dev/null || ! command -v qemu-aarch64-static >/dev/null \
  || [ ! -e /usr/aarch64-linux-gnu/lib/crt1.o ]; then
  command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || skip "there is no compiler for Arm or no qemu, and no apt to install them with"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static >"$work/apt.log" 2>&1 \
    || skip "gcc-aarch64-linux-gnu, libc6-dev-arm64-cross and qemu-user-static cannot be installed"
fi
command -v apt-get >/dev/null || skip "there is no apt to fetch Arm's libraries with"

mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial" "$work/system"
cat >"$work/apt.conf" <<CONF
APT::Architecture "arm64";
APT::Architectures { "arm64"; };
APT::Sandbox::User "root";
Dir::State::status "/dev/null";
Dir::State::lists "$work/apt/lists";
Dir::Cache "$work/apt/cache";
CONF
(
  cd "$work/apt" || exit 1
  export APT_CONFIG="$work/apt.conf"
  apt-get update -qq && apt-get download -qq libc6 libgcc-s1 libssl3
) >"$work/apt.log" 2>&1
ls "$work"/apt/*.deb >/dev/null 2>&1 || skip "Arm's libc6, libgcc-s1 and libssl3 cannot be fetched"
for package in "$work"/apt/*.deb; do
  dpkg-deb -x "$package" "$work/system" || skip "$(basename "$package") cannot be unpacked"
done

# Names a target by an option of clang's that gcc does not have.
cat >"$work/linker" <<'LINKER'
#!/bin/sh
for word do
  shift
  case $word in --target=*) ;; *) set -- "$@" "$word" ;; esac
done
exec aarch64-linux-gnu-gcc "$@"
LINKER
chmod +x "$work/linker"

if ! dotnet restore "$root/tests/Cutwork.Aot" -r linux-arm64 -v quiet >"$work/restore.log" 2>&1; then
  grep -qE 'NU1101|NU1102|NU1301' "$work/restore.log" && skip "the compiler's packages for linux-arm64 are not to be had from NuGet"
  cat "$work/restore.log" >&2
  exit 1
fi
dotnet publish "$root/tests/Cutwork.Aot" -c Release -r linux-arm64 -o "$work/native" -v quiet \
  -p:CppCompilerAndLinker="$work/linker" -p:LinkerFlavor=bfd -p:ObjCopyName=aarch64-linux-gnu-objcopy -p:StripSymbols=false \
  >"$work/publish.log" 2>&1 || {
  cut -c 1-2000 "$work/publish.log" >&2
  exit 1
}
qemu-aarch64-static -L "$work/system" "$work/native/Cutwork.Aot"
