# Read by ./bench and ./test, with $root set: builds the pages of bench serve when a source of them changed. They need
# Node.js 20.19 or newer; where that is missing everything but the pages works, and this says so once.
pages="$root/Bench/Web/Client"
export BENCH_WWWROOT="${BENCH_WWWROOT:-$pages/dist}"

pages_are_current() {
    [ -f "$pages/dist/index.html" ] && [ -z "$(find "$pages" \( -name node_modules -o -name dist \) -prune \
        -o -type f -newer "$pages/dist/index.html" -print | head -n 1)" ]
}

node_is_new_enough() {
    command -v npm >/dev/null && node -e \
        'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
        >/dev/null 2>&1
}

build_pages() {
    pages_are_current && return 0
    if ! node_is_new_enough; then
        echo "The pages are left out: building them needs Node.js 20.19 or newer (with npm). Everything else works." >&2
        return 0
    fi
    echo "Building the pages …" >&2
    local log
    log=$(mktemp)
    if ! (
        cd "$pages" || exit 1
        if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
            npm ci --no-audit --no-fund || exit 1
        fi
        npm run build
    ) > "$log" 2>&1 < /dev/null; then
        tail -n 20 "$log" >&2
        echo "The pages could not be built; everything else works." >&2
    fi
    rm -f "$log"
}
