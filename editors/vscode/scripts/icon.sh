#!/bin/sh
# Makes media/icon.png of media/icon.svg; needs Chromium.
set -eu
cd "$(dirname "$0")/.."
page=$(mktemp --suffix=.html)
trap 'rm -f "$page"' EXIT
{ printf '<body style="margin:0">'; cat media/icon.svg; } > "$page"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --default-background-color=00000000 \
    --window-size=128,128 --screenshot="$PWD/media/icon.png" "file://$page"
