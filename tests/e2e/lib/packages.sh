# SPDX-License-Identifier: Apache-2.0
# For the scripts of this folder: the npm packages, in $work/node_modules. `npm_packages all` adds
# what the reference needs (solc, anvil). Prints the reason and fails when there is no way.
npm_packages() {
    local version stamp
    version=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
    [[ -n $version ]] && command -v npm >/dev/null || { echo "no Node.js"; return 1; }
    ((version >= 18)) || { echo "Node.js $version is older than 18"; return 1; }
    stamp="$(cat "$here/package.json" "$here/package-lock.json" | sha256sum) $1"
    if [[ $(cat "$work/npm.stamp" 2>/dev/null) != "$stamp" ]]; then
        cp "$here/package.json" "$here/package-lock.json" "$work/"
        local omit=(--omit=dev)
        [[ $1 == all ]] && omit=()
        (cd "$work" && npm ci "${omit[@]}" --no-audit --no-fund) >"$logs/npm.log" 2>&1 ||
            { echo "npm ci failed, see $logs/npm.log"; return 1; }
        echo "$stamp" >"$work/npm.stamp"
    fi
    # Node.js looks for packages beside the tests and above them.
    ln -sfn "$work/node_modules" "$here/node_modules"
}
