# house.sh - what ./run, ./test and bench/run share: install what is missing, build.  Sourced by POSIX sh with `root` set.
#
# Everything built lies in build/: native/ (Meson, gcc), wasm32/ (Meson, clang-16), libsodium/ (its sources),
# wasm/core.wasm, pack.bin, web/ (the page).

packages_build="gcc libc6-dev meson ninja-build pkg-config libsodium-dev libmicrohttpd-dev libsqlite3-dev libcmark-dev
libyaml-dev libcmocka-dev clang-16 lld-16 llvm-16 wasi-libc libclang-rt-16-dev-wasm32 dpkg-dev ca-certificates"
packages_test="chromium firefox-esr webkit2gtk-driver xvfb libclang-rt-16-dev poppler-utils libical-dev"

say() { printf '%s\n' "$*" >&2; }

# Root where it is needed, asked for once and said why.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null 2>&1; then
		say "Installing needs root: $*"
		sudo "$@"
	else
		say "These packages are missing and there is no sudo. As root, please run:  $*"
		exit 1
	fi
}

node_ok() { command -v node >/dev/null 2>&1 && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]; }

# install_missing PACKAGES: only what dpkg does not know; silent and quick when nothing is missing.
install_missing() {
	missing=
	for p in "$@"; do
		dpkg-query -W -f='${db:Status-Status}\n' "$p" 2>/dev/null | grep -q '^installed$' || missing="$missing $p"
	done
	node_ok || missing="$missing nodejs"
	# Debian's npm fails beside another vendor's Node, so it comes only together with Debian's Node.
	command -v npm >/dev/null 2>&1 || missing="$missing npm"
	[ -z "$missing" ] && return 0
	say "Installing:$missing"
	as_root apt-get -qq update
	# shellcheck disable=SC2086
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >"$root/build/install.log" 2>&1 || {
		tail -n 20 "$root/build/install.log" >&2
		exit 1
	}
}

# Build steps print nothing when all is well.
quietly() {
	log="$root/build/$1.log"
	shift
	"$@" >"$log" 2>&1 || {
		cat "$log" >&2
		say "Failed: $*"
		exit 1
	}
}

newer_than() { [ ! -e "$1" ] || [ -n "$(find "$2" -newer "$1" -print 2>/dev/null | head -n 1)" ]; }

build_native() {
	[ -f "$root/build/native/build.ninja" ] || quietly setup-native meson setup "$root/build/native" "$root"
	quietly native ninja -C "$root/build/native"
	cmp -s "$root/build/native/tools/pack.bin" "$root/build/pack.bin" || cp "$root/build/native/tools/pack.bin" "$root/build/pack.bin"
}

build_wasm() {
	quietly libsodium "$root/tools/wasm/libsodium.sh" "$root/build/libsodium"
	[ -f "$root/build/wasm32/build.ninja" ] || quietly setup-wasm meson setup "$root/build/wasm32" "$root" \
		--cross-file "$root/tools/wasm/wasm32.ini" "-Dsodium=$root/build/libsodium"
	quietly wasm ninja -C "$root/build/wasm32"
	mkdir -p "$root/build/wasm"
	cmp -s "$root/build/wasm32/core/wasm/core.wasm" "$root/build/wasm/core.wasm" || cp "$root/build/wasm32/core/wasm/core.wasm" "$root/build/wasm/core.wasm"
}

build_web() {
	if [ ! -e "$root/web/node_modules/.package-lock.json" ] || [ "$root/web/package-lock.json" -nt "$root/web/node_modules/.package-lock.json" ]; then
		quietly npm sh -c "cd '$root/web' && npm ci --no-audit --no-fund --ignore-scripts && touch node_modules/.package-lock.json"
	fi
	stamp="$root/build/web/.built"
	if newer_than "$stamp" "$root/web/src" || newer_than "$stamp" "$root/web/static" || newer_than "$stamp" "$root/web/build.mjs" ||
		newer_than "$stamp" "$root/build/wasm/core.wasm" || newer_than "$stamp" "$root/build/pack.bin"; then
		quietly web sh -c "cd '$root/web' && node build.mjs && touch '$stamp'"
	fi
}

build_all() {
	build_native
	build_wasm
	build_web
}
