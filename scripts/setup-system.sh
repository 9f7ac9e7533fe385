#!/usr/bin/env bash
# Makes sure of the programs that tests use as oracles. Does nothing when they are there.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/apt.sh

has_any() {
  local name
  for name in "$@"; do
    command -v "$name" >/dev/null && return
  done
  return 1
}

# What is missing, as package names.
missing() {
  has_any ${SOFFICE:-soffice libreoffice} || echo libreoffice-calc-nogui
  has_any ${CHROMIUM:-chromium chromium-browser google-chrome-stable google-chrome} || echo chromium
  has_any pdftotext || echo poppler-utils
  # Without Chinese fonts LibreOffice and Chromium print boxes, or Japanese shapes.
  [ -n "$(fc-list ':lang=zh-cn' 2>/dev/null)" ] || echo fonts-noto-cjk fontconfig
}

packages=$(missing | xargs)
if [ -n "$packages" ] && can_apt; then
  for package in $packages; do
    apt_install "$package" || echo "apt-get could not install $package." >&2
  done
  packages=$(missing | xargs)
fi
if [ -n "$packages" ]; then
  echo "The tests need programs that are missing. Install them: sudo apt-get install $packages" >&2
  case $packages in
    *chromium*) echo "(Ubuntu has no chromium package that works without snap: install Google Chrome.)" >&2 ;;
  esac
  exit 1
fi
