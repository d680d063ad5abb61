#!/bin/sh
# run.sh PACKC: the good pack passes and compiles to the same bytes twice; the bad pack gives the messages of
# bad.expected, line by line; wrong calls end with 2.  After a deliberate change of a message:
#   packc check bad 2>bad.expected
set -eu
case $1 in /*) packc=$1 ;; *) packc=$PWD/$1 ;; esac
cd "$(dirname "$0")"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

fail() {
	echo "FAIL: $*" >&2
	exit 1
}

# expect CODE COMMAND...: runs it with its output in $tmp/out and $tmp/err
expect() {
	want=$1
	shift
	code=0
	"$@" >"$tmp/out" 2>"$tmp/err" || code=$?
	[ "$code" -eq "$want" ] || fail "exit $code, not $want: $*"
}

expect 0 "$packc" check good --words-min 4
[ ! -s "$tmp/err" ] || fail "messages about the good pack: $(cat "$tmp/err")"
expect 0 "$packc" build good --words-min 4 -o "$tmp/one"
expect 0 "$packc" build good --words-min 4 -o "$tmp/two" -d "$tmp/deps"
cmp "$tmp/one" "$tmp/two" || fail "two builds differ"
grep -q good/exercises/E01.md "$tmp/deps" || fail "no dependency on a file"
grep -q 'good/exercises ' "$tmp/deps" || fail "no dependency on a folder"
expect 1 "$packc" check good
grep -q '^good/words.txt:0: 4 words, not 2048$' "$tmp/err" || fail "too few words pass"

expect 0 "$packc" check good --words-min 4 --further further
expect 0 "$packc" build good --words-min 4 --further further -o "$tmp/more" -d "$tmp/deps"
grep -aq 'from elsewhere\|From elsewhere' "$tmp/more" || fail "nothing of the further pack"
grep -q further/more/tips/extra.md "$tmp/deps" || fail "no dependency on a further pack"
expect 1 "$packc" check good --words-min 4 --further further-bad
diff further-bad.expected "$tmp/err" >&2 || fail "other messages about further packs than expected"
expect 1 "$packc" coverage good --words-min 4
grep -q '^| B02 | causes/B02.md |' "$tmp/out" || fail "coverage does not name a file"
grep -q '^| E43 | [*][*]missing[*][*] |' "$tmp/out" || fail "coverage does not say what is missing"

expect 1 "$packc" check bad
diff bad.expected "$tmp/err" >&2 || fail "other messages than expected"
expect 1 "$packc" build bad -o "$tmp/bad"
[ ! -e "$tmp/bad" ] || fail "a bad pack was written"
expect 0 "$packc" build bad --draft -o "$tmp/bad"
[ -s "$tmp/bad" ] || fail "no draft"

mkdir "$tmp/empty"
expect 1 "$packc" check "$tmp/empty"
for file in pack.yml help/lines.yml words.txt; do
	grep -q "/$file:0: " "$tmp/err" || fail "nobody misses $file"
done

expect 2 "$packc"
expect 2 "$packc" check
expect 2 "$packc" build good
expect 2 "$packc" check good -o "$tmp/x"
expect 2 "$packc" check good --words-min
expect 2 "$packc" check good --words-min many
echo ok
