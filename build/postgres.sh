# A private PostgreSQL server for tests and measurements, in a temporary folder, reached by a socket there: no port, no account of the machine. Sourced, not run.

# start_postgres [option…]: sets HCP_TEST_POSTGRES; options are given to the server, such as fsync=off.
start_postgres() {
    need_debian postgresql
    local bin option options=()
    bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
    [ -x "$bin/initdb" ] || stop '缺少 PostgreSQL 服务器程序，请安装：apt-get install postgresql（the PostgreSQL server is missing: install Debian'\''s postgresql）。'
    pg_folder=$(mktemp -d) pg_bin=$bin pg_as=()
    if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
        id postgres >/dev/null 2>&1 || stop '缺少 postgres 用户，无法以非 root 身份启动 PostgreSQL（there is no user postgres to run the server as）。'
        chown postgres "$pg_folder"
        pg_as=(runuser -u postgres --)
    fi
    for option in "$@"; do options+=(-c "$option"); done
    (
        cd "$pg_folder" &&
            "${pg_as[@]}" "$bin/initdb" -D "$pg_folder/data" -U postgres -A trust -E UTF8 --no-locale --no-sync >/dev/null &&
            "${pg_as[@]}" "$bin/pg_ctl" -D "$pg_folder/data" -l "$pg_folder/log" -w -s -o "-k $pg_folder -c listen_addresses='' -c max_connections=400 ${options[*]}" start
    ) || stop "PostgreSQL 无法启动（PostgreSQL could not be started）：$(tail -5 "$pg_folder/log" 2>/dev/null)"
    export HCP_TEST_POSTGRES="Host=$pg_folder;Username=postgres"
}

stop_postgres() {
    [ -n "${pg_folder:-}" ] || return 0
    (cd / && "${pg_as[@]}" "$pg_bin/pg_ctl" -D "$pg_folder/data" -m immediate -s stop) >/dev/null 2>&1
    rm -rf "$pg_folder"
    pg_folder=
}
