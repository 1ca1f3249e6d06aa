#!/bin/bash
# Gets a current Neovim, Helix or Emacs for the headless suites, without touching this machine's packages.
#
#   tests/editors/get-editor.sh nvim|nvim-stable|hx|emacs DIR
#
# Prints the path of a program to start as its last line and exits 0; exits 3 with a reason on standard error
# when this machine cannot have one, which the suites count as skipped.
#
# On Debian the package and its libraries come from the newest suite of the machine's own mirror and are unpacked
# below DIR with their own libc, so an old release can run them. The suite moves; the suites print the version
# they ran and assert none; lists of a mirror that lags behind are taken as well. Elsewhere the machine's own
# editor is used when it is new enough.
set -euo pipefail

readonly usage="usage: get-editor.sh nvim|nvim-stable|hx|emacs|code-server DIR"
readonly editor=${1:?$usage} program=${1%%-*}
mkdir -p "${2:?$usage}"
readonly dir=$(cd "$2" && pwd)
suites=(testing stable)
case $editor in
    nvim) readonly package=neovim oldest=0.11 ;;
    nvim-stable) readonly package=neovim oldest=0.7; suites=(stable) ;;
    hx) readonly package=hx oldest=25.01 ;;
    emacs) readonly package=emacs-nox oldest=29.1 ;;
    code-server) exec "$(dirname "${BASH_SOURCE[0]}")/vscode/get.sh" "$dir" ;;
    *) echo "get-editor.sh: unknown editor \"$editor\"; $usage" >&2; exit 2 ;;
esac

note() { echo "get-editor.sh: $*" >&2; }

# The version in the first line of --version: "NVIM v0.12.4", "helix 25.07.1 (...)" or "GNU Emacs 30.1".
version_of() { "$1" --version 2>/dev/null | sed -nE '1s/^[^0-9]*([0-9]+(\.[0-9]+)+).*/\1/p'; }

new_enough() {
    local version
    version=$(version_of "$1") || return 1
    [ -n "$version" ] && printf '%s\n%s\n' "$oldest" "$version" | sort -CV
}

# The first Debian archive among the apt sources, deb822 or one-line; security archives hold no whole suite.
mirror() {
    local parts=/etc/apt/sources.list.d
    {
        cat "$parts"/*.sources 2>/dev/null | sed -nE 's/^URIs:[[:space:]]*//p' | tr ' ' '\n'
        cat /etc/apt/sources.list "$parts"/*.list 2>/dev/null |
            sed -nE 's/^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+).*/\2/p'
    } | grep -E '^[a-z+]+:.*debian' | grep -v security | head -1
}

# Fills $1 with the unpacked packages of suite $2.
unpack() {
    local root=$1 suite=$2 apt=$1.apt extra=()
    [ "$editor" != nvim ] || extra=(tree-sitter-markdown-src tree-sitter-markdown-inline-src)
    rm -rf "$apt" "$root" && mkdir -p "$root" "$apt"/{state/lists/partial,cache/archives/partial}
    : > "$apt/status"
    echo "deb [signed-by=$keyring] $(mirror) $suite main" > "$apt/sources.list"
    cat > "$apt/apt.conf" <<CONF
Dir::State "$apt/state"; Dir::State::status "$apt/status"; Dir::Cache "$apt/cache";
Dir::Etc::sourcelist "$apt/sources.list"; Dir::Etc::sourceparts "/dev/null"; Dir::Etc::preferencesparts "/dev/null";
APT::Sandbox::User "root"; Debug::NoLocking "true"; Acquire::Retries "3"; Acquire::Languages "none";
Acquire::Check-Valid-Until "false";
CONF
    APT_CONFIG=$apt/apt.conf apt-get -qq update || return 1
    APT_CONFIG=$apt/apt.conf apt-get -qq -y --no-install-recommends --download-only install "$package" "${extra[@]}" || return 1
    local deb
    for deb in "$apt"/cache/archives/*.deb; do dpkg-deb -x "$deb" "$root" || return 1; done
    rm -rf "$apt"
}

# Neovim's hover window needs markdown parsers, which Debian ships as sources only.
build_parsers() {
    local root=$1 name source
    mkdir -p "$root/usr/share/nvim/runtime/parser"
    for name in markdown markdown_inline; do
        source=$(find "$root/usr" -name parser.c | grep -E "/tree-sitter[/-]${name/_/[_-]}(-src)?/" | head -1)
        [ -n "$source" ] || { note "no sources of the $name parser found"; return 1; }
        source=$(dirname "$source")
        cc -O2 -shared -fPIC -I"$source" "$source"/parser.c "$source"/scanner.c \
            -o "$root/usr/share/nvim/runtime/parser/$name.so" || return 1
    done
}

# The wrapper finds its tree beside itself, so the folder may be moved.
write_wrapper() {
    cat > "$1/$program" <<'WRAPPER'
#!/bin/sh
root=$(dirname "$(readlink -f "$0")")
name=$(basename "$0")
loader=$(find "$root/usr/lib" "$root/lib64" "$root/lib" -name 'ld-linux*.so.*' 2>/dev/null | head -1)
libraries=$(dirname "$(find "$root/usr/lib" "$root/lib" -name 'libc.so.6' 2>/dev/null | head -1)")
export VIMRUNTIME="${VIMRUNTIME:-$root/usr/share/nvim/runtime}"
export HELIX_RUNTIME="${HELIX_RUNTIME:-$root/usr/lib/hx/runtime}"
program=$root/usr/bin/$name
if [ "$name" = emacs ]; then # its dump file and its Lisp are found by these
    data=$(find "$root/usr/share/emacs" -maxdepth 1 -name '[0-9]*' | head -1)
    program=$root/usr/bin/emacs-nox
    export EMACSLOADPATH="$data/lisp:$data/lisp/progmodes" EMACSDATA="$data/etc" EMACSDOC="$data/etc"
    set -- "--dump-file=$(find "$root" -name '*.pdmp' | head -1)" "$@"
fi
export LUA_PATH="$root/usr/share/lua/5.1/?.lua;;" LUA_CPATH="$libraries/lua/5.1/?.so;;"
exec "$loader" --library-path "$libraries" --argv0 "$name" "$(readlink -f "$program")" "$@"
WRAPPER
    chmod +x "$1/$program"
}

from_debian() {
    local suite work=$dir/$editor.new
    for suite in "${suites[@]}"; do
        unpack "$work" "$suite" >&2 || { note "$package of Debian $suite could not be fetched"; continue; }
        [ "$editor" != nvim ] || build_parsers "$work" || continue
        write_wrapper "$work"
        if new_enough "$work/$program"; then
            rm -rf "${dir:?}/$editor" && mv "$work" "$dir/$editor"
            return 0
        fi
        note "$package of Debian $suite does not start here or is older than $oldest"
    done
    rm -rf "$work" "$work.apt"
    return 1
}

if new_enough "$dir/$editor/$program"; then
    echo "$dir/$editor/$program"
    exit 0
fi
readonly keyring=/usr/share/keyrings/debian-archive-keyring.gpg
if [ -r "$keyring" ] && [ -n "$(mirror)" ] && command -v apt-get dpkg-deb >/dev/null && from_debian; then
    echo "$dir/$editor/$program"
    exit 0
fi
if own=$(command -v "$program") && new_enough "$own"; then
    note "using this machine's own $program $(version_of "$own")"
    echo "$own"
    exit 0
fi
note "no $program $oldest or newer can be had on this machine"
exit 3
