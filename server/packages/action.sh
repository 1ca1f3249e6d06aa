#!/bin/bash
# The steps of action.yml.
#   action.sh install    VERSION, ACTION -> an environment of our own below RUNNER_TEMP
#   action.sh check      PATHS, ARGS -> annotations on standard output, and a SARIF file
# Inputs come as environment variables: in the text of a step they would be code.
set -euo pipefail

readonly environment=${RUNNER_TEMP:?}/modal-lsp report=${RUNNER_TEMP}/modal-lsp.sarif

install_it() {
    # The wheel of the version asked for, else this very revision, which is built from its sources.
    local what=${ACTION:?}
    [ -z "${VERSION:-}" ] || what=modal-lsp==$VERSION
    python3 -m venv "$environment"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check "$what"
    "$environment/bin/modal-lsp" --version
}

check() {
    local paths=() arguments=() status=0
    mapfile -t paths < <(grep -v '^[[:space:]]*$' <<< "${PATHS:-.}")
    mapfile -t arguments < <(grep -v '^[[:space:]]*$' <<< "${ARGS:-}")
    "$environment/bin/modal-lsp" check "${arguments[@]}" --output-format sarif --output-file "$report" "${paths[@]}" ||
        status=$?
    echo "sarif=$report" >> "${GITHUB_OUTPUT:?}"
    # 0 and 1 are answers, 3 is a project without Python; anything else is a mistake that has been told.
    case $status in
        0 | 3) echo "findings=false" >> "$GITHUB_OUTPUT" ;;
        1) echo "findings=true" >> "$GITHUB_OUTPUT"
           "$environment/bin/modal-lsp" check "${arguments[@]}" --output-format github --exit-zero "${paths[@]}" ;;
        *) return "$status" ;;
    esac
}

case ${1:-} in
    install) install_it ;;
    check) check ;;
    *) echo "usage: action.sh install|check" >&2; exit 2 ;;
esac
