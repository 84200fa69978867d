# Read by ./bench, ./bench-gate and ./test, with $root set: which optional adapters take part in this build.
# An adapter does when its packages can be restored. That is tried once and remembered in a stamp beside its build output;
# BENCH_<NAME>=true or =false decides instead. Each name becomes an MSBuild property through the environment.
adapters="NWaves:Analysis/NWaves/NWaves.csproj MlNet:Models/MlNet/MlNet.csproj OxyPlot:Bench/Plots/OxyPlot/OxyPlot.csproj"

try_restore() {
    local limit=()
    ! command -v timeout >/dev/null || limit=(timeout 30)
    (cd "$root" && ${limit[@]+"${limit[@]}"} dotnet restore "$1" --locked-mode -v quiet) >/dev/null 2>&1 < /dev/null
}

choose_adapter() {
    local name=$1 project=$2 switch value stamp
    switch="BENCH_$(echo "$name" | tr '[:lower:]' '[:upper:]')"
    value=${!switch:-}
    stamp="$root/$(dirname "$project")/bin/restorable.stamp"
    case "$value" in
        true|false) ;;
        "")
            if [ -s "$stamp" ] && [ "$stamp" -nt "$root/$project" ] && [ "$stamp" -nt "$root/Directory.Packages.props" ]; then
                value=$(cat "$stamp")
            # Without the right SDK nothing can be said about packages.
            elif ! (cd "$root" && dotnet --version) >/dev/null 2>&1; then
                value=false
            else
                value=true
                if ! try_restore "$project"; then
                    value=false
                    echo "The package $name cannot be restored here; what it adds is left out, everything else works. $switch=true tries again." >&2
                fi
                mkdir -p "$(dirname "$stamp")" && echo "$value" > "$stamp"
            fi ;;
        *) echo "$switch is \"$value\"; expected true, false or nothing." >&2; exit 64 ;;
    esac
    export "$name=$value"
    adapter_state="$adapter_state$name=$value "
}

adapter_state=""
for adapter in $adapters; do
    choose_adapter "${adapter%%:*}" "${adapter#*:}"
done
