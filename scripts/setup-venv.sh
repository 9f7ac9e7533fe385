#!/usr/bin/env bash
# usage: scripts/setup-venv.sh run|dev
# Makes .venv with the project and its pinned dependencies (dev: also what tests and lint need).
# Does nothing when that is done already, and starts afresh when the folder was moved.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/apt.sh

kind=${1:?usage: scripts/setup-venv.sh run|dev}
case $kind in
  run) project=. ;;
  dev) project='.[excel,lint,test]' ;;
  *) echo "usage: scripts/setup-venv.sh run|dev" >&2; exit 2 ;;
esac

# The stamp holds what was installed, and where; a dev environment serves for run too.
fingerprint="$PWD $(cat pyproject.toml constraints.txt | cksum)"
for stamp in ".venv/.installed-$kind" .venv/.installed-dev; do
  if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$fingerprint" ]; then
    exit 0
  fi
done

new_enough() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
  local name
  for name in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14}; do
    if new_enough "$name"; then
      echo "$name"
      return
    fi
  done
  echo "Python 3.11 or newer is needed; found: $(python3 --version 2>&1 || true)." >&2
  echo "Install it (Ubuntu 22.04: apt-get install python3.11-venv), or name one: make PYTHON=/path/to/python3.12" >&2
  return 1
}

make_venv() {
  local python package
  python=$(find_python)
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if ! can_apt; then
      echo "Python's venv module is missing. Install it: sudo apt-get install $package" >&2
      return 1
    fi
    apt_install "$package"
  fi
  echo "Making .venv with $("$python" --version) ..."
  "$python" -m venv --clear .venv
}

# pip's own start script names the folder it was made in: it tells whether the environment was moved.
if ! new_enough .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1 ||
  ! grep -qF "$PWD/.venv" .venv/bin/activate; then
  make_venv
fi

echo "Installing the project and its dependencies ($kind) ..."
rm -f .venv/.installed-*
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
  --constraint constraints.txt --editable "$project"
echo "$fingerprint" >".venv/.installed-$kind"
