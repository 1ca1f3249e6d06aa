#!/bin/bash
# Drives a real Helix through a pseudo-terminal against the server: tmux types the keys and reads the screen.
#   tests/editors/helix/run.sh SERVER_BINARY HX OUT_DIR
# Prints `ok NAME` and `FAIL NAME: DETAIL` lines; exits 1 when anything failed. OUT_DIR keeps logs and last screens.
set -uo pipefail

readonly here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly repository=$(cd "$here/../../.." && pwd)
readonly server=$(realpath "${1:?usage: run.sh SERVER_BINARY HX OUT_DIR}")
readonly hx=$(realpath -s "$(command -v "${2:?no HX given}")")
mkdir -p "${3:?no OUT_DIR given}"
readonly out=$(cd "$3" && pwd)
readonly socket=modal-lsp-helix-$$
patience_s=10
temporary=$(mktemp -d)
readonly temporary shop=$temporary/shop

screen_is_up() { tmux -L "$socket" has-session -t helix 2>/dev/null; }
finish() { tmux -L "$socket" kill-server 2>/dev/null; rm -rf "$temporary"; }
trap finish EXIT

failed=0
ok() { echo "ok $1"; }
fail() {
    failed=$((failed + 1))
    printf 'FAIL %s: %s\n' "$1" "$2"
    capture > "$out/failed-$failed.txt"
}

capture() { tmux -L "$socket" capture-pane -p -t helix 2>/dev/null; }
type_keys() { tmux -L "$socket" send-keys -t helix "$@" 2>/dev/null; }
type_text() { tmux -L "$socket" send-keys -t helix -l -- "$1" 2>/dev/null; }

# Runs a command again and again until it succeeds or patience ends.
eventually() {
    local end=$((SECONDS + patience_s))
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] && screen_is_up || return 1
        sleep 0.05
    done
}
shows() { capture | grep -qE -- "$1"; }
hides() { ! shows "$1"; }

# expect NAME REGEX: the screen comes to show a match.
expect() {
    if eventually shows "$2"; then ok "$1"; else fail "$1" "the screen never showed /$2/"; fi
}

# Leaves insert mode. A key that follows Escape too closely reads as Alt with that key, hence the wait.
normal_mode() { type_keys Escape; eventually shows '^ *NOR'; }

command_line() {
    type_text ":"
    if ! eventually shows '^:'; then
        fail "the command line opens" "no prompt for :$1"
        return 1
    fi
    type_text "$1"
    type_keys Enter
    eventually hides '^:'
}

