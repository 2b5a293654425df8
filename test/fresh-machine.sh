#!/usr/bin/env bash
# Installs what the tests need on a fresh Debian or Ubuntu machine, then runs them.
set -euo pipefail
cd "$(dirname "$0")/.."

# What must be there, a program or a module of Python, and the Debian package that has it.
needed=("python3 python3" "curl curl" "openssl openssl" "chromium chromium" "java default-jdk-headless" "python:requests_oauthlib python3-requests-oauthlib")

is_there() {
  case "$1" in
    # The interpreter of the system: the packages of Debian are for that one.
    python:*) /usr/bin/python3 -c "import ${1#python:}" 2>/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

missing=()
for row in "${needed[@]}"; do
  read -r thing package <<<"$row"
  is_there "$thing" || missing+=("$package")
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
echo 'installing the tools of test/tools: other Node.js versions, and what drives the browser'
npm ci --prefix test/tools
npm test
