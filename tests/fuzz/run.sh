#!/bin/bash
# Builds the fuzz targets and runs them, each from its committed corpus and from what earlier runs found.
#   tests/fuzz/run.sh [SECONDS] [TARGET]     SECONDS for each target, 60 unless told; all targets unless told
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 2

seconds=${1:-60}
only=${2:-}
[[ $seconds =~ ^[0-9]+$ ]] || { echo "fuzz: SECONDS is a number, not '$seconds'" >&2; exit 2; }
[ -z "$only" ] || [ -f "tests/fuzz/$only.cpp" ] || {
    echo "fuzz: no target '$only'; there are: $(cd tests/fuzz && echo *.cpp | sed 's/\.cpp//g')" >&2
    exit 2
}
cmake --preset fuzz > /dev/null || exit 1
cmake --build --preset fuzz --target "$([ -n "$only" ] && echo "fuzz-$only" || echo modal-lsp-fuzz)" > build/fuzz/build.log 2>&1 || {
    tail -n 30 build/fuzz/build.log >&2
    exit 1
}

status=0
for source in tests/fuzz/*.cpp; do
    target=$(basename "$source" .cpp)
    [ -z "$only" ] || [ "$target" = "$only" ] || continue
    found=build/fuzz/found/$target log=build/fuzz/found/$target.log
    mkdir -p "$found"
    if "build/fuzz/tests/fuzz/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=4096 \
        -artifact_prefix="$found." "$found" "tests/fuzz/corpus/$target" > "$log" 2>&1; then
        echo "$target: $(grep -m1 -oE 'Done [0-9]+ runs' "$log") in $seconds s, nothing found"
    else
        status=1
        echo "$target: FAILED, see $log" >&2
        grep -E 'does not hold|ERROR|runtime error|Test unit written' "$log" | head -n 5 >&2
    fi
done
exit "$status"
