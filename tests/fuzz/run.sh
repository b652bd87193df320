#!/usr/bin/env bash
# run.sh FOLDER SECONDS: runs every fuzz target in FOLDER for that long, one on each processor at a time. What they find
# is left in FOLDER/found; the checked-in corpus only starts them off.
set -euo pipefail
folder=$(realpath "$1")
seconds=$2
corpus=$(dirname "$(realpath "$0")")/corpus

run_target() {
  local target=$1 name found
  name=$(basename "$target" _fuzz)
  found=$folder/found/$name
  mkdir -p "$found"
  if "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=4096 -print_final_stats=1 \
    -print_funcs=0 -artifact_prefix="$folder/found/" "$found" "$corpus/$name" > "$found.log" 2>&1; then
    echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$found.log") inputs, nothing found"
  else
    tail -n 60 "$found.log"
    echo "$name: failed, see $folder/found/"
    return 1
  fi
}
export -f run_target
export folder seconds corpus
printf '%s\0' "$folder"/*_fuzz | xargs -0 -P "$(nproc)" -I{} bash -euo pipefail -c 'run_target "$1"' _ {}