# open FILE:ROW:COLUMN, both from 1.
open_at() {
    local file=${1%%:*} place=${1#*:}
    command_line "open $1"
    eventually shows "NOR +$file.* $place" || fail "open $1" "the status line never showed it"
}

# place FILE TEXT SHIFT: ROW:COLUMN of the first TEXT, moved right by SHIFT.
place() { awk -v text="$2" -v shift="$3" '(at = index($0, text)) { print FNR ":" at + shift; exit }' "$shop/$1"; }
saved() { command_line write >/dev/null; eventually grep -qF -- "$2" "$shop/$1"; }

health() {
    local text
    text=$("${environment[@]}" "$hx" --health python 2>&1 | sed 's/\x1b\[[0-9;]*m//g')
    echo "$text" > "$out/health.txt"
    if grep -qE '(✓|√).*modal-lsp' <<< "$text"; then ok "hx --health python lists modal-lsp"
    else fail "hx --health python lists modal-lsp" "$(grep -i modal <<< "$text" || echo "no line with modal-lsp")"; fi
}

diagnostics() {
    expect "shows a diagnostic with its message" '(no|has|class|unknown).* "?Embeder|"?Embeder"? .*(class|unknown)'
    type_keys Space d
    expect "lists the diagnostic under its rule's name" 'from-name-unknown-target'
    type_keys Escape
    eventually hides 'from-name-wrong-kind' || true
}

hover() {
    local file=shop/search/app.py
    open_at "$file:$(place $file '"Embedder"' 3)"
    type_keys Space k
    expect "hover shows the class" 'class Embedder'
    expect "hover shows its GPU" 'gpu'
    type_keys Escape
    eventually hides 'class Embedder' || true
}

definition() {
    local file=shop/search/app.py target
    open_at "$file:$(place $file '"Embedder"' 3)"
    target=$(place shop/catalog/app.py 'class Embedder' 0)
    type_keys g d
    expect "gd jumps from the string to the class" "NOR +shop/catalog/app.py.* ${target%:*}:[0-9]+"
}

references() {
    local file=shop/search/app.py
    open_at "$file:$(place $file '"Embedder"' 3)"
    type_keys g r
    expect "gr lists the lookups of other files from inside the string" 'web/api\.py'
    expect "gr lists the lookup through a constant" 'jobs/nightly\.py'
    type_keys Escape
    eventually hides 'jobs/nightly\.py' || true
}

# The menu of actions has no filter: Tab goes down until the wanted line is the chosen one, which no test can see. So it
# goes down as often as lines stand above.
operating() {
    local file=shop/catalog/app.py title='Modal: Check before deploying (shop-catalog)' above
    open_at "$file:$(place $file 'modal.App(' 3)"
    type_keys Space a
    expect "space a offers to deploy the app of the line" 'Modal: Deploy \(shop-catalog\)'
    if capture > "$out/actions.txt" && grep -qF 'Modal: Serve (shop-catalog)' "$out/actions.txt" && grep -qF "$title" "$out/actions.txt"
    then ok "space a offers to serve the app, and to check what deploying needs"
    else fail "space a offers to serve the app, and to check what deploying needs" "$(grep Modal: "$out/actions.txt")"; fi
    above=$(grep -E 'Modal: |Open the documentation|Change to|ignore' "$out/actions.txt" | grep -nF "$title" | cut -d: -f1)
    for _ in $(seq 2 "${above:-1}"); do type_keys Tab; done
    type_keys Enter
    expect "the check tells what is missing, and how to mend it" 'modal setup'
    open_at "$file:$(place $file 'def list_products' 5)"
    type_keys Space a
    expect "space a offers to run the function of the line" 'Modal: Run \(list_products\)'
    type_keys Escape
    eventually hides 'Modal: Run' || true
}

# A rename changes files that nobody opened, too; Helix opens them, and `write-all` keeps them.
rename() {
    local file=shop/common/names.py each
    open_at "$file:$(place $file '"shop-catalog"' 3)"
    type_keys Space r
    expect "space r asks with the app's name filled in" '^rename-to:.*shop-catalog'
    type_keys C-u
    type_text shop-goods
    type_keys Enter
    eventually shows 'CATALOG_APP = "shop-goods"'
    command_line write-all
    for each in "$file" Makefile scripts/release.sh .github/workflows/deploy.yml shop/search/app.py web/api.py; do
        if eventually grep -q shop-goods "$shop/$each" && ! grep -q shop-catalog "$shop/$each"; then ok "space r renames the app in $each"
        else fail "space r renames the app in $each" "$(grep -n shop- "$shop/$each")"; fi
    done
}

code_action() {
    local file=shop/search/broken_lookup.py
    open_at "$file:$(place $file '"Embeder"' 3)"
    type_keys Space a
    expect "space a offers the name that was meant" 'Change to "Embedder"'
    # The fix of a diagnostic stands first, so Enter takes it.
    type_keys Enter
    eventually shows 'from_name\("shop-catalog", "Embedder"\)'
    if saved "$file" 'from_name("shop-catalog", "Embedder")'; then ok "the code action mends the name"
    else fail "the code action mends the name" "$(grep -n 'Embeder' "$shop/$file")"; fi
    if eventually hides '"?Embeder'; then ok "the diagnostic goes with its cause"
    else fail "the diagnostic goes with its cause" "it is still on the screen"; fi
}

# complete NAME AUTO_PAIRS FILE REGEX: types an unfinished lookup in a file that never mentions the class, and takes
# the first proposal; then some line of the saved file is all REGEX.
complete() {
    command_line "set auto-pairs $2"
    open_at "$3:1:1"
    type_keys o
    type_text 'Again = modal.Cls.from_name("shop-catalog", "'
    expect "$1: the menu shows the class" ' Embedder '
    type_keys C-n
    type_keys Enter
    normal_mode
    saved "$3" 'Again'
    if grep -qxE -- "$4" "$shop/$3"; then ok "$1: the text is right"
    else fail "$1: the text is right" "$(cat "$shop/$3")"; fi
}

quit() {
    command_line 'quit-all!'
    local end=$((SECONDS + patience_s))
    while screen_is_up && [ "$SECONDS" -lt "$end" ]; do sleep 0.05; done
    if screen_is_up; then fail "ends when told to" "still running after $patience_s s"; else ok "ends when told to"; fi
}

log_is_clean() {
    local bad
    bad=$(grep -E '\[ERROR\]' "$out/helix.log" | grep -iE 'modal-lsp|modal_lsp|panic|unhandled|malformed' | head -3)
    if [ -s "$out/helix.log" ] && [ -z "$bad" ]; then ok "Helix logs no error about the server"
    else fail "Helix logs no error about the server" "${bad:-no log}"; fi
}

cp -r "$repository/tests/workspaces/shop" "$shop"
echo 'import modal' | tee "$shop/shop/search/paired.py" > "$shop/shop/search/unpaired.py"
mkdir -p "$temporary/bin" "$temporary/config/helix"
# The configuration under test starts `modal-lsp`; on this PATH that is the server given.
printf '#!/bin/sh\nexec "%s" --log-file "%s" --log-level debug "$@"\n' "$server" "$out/server.log" > "$temporary/bin/modal-lsp"
# Modal's command line of somebody who has no token yet.
cat > "$temporary/bin/modal" <<'MODAL'
#!/bin/sh
case $* in
    --version) echo 'modal client version: 1.6.4' ;;
    'profile current') echo acme ;;
    'config show'*) echo '{"environment": "dev", "token_id": null, "token_secret": null}' ;;
    *) exit 1 ;;
