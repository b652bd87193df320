#!/usr/bin/env bash
# hostile.sh BUILD [KIND...]: checks documents that are made to hurt, each at three sizes that double: seconds, what
# each doubling costs, memory at the largest. A doubling may cost 2.6 times as much; below 0.3 s it is not measured.
set -euo pipefail
build=$(realpath "$1")
shift
folder=$(dirname "$(realpath "$0")")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Seconds of user and system, and peak memory in MB, of a check of the document of a size; leaves both in `spent`.
check() {
  "$folder/hostile_document.sh" "$1" "$2" > "$scratch/$1.md"
  local status=0
  /usr/bin/time -f '%U %S %M' -o "$scratch/spent" timeout 120 "$build/stratlint" check "$scratch/$1.md" \
    > "$scratch/out" 2> "$scratch/err" || status=$?
  if [ "$status" -gt 1 ]; then
    echo "$1 at $2: exit code $status, $(tail -n 1 "$scratch/err")"
    return 1
  fi
  spent=$(tail -n 1 "$scratch/spent" | awk '{printf "%.2f %d", $1 + $2, $3 / 1024}')
}

failed=0
printf '%-14s %10s %7s %7s %7s  %5s %5s %8s\n' document size 1x 2x 4x 2x/1x 4x/2x 'at 4x'
while read -r kind size; do
  row=()
  for times in 1 2 4; do
    check "$kind" $((size * times)) || { failed=1; continue 2; }
    row+=("$spent")
    rm "$scratch/$kind.md"
  done
  awk -v kind="$kind" -v size="$size" -v rows="${row[*]}" 'BEGIN {
    split(rows, r, " ")
    floor = 0.3
    printf "%-14s %10d %7.2f %7.2f %7.2f  %5s %5s %5d MB", kind, size, r[1], r[3], r[5],
      (r[1] > 0 ? sprintf("%.1f", r[3] / r[1]) : "-"), (r[3] > 0 ? sprintf("%.1f", r[5] / r[3]) : "-"), r[6]
    bad = (r[3] > floor && r[3] > 2.6 * (r[1] > floor / 2 ? r[1] : floor / 2)) || (r[5] > floor && r[5] > 2.6 * (r[3] > floor / 2 ? r[3] : floor / 2))
    print bad ? "  not linear" : ""
    exit bad
  }' || failed=1
done < <("$folder/hostile_document.sh" | if [ $# -gt 0 ]; then grep -wF "$(printf '%s\n' "$@")"; else cat; fi)
exit "$failed"
