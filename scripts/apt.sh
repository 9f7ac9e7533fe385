# Sourced by the other scripts: install Debian or Ubuntu packages when we may.

export DEBIAN_FRONTEND=noninteractive

can_apt() {
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null
}

# apt_install PACKAGE...   The package lists are fetched only when the first try fails for want of them.
apt_install() {
  local options=(-o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
  echo "Installing $* (apt-get) ..."
  apt-get install -y -qq --no-install-recommends "${options[@]}" "$@" </dev/null >/dev/null 2>&1 && return
  apt-get update -qq "${options[@]}" </dev/null
  apt-get install -y -qq --no-install-recommends "${options[@]}" "$@" </dev/null >/dev/null
}
