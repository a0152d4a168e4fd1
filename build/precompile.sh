# Machine code ahead of time for what the tests start by the hundred: a server is up with two thirds of the processor time. Sourced, not run.
# Only a speed-up: without the compiler (a NuGet package in the version of the SDK, fetched once) everything runs as it was built.

precompiler=$root/build/Precompiler
worth_it=(CaseManagement HaoChaPing Workflows UpperPlatform jint MediatR bunit bunit.core bunit.web AngleSharp Npgsql 'Npgsql.*' 'Microsoft.EntityFrameworkCore*' Microsoft.Data.Sqlite 'SQLitePCLRaw.*'
    Microsoft.AspNetCore.Identity.EntityFrameworkCore Microsoft.AspNetCore.OpenApi Microsoft.OpenApi)

# precompile folder…: replaces assemblies in the outputs of a build. What was compiled is kept by the content it was compiled from.
precompile() {
    local address=$precompiler/obj/address kept=$precompiler/obj/kept folder name file key
    [ -s "$address" ] || dotnet msbuild "$precompiler" -restore -t:WriteAddress -nologo -v:q >/dev/null 2>&1
    local lines
    mapfile -t lines <"$address" 2>/dev/null || return 0
    local compiler=${lines[0]}/tools/crossgen2 shared=${lines[1]} version=${lines[2]}
    [ -x "$compiler" ] || return 0
    mkdir -p "$kept/made"
    for folder in "$@"; do
        for name in "${worth_it[@]}"; do
            for file in "$folder"/$name.dll; do
                [ -e "$file" ] || continue
                read -r key _ < <(sha256sum "$file")
                [ -e "$kept/made/$key" ] && continue # machine code already
                if [ ! -e "$kept/$key" ]; then
                    "$compiler" "$file" -o "$kept/$key.new" -O -r "$folder/*.dll" -r "$shared/Microsoft.NETCore.App/$version/*.dll" -r "$shared/Microsoft.AspNetCore.App/$version/*.dll" >/dev/null 2>&1 || continue
                    mv "$kept/$key.new" "$kept/$key"
                    touch "$kept/made/$(sha256sum "$kept/$key" | cut -d' ' -f1)"
                fi
                cp "$kept/$key" "$file"
            done
        done
    done
}
