# What has to be on a machine before anything else can be brought along.
# Sourced by bootstrap.sh; plain POSIX shell. Each check prints one sentence
# with its remedy and fails if something is missing.

# The system's way to install a package, to be shown in a remedy.
install_hint() { # debian-package homebrew-package
  if command -v apt-get >/dev/null 2>&1; then
    echo "apt-get install $1"
  elif command -v dnf >/dev/null 2>&1; then
    echo "dnf install $1"
  elif command -v brew >/dev/null 2>&1; then
    echo "brew install $2"
  else
    echo "install $1 with your system's package manager"
  fi
}

check_git() {
  command -v git >/dev/null 2>&1 && return 0
  echo "git is missing: $(install_hint git git)"
  return 1
}

check_go() {
  if ! command -v go >/dev/null 2>&1; then
    echo "Go is missing (1.26 or newer is needed): see https://go.dev/doc/install"
    return 1
  fi
  # "go1.26.8" and "go1.27rc1" become "26" and "27".
  go_minor=$(cd / && GOTOOLCHAIN=local go env GOVERSION | sed -n 's/^go1\.\([0-9]*\).*/\1/p')
  [ -n "$go_minor" ] && [ "$go_minor" -ge 26 ] && return 0
  echo "Go $(cd / && GOTOOLCHAIN=local go env GOVERSION) is too old (1.26 or newer is needed): see https://go.dev/doc/install"
  return 1
}

check_compiler() {
  if command -v cc >/dev/null 2>&1 || command -v gcc >/dev/null 2>&1 || command -v clang >/dev/null 2>&1; then
    return 0
  fi
  echo "A C compiler is missing (Gitea's SQLite is written in C): $(install_hint 'gcc libc6-dev' gcc)"
  return 1
}

check_python() {
  if ! command -v python3 >/dev/null 2>&1; then
    echo "Python 3 is missing (TechDocs builds its pages with it): $(install_hint 'python3 python3-venv' python3)"
    return 1
  fi
  python3 -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))' 2>/dev/null && return 0
  echo "Python 3.10 or newer with venv is needed, this is $(python3 --version 2>&1) without: $(install_hint python3-venv python3)"
  return 1
}

check_npm() {
  # It is a Node program, so finding it is not enough.
  npm --version >/dev/null 2>&1 && return 0
  echo "npm is missing or does not run (it brings Node $node_version along): $(install_hint npm node)"
  return 1
}

# Free kilobytes where a path is or will be.
free_kilobytes() {
  folder=$1
  while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
  df -Pk "$folder" | awk 'NR == 2 { print $4 }'
}

# The first start installs and compiles (about 12 GB with all caches), later ones only write data.
check_disk() {
  needed_gigabytes=1
  [ -f "$root/node_modules/.installed" ] || needed_gigabytes=12
  for folder in "$root" "$cache"; do
    free=$(free_kilobytes "$folder")
    if [ "$free" -lt $((needed_gigabytes * 1024 * 1024)) ]; then
      echo "The disk of $folder has only $((free / 1024)) MB left, $needed_gigabytes GB are needed: make room, or put the cache elsewhere with GORELIABLE_CACHE=…"
      return 1
    fi
  done
}

# Runs all checks that the tiers ask for, so that everything missing is told at once.
check_prerequisites() {
  missing=0
  check_git || missing=1
  check_npm || missing=1
  check_python || missing=1
  if [ "${TIERS:-core}" != none ]; then
    check_go || missing=1
    check_compiler || missing=1
  fi
  check_disk || missing=1
  return $missing
}