esac
MODAL
chmod +x "$temporary/bin"/*
cp "$repository/editors/helix/languages.toml" "$here/config.toml" "$temporary/config/helix/"
rm -f "$out"/{helix,server}.log "$out"/failed-*.txt
readonly environment=(env "PATH=$temporary/bin:$PATH" "XDG_CONFIG_HOME=$temporary/config" "XDG_CACHE_HOME=$temporary/cache"
    "XDG_DATA_HOME=$temporary/data" TERM=xterm-256color COLORTERM=truecolor LC_ALL=C.UTF-8)

echo "# $("$hx" --version | head -1)"
health
first=shop/search/broken_lookup.py
if ! "${environment[@]}" tmux -u -L "$socket" -f /dev/null new-session -d -s helix -c "$shop" -x 150 -y 40 \
    "$hx" -v --log "$out/helix.log" "$first:$(place $first '"Embeder"' 3)"; then
    fail "helix starts" "tmux could not start it"
    exit 1
fi
eventually shows "NOR +$first" || { fail "helix starts" "it never showed the file"; exit 1; }
diagnostics
hover
definition
references
operating
complete "completion between quotes" true shop/search/paired.py 'Again = modal\.Cls\.from_name\("shop-catalog", "Embedder"\)'
complete "completion in a string without its end" false shop/search/unpaired.py 'Again = modal\.Cls\.from_name\("shop-catalog", "Embedder"?'
code_action
rename
log_is_clean # before the end: Helix reports the closing of the stream itself as an error
quit
[ "$failed" -eq 0 ]
