#!/bin/sh
# Puts libsodium's own C sources into DIR (first argument): those of the very Debian package in use, signature-checked;
# where that is not to be had, the same release from the npm package sodium-native@3.2.1.  Needs no root and changes
# nothing on the system.
set -eu
dir=$1
[ -f "$dir/src/libsodium/include/sodium.h" ] && exit 0
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT INT TERM

from_debian() {
	version=$(dpkg-query -W -f='${Version}' libsodium-dev)
	key=/usr/share/keyrings/debian-archive-keyring.gpg
	mkdir -p "$tmp/parts" "$tmp/lists/partial" "$tmp/cache/archives/partial"
	mirror=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/debian.sources 2>/dev/null | head -n 1)
	: "${mirror:=$(sed -n 's/^deb \(\[[^]]*\] \)\{0,1\}\(http[^ ]*\) .*/\2/p' /etc/apt/sources.list 2>/dev/null | head -n 1)}"
	cat >"$tmp/parts/src.sources" <<X
Types: deb-src
URIs: ${mirror%/}
Suites: bookworm bookworm-updates
Components: main
Signed-By: $key

Types: deb-src
URIs: ${mirror%/}-security
Suites: bookworm-security
Components: main
Signed-By: $key
X
	set -- -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$tmp/parts" -o Dir::State::lists="$tmp/lists" \
		-o Dir::Cache="$tmp/cache" -o APT::Sandbox::User=root
	apt-get "$@" -qq update
	(cd "$tmp" && apt-get "$@" -qq source "libsodium=$version" >/dev/null)
	mv "$tmp"/libsodium-1.*/ "$tmp/tree"
}

from_npm() {
	(cd "$tmp" && npm pack --silent sodium-native@3.2.1 >/dev/null && tar xzf sodium-native-3.2.1.tgz)
	mv "$tmp/package/deps/libsodium" "$tmp/tree" 2>/dev/null || mv "$tmp/package/libsodium" "$tmp/tree"
}

if ! from_debian 2>"$tmp/why"; then
	echo "libsodium: the Debian sources could not be had, taking the npm copy of the same release" >&2
	rm -rf "$tmp/tree"
	from_npm
fi
mkdir -p "$(dirname "$dir")"
rm -rf "$dir"
mv "$tmp/tree" "$dir"
# version.h is made by libsodium's configure; the one of libsodium-dev is the same.
mkdir -p "$dir/gen/sodium"
find /usr/include -name version.h -path '*sodium*' | head -n 1 | xargs -I{} cp {} "$dir/gen/sodium/version.h"
cp "$dir/gen/sodium/version.h" "$dir/gen/version.h"
