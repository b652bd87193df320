#!/usr/bin/env bash
# hostile_document.sh KIND SIZE: prints a document that is made to hurt, whose cost should grow with SIZE and no faster.
# hostile_document.sh: lists the kinds, each with the size that hostile.sh starts from.
set -euo pipefail

declare -A starts=(
  [words]=25000000 [digits]=25000000 [open]=25000000 [assignments]=25000000 [numbers]=25000000 [slashes]=25000000
  [values]=250000 [quotes]=10000 [lists]=10000 [indented]=1000 [rows]=100000 [columns]=2000 [parentheses]=100000
  [emphasis]=1000000 [brackets]=1000000 [images]=1000000 [backticks]=1000000 [bytes]=1000000 [huge]=50000
  [headings]=100000 [plans]=50000 [wrong]=2500 [mistakes]=50000 [clauses]=12000 [glosses]=12000 [shares]=40000
  [denied]=40000 [ticks]=10000 [totals]=100000 [sections]=20000 [cells]=50000 [items]=100000 [names]=50000
  [counts]=2500 [repeated]=50000 [asked]=20000 [listed]=20000 [pins]=20000 [counted]=40000 [stops]=40000 [supposed]=40000 [shared]=50000 [colons]=40000 [parts]=40000 [verdicts]=40000
)
if [ $# -eq 0 ]; then
  for kind in "${!starts[@]}"; do echo "$kind ${starts[$kind]}"; done | sort
  exit
fi
kind=$1 size=$2

# A text over and over: on one line up to so many bytes, or on so many lines.
line() { { yes -- "$1" || true; } | tr -d '\n' | head -c "$size"; echo; }
repeat() { { yes -- "$1" || true; } | head -n "$size" | tr -d '\n'; }
lines() { { yes -- "$1" || true; } | head -n "$size"; }
count() { awk -v n="$size" "BEGIN { for (i = 1; i <= n; ++i) $1 }"; }

case $kind in
  words) line 'words of a plan ' ;;
  digits) line 1234567890 ;;
  open) line '(' ;;
  assignments) line 'a*b=' ;;
  numbers) line '1 2 3 ' ;;
  slashes) line 'x/y/z/' ;;
  values) lines '8 GPUs, 34.5 GB, ~7 ms and 12 %' ;;
  quotes) repeat '> '; echo 'TP = 8' ;;
  lists) repeat '- + '; echo 'TP = 8' ;;
  indented) count 'printf "%*s- TP = 8\n", (i % 90) * 2, ""' ;;
  rows) printf '| TP | PP | GPUs | Memory (GB) |\n|-|-|-|-|\n'; count 'printf "| %d | 2 | %d | 11.4 |\n", i, i * 2 + 1' ;;
  columns) repeat '| TP '; echo; repeat '|-'; echo; for _ in {1..50}; do repeat '| 8 '; echo; done ;;
  cells) printf '| | A | B |\n|-|-|-|\n'; count 'printf "| GPUs | %d | 8 |\n", i' ;;
  parentheses) repeat '('; printf '1 + 2'; repeat ') * 2'; echo ' = 3' ;;
  emphasis) repeat '*a **a '; echo ;;
  brackets) repeat '['; echo ;;
  images) repeat '![]('; echo ;;
  backticks) repeat '`a ``b ```c '; echo ;;
  bytes) { yes 'a~8 ^ GB (' || true; } | head -n "$size" | tr '~^' '\000\377' ;;
  huge) lines '1e400 × 1e-400 = 1e999 GB, 9e307 × 9e307 = 8' ;;
  headings) count 'printf "## Option %d\nTP = %d, PP = 2\n", i, i' ;;
  plans) printf '| Plan | TP | PP | GPUs |\n|-|-|-|-|\n'; count 'printf "| plan %d | 8 | 2 | 17 |\n", i' ;;
  wrong) count 'printf "- %d × 3 = %d GB\n", i, i * 3 + 1' ;;
  mistakes) count 'printf "- %d × 3 = %d GB\n", i, i * 3 + 1' ;;
  clauses) repeat 'TP 8 (BF16, 1F1B), '; echo ;;
  glosses) repeat '64 (8 × 8) (4 × 16) '; echo ;;
  shares) count 'printf "- %d GB/s, %d GB/s: %d/%d = 0.5\n", i, i * 2, i, i * 2' ;;
  ticks) lines '- [x] Latency 70 ms (target: < 50 ms) ✓' ;;
  totals) lines $'- Weights: 12 GB\n- Total: 90 GB' ;;
  sections) echo '```yaml'; count 'printf "s%d:\n  tp: %d\n", i, i'; echo '```' ;;
  items) count 'printf "- Total GPUs: %d\n", i' ;;
  names) repeat 'BF16, 1F1B, '; echo ;;
  counts) count 'printf "- TP(8) × PP(2) = %d GPUs\n", i + 16' ;;
  counted) repeat '4 stages 6 heads 8 layers '; echo ;;
  colons) repeat '71B parameters: 24 layers: '; echo ;;
  verdicts) repeat 'TP 8 and '; printf ' so ('; repeat 'old and '; echo ')' ;;
  parts) repeat '24, of which 19 lost (36 %), '; echo ;;
  supposed) printf 'It would be '; repeat 'TP 8, '; echo ;;
  denied) repeat 'Why not TP 3? ' ;;
  stops) repeat '4 stages, 6 heads, 8 layers. '; echo ;;
  shared) printf '| Peak | Reached | Effective |\n|-|-|-|\n'; lines '| 2.0 TB/s | 80 % | 1.2 TB/s |' ;;
  repeated) lines $'- TP(8) × PP(2) = 17 GPUs\n- Total GPUs: 17' ;;
  asked) lines $'- Target latency: < 50 ms\n- Latency: 70 ms ✓' ;;
  listed) lines 'TP/PP/DP/EP: 8/4/2/8, layers, heads and experts: 32, 64 and 128' ;;
  pins) echo '```stratlint'; lines $'axis.tp: 8\naxis.tp: 4'; echo '```'; lines 'TP: 16' ;;
  *) echo "unknown kind $kind" >&2; exit 2 ;;
esac
