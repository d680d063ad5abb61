#!/bin/sh
# coverage.sh PACKC PROGRAMME: programme/COVERAGE.md says what `packc coverage` says of the programme.
set -eu
made=$(mktemp)
trap 'rm -f "$made"' EXIT
kept=$(dirname "$2")/COVERAGE.md
write="  build/native/tools/packc coverage programme/en >programme/COVERAGE.md"

code=0
"$1" coverage "$2" >"$made" || code=$?
[ "$code" -le 1 ] || { # 1: an entry has no file, which the table says too
	echo "packc coverage ended with $code" >&2
	exit 1
}
[ -e "$kept" ] || {
	printf 'programme/COVERAGE.md is missing. Write it with\n%s\n' "$write" >&2
	exit 1
}
diff -u "$kept" "$made" >&2 || {
	printf 'programme/COVERAGE.md is not what the programme covers now. Look at the lines above, then write it anew with\n%s\n' "$write" >&2
	exit 1
}
[ "$code" = 0 ] || {
	echo 'Entries of the evidence have no file: look for "missing" in programme/COVERAGE.md.' >&2
	exit 1
}
echo ok
