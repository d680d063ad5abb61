#!/bin/sh
# test_layers.sh CHECK_LAYERS ROOT: the tree passes; a copy of it with one include the wrong way does not.
set -eu
case $1 in /*) check=$1 ;; *) check=$PWD/$1 ;; esac
root=$2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# with FILE INCLUDE: check the tree with this line added to this file (made when it is not there), then take it back
with() {
	file=$tmp/tree/$1
	mkdir -p "$(dirname "$file")"
	cp "$file" "$tmp/saved" 2>/dev/null || : >"$tmp/saved"
	printf '\n  #  include %s\n' "$2" >>"$file"
	code=0
	"$check" "$tmp/tree" >"$tmp/out" 2>&1 || code=$?
	cp "$tmp/saved" "$file"
	return $code
}

breaks() {
	if with "$1" "$2"; then
		echo "FAIL: $1 may include $2" >&2
		exit 1
	fi
	grep -q "^$1:[0-9]*: " "$tmp/out" || { cat "$tmp/out" >&2; exit 1; }
}

fits() {
	with "$1" "$2" || { echo "FAIL: $1 must be able to include $2" >&2; cat "$tmp/out" >&2; exit 1; }
}

mkdir "$tmp/tree"
(cd "$root" && find core server sim cli tools -name '*.[ch]' -exec cp --parents {} "$tmp/tree" \;)
"$check" "$tmp/tree"
breaks core/base/new.c '"wire/cbor.h"'
breaks core/wire/new.c '"crypto/keys.h"'
breaks core/crypto/new.c '"log/log.h"'
breaks core/crypto/verify.h '"crypto/keys.h"'
breaks core/log/new.c '"domain/pack.h"'
breaks core/domain/new.c '"log/log.h"'
breaks core/domain/new.c '"crypto/verify.h"'
breaks core/domain/new.c '"../log/log.h"'
breaks core/domain/new.c '<log/log.h>'
breaks core/domain/new.c '<stdio.h>'
breaks core/domain/new.c '<sodium.h>'
breaks core/domain/new.c '"hearth.h"'
breaks core/match/new.c '"session/core.h"'
breaks core/wasm/new.c '"session/core.h"'
breaks core/session/new.c '"nowhere.h"'
breaks server/new.c '"crypto/keys.h"'
breaks server/new.c '"hearth.h"'
breaks server/deep/new.c '"domain/pack.h"'
breaks cli/new.c '"wire/json.h"'
breaks cli/new.c '"../core/wire/json.h"'
breaks cli/new.c '"domain/pack.h"'
breaks core/domain/new.c '"sim/sim.h"'
breaks sim/new.c '"crypto/seal.h"'
breaks sim/new.c '"server.h"'
breaks server/new.c '"sim/sim.h"'
breaks tools/new.c '"domain/pack.h"'
breaks core/elsewhere/new.c '"base/buf.h"'
rm -r "$tmp/tree/core/elsewhere"
fits core/log/new.c '"crypto/seal.h"'
fits core/session/new.c '"hearth.h"'
fits server/new.c '"crypto/verify.h"'
fits server/new.c '<stdio.h>'
fits cli/new.c '"hearth.h"'
fits cli/new.c '"sim/sim.h"'
fits sim/new.c '"domain/plan.h"'
fits core/wasm/new.c '"hearth.h"'
echo ok
