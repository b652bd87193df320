#!/usr/bin/env bash
# scale.sh BUILD [DOCUMENTS]: peak memory of a check of 1,000 and of 10,000 files, which should be the same, and the CPU
# time of a check of one file of 5 KB, where starting is most of the work: median of 20 times ten runs. The bar is 4 ms.
# DOCUMENTS is a folder of Markdown files, examples/ if not given; they are copied until there are enough.
set -euo pipefail
build=$(realpath "$1")
top=$(dirname "$(dirname "$(realpath "$0")")")
documents=$(realpath "${2:-$top/examples}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

mapfile -t files < <(find "$documents" -name '*.md' | sort)
[ "${#files[@]}" -gt 0 ] || { echo "no documents to check" >&2; exit 1; }
mkdir "$scratch/first" "$scratch/rest"
texts=()
for file in "${files[@]}"; do texts+=("$(tr -d '\0' < "$file")"); done
for ((i = 0; i < 10000; ++i)); do
  [ $i -lt 1000 ] && folder=$scratch/first || folder=$scratch/rest
  printf '%s\n' "${texts[i % ${#texts[@]}]}" > "$folder/$i.md"
done

# Peak memory of a check of folders, in MB.
memory() {
  /usr/bin/time -f %M -o "$scratch/memory" "$build/stratlint" check --jobs 2 --fail-on never "$@" > "$scratch/out"
  awk '{printf "%.1f", $1 / 1024}' "$scratch/memory"
}
echo "memory: 1,000 files $(memory "$scratch/first") MB, 10,000 files $(memory "$scratch/first" "$scratch/rest") MB"

{ cat "${files[@]}" "${files[@]}" "${files[@]}" || true; } | head -c 5000 > "$scratch/one.md"
start() { for _ in {1..10}; do "$build/stratlint" check --fail-on never "$scratch/one.md" > "$scratch/out" 2>&1; done; }
TIMEFORMAT='%3U %3S'
for _ in {1..20}; do
  { time start; } 2>&1 | awk '{print ($1 + $2) * 100}'
done | sort -n | awk '{ms[NR] = $1} END {printf "one file of 5 KB: %.1f ms of CPU\n", (ms[10] + ms[11]) / 2}'
