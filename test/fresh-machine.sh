#!/usr/bin/env bash
# Installs what the tests need on a fresh Debian or Ubuntu machine, then runs them.
set -euo pipefail
cd "$(dirname "$0")/.."

# Program that must be there, and the Debian package that has it.
needed=("python3 python3" "curl curl")

missing=()
for row in "${needed[@]}"; do
  read -r program package <<<"$row"
  command -v "$program" >/dev/null || missing+=("$package")
done

if [ "${#missing[@]}" -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    printf 'installing %s\n' "${missing[@]}"
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
  else
    echo "the tests need programs that are missing; as root run: apt-get install ${missing[*]}" >&2
    exit 1
  fi
fi

echo 'installing the clients of fixtures/clients/foreign'
npm ci --prefix fixtures/clients/foreign
npm test
