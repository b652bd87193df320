#!/usr/bin/env bash
# run.sh FOLDER SECONDS: runs every fuzz target in FOLDER. What it finds is left in a scratch folder, the checked-in
# corpus only starts it off.
set -euo pipefail
folder=$(realpath "$1")
seconds=$2
corpus=$(dirname "$(realpath "$0")")/corpus
for target in "$folder"/*_fuzz; do
  name=$(basename "$target" _fuzz)
  scratch=$folder/found/$name
  mkdir -p "$scratch" "$corpus/$name"
  echo "== $name"
  "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 \
    -verbosity=0 -artifact_prefix="$scratch/" "$scratch" "$corpus/$name"
done
