# What ./run, ./test and ./hcp need from the machine, and how they get it. Sourced, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

stop() { printf '%s\n' "$1" >&2; exit 2; }

need_sdk() {
    command -v dotnet >/dev/null && dotnet --list-sdks | grep '^10\.' >/dev/null && return
    stop '缺少 .NET 10 SDK，请先安装（the .NET 10 SDK is missing: install it, then start again）。'
}

# need_debian package…: installs what is not there yet; only root can.
need_debian() {
    local missing=() package
    for package in "$@"; do has_debian "$package" || missing+=("$package"); done
    [ ${#missing[@]} -eq 0 ] && return
    command -v apt-get >/dev/null || stop "缺少 ${missing[*]}，请安装（missing: ${missing[*]}; install them）。"
    [ "$(id -u)" = 0 ] || stop "缺少 ${missing[*]}，请以 root 运行一次，或：sudo apt-get install ${missing[*]}（missing: ${missing[*]}; run once as root, or install them）。"
    printf '安装（installing）：%s\n' "${missing[*]}" >&2
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${missing[@]}"; } >&2 ||
        stop "安装失败：${missing[*]}（could not install: ${missing[*]}）。"
}

# A command or library that came from elsewhere is as good as the package. (No grep -q: it would end the pipe under the writer, which counts as a failure.)
has_debian() {
    case $1 in
        postgresql) [ -n "$(find /usr/lib/postgresql -maxdepth 3 -name initdb 2>/dev/null)" ] ;;
        libsqlite3-0) ldconfig -p | grep 'libsqlite3\.so\.0' >/dev/null ;;
        chromium) command -v chromium >/dev/null ;;
        *) dpkg -s "$1" 2>/dev/null | grep '^Status: install ok' >/dev/null ;;
    esac
}

need_to_build() { need_sdk; }

need_to_serve() { need_debian libsqlite3-0; }

# Builds the server and the upper platform of the demo, unless nothing changed since the last time.
build_server() {
    local stamp=$root/src/Designer.Blazor/bin/Release/built
    if [ -f "$stamp" ] && [ -z "$(cd "$root" && find src definitions build tests/UpperPlatform Directory.*.props global.json \
        \( -name bin -o -name obj -o -path '*/wwwroot/_framework' -o -path build/npm \) -prune -o -newer "$stamp" -print -quit)" ]; then
        return
    fi
    need_to_build
    if [ -f "$stamp" ]; then printf '程序有改动，重新编译（changed: building again）…\n' >&2
    else printf '编译：首次约两三分钟，之后没有改动就跳过（building: two or three minutes the first time, skipped afterwards）…\n' >&2; fi
    local log
    log=$(mktemp)
    # One line for each project that is done; everything when one fails.
    if ! HCP_QUICK=1 dotnet build "$root/build/Server.slnf" -c Release -nologo -v m -clp:NoSummary 2>&1 | tee "$log" | sed -nu 's/^ *\([^ ]*\) -> .*/  完成（done）：\1/p' >&2; then
        cat "$log" >&2
        rm "$log"
        exit 1
    fi
    rm "$log"
    touch "$stamp"
}

server=$root/src/Designer.Blazor/bin/Release/net10.0/HaoChaPing.dll
upper_platform=$root/tests/UpperPlatform/bin/Release/net10.0/UpperPlatform.dll

# What the pages take from npm (build/npm): Elsa Studio, unchanged. Once it is there, nothing is asked of the network. Without it the product runs; the designer's pages say that it is missing.
web_packages=$root/build/npm/node_modules
has_web_packages() { cmp -s "$root/build/npm/package-lock.json" "$web_packages/.taken"; }

get_web_packages() {
    has_web_packages && return
    command -v npm >/dev/null || need_debian nodejs npm
    printf '从 npm 取流程设计器，展开约 160 MB，仅此一次（getting the designer from npm, 160 MB unpacked, this once）…\n' >&2
    local log
    log=$(cd "$root/build/npm" && npm ci --ignore-scripts 2>&1) && cp "$root/build/npm/package-lock.json" "$web_packages/.taken" && return
    printf '%s\n' "$log" >&2
    return 1
}
