#!/usr/bin/env bash
# run.sh FOLDER SECONDS: runs every fuzz target in FOLDER. What it finds is left in a scratch folder, the checked-in
# corpus only starts it off.
set -euo pipefail
folder=$(realpath "$1")
seconds=$2
corpus=$(dirname "$(realpath "$0")")/corpus
for target in "$folder"/*_fuzz; do
  name=$(basename "$target" _fuzz)
  found=$folder/found/$name
  mkdir -p "$found" "$corpus/$name"
  if "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 \
    -print_funcs=0 -artifact_prefix="$folder/found/" "$found" "$corpus/$name" > "$found.log" 2>&1; then
    echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$found.log") inputs, nothing found"
  else
    tail -n 60 "$found.log"
    echo "$name: failed, see $folder/found/"
    exit 1
  fi
done
