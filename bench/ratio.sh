#!/usr/bin/env bash
# ratio.sh BUILD [DOCUMENTS]: CPU seconds of a whole check of 2,000 files against those of a Markdown parse of the
# same files, medians of five runs each in turn. DOCUMENTS is a folder of Markdown files, examples/ and rules/ if
# not given; they are copied until there are enough. The bar is 2.0.
set -euo pipefail
build=$(realpath "$1")
top=$(dirname "$(dirname "$(realpath "$0")")")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

mapfile -t documents < <(if [ $# -gt 1 ]; then find "$2" -name '*.md'; else find "$top/examples" "$top/rules" -name '*.md'; fi | sort)
[ "${#documents[@]}" -gt 0 ] || { echo "no documents to check" >&2; exit 1; }
mkdir "$scratch/files"
count=0
while [ "$count" -lt 2000 ]; do
  for document in "${documents[@]}"; do
    cp "$document" "$scratch/files/$count.md"
    count=$((count + 1))
  done
done

# User and system seconds of a command, to a file.
cpu() {
  local TIMEFORMAT='%U %S'
  { time "${@:2}" > /dev/null; } 2>&1 | awk '{print $1 + $2}' >> "$1"
}
for _ in 1 2 3 4 5; do
  cpu "$scratch/parse" "$build/bench/parse_only" "$scratch/files"
  cpu "$scratch/check" "$build/stratlint" check --jobs 1 --format concise --fail-on never "$scratch/files"
done
median() { sort -n "$1" | sed -n 3p; }
awk -v files="$count" -v parse="$(median "$scratch/parse")" -v check="$(median "$scratch/check")" 'BEGIN {
  printf "%d files: parse %.3f s, check %.3f s, ratio %.2f\n", files, parse, check, check / parse }'
