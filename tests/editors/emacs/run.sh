#!/bin/bash
# Drives a real Emacs without a screen, with eglot, against the server: tests/editors/emacs/run.sh SERVER OUT_DIR
# Prints `ok NAME`, `FAIL NAME: DETAIL` and `skip NAME: REASON` lines; exits 1 when anything failed.
set -euo pipefail

readonly here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly repository=$(cd "$here/../../.." && pwd)
readonly server=$(realpath "${1:?usage: run.sh SERVER OUT_DIR}")
mkdir -p "${2:?usage: run.sh SERVER OUT_DIR}"
readonly out=$(cd "$2" && pwd)

if ! emacs=$("$repository/tests/editors/get-editor.sh" emacs "$repository/.deps/editors" 2> "$out/get.log" | tail -n 1) ||
    [ -z "$emacs" ]; then
    echo "skip emacs: $(tail -n 1 "$out/get.log")"
    exit 0
fi
echo "# $("$emacs" --version 2> /dev/null | head -1)"

temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
cp -r "$repository/tests/workspaces/shop" "$temporary/shop"
status=0
HOME=$temporary SUITE_SERVER=$server SUITE_WORKSPACE=$temporary/shop SUITE_CONFIG=$repository/editors/emacs/modal-lsp.el \
    SUITE_RESULTS=$out/results.txt timeout --kill-after=10 120 "$emacs" -Q --batch -l "$here/suite.el" \
    < /dev/null > "$out/emacs.log" 2>&1 || status=$?
if [ ! -s "$out/results.txt" ]; then
    echo "FAIL emacs starts: exit code $status, $(tail -n 3 "$out/emacs.log" | tr '\n' ' ')"
    exit 1
fi
cat "$out/results.txt"
exit "$status"
