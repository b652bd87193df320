#!/usr/bin/env bash
# pull_request_test.sh STRATLINT SOURCE: plays a pull request in a throwaway repository. A clean base, a branch that changes
# one degree; what it broke is shown, one finding is silenced, the others are put into a baseline, text is moved: silence.
set -euo pipefail
stratlint=$1 source=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b

fail() { echo "FAILED: $1"; shift; printf '%s\n' "$@"; exit 1; }
# Runs a check; $1 is the exit code that it must have.
check() {
  local wanted=$1 code=0
  shift
  "$stratlint" check --format concise "$@" > out 2> err || code=$?
  [ "$code" = "$wanted" ] || fail "check $* ended with $code, not $wanted" "$(cat out err)"
}
silent() { [ ! -s out ] && [ ! -s err ] || fail "silence expected: $1" "$(cat out err)"; }
rules() { sed 's/.*\[\(.*\)\].*/\1/' out | sort | tr '\n' ' '; }

git init -q -b main .
mkdir plans
cat > plans/moe.md <<'PLAN'
# Serving plan

## Parallelism

- **Tensor Parallelism (TP)**: 8
- **Pipeline Parallelism (PP)**: 4
- **Data Parallelism (DP)**: 2

## Model

- **Attention heads**: 32
- **Layers**: 32

## Layout

- **Total GPUs**: 64
- **Layers per stage**: 8
- Peak is 400 TFLOPS × 0.6 = 240 TFLOPS

## Memory

- Together 3.5 GB + 8.0 GB = 11.5 GB
PLAN
cp "$source/examples/broken-plan.md" plans/old.md
git add -A && git commit -qm base
check 0 plans/moe.md; silent "the base is clean"

git switch -qc change
sed -i 's/(PP)\*\*: 4/(PP)**: 8/' plans/moe.md
git commit -qam 'deeper pipeline'
git switch -q main
echo '8 × 8 = 65' > plans/later.md && git add -A && git commit -qm 'main goes on'
git switch -q change

# Of old.md and of main nothing; of moe.md the claims that the degree broke, which stand in other lines.
check 1 --since-merge-base main plans
[ "$(cut -d: -f1,2 out | sort -u | tr '\n' ' ')" = "plans/moe.md:16 plans/moe.md:17 " ] || fail "lines that the change broke" "$(cat out)"
[ "$(rules)" = "axis/layers-per-stage gpu/total-agrees " ] || fail "rules that the change broke" "$(cat out)"
[ ! -s err ] || fail "errors" "$(cat err)"

# Reports: what their readers need, with the same claims.
check 1 --since-merge-base main plans --output sarif=r.sarif --output rdjson=r.rdjson --output junit=r.xml --output gitlab=r.gitlab \
  --output github=r.github --output markdown=r.md --output checkstyle=r.checkstyle --output json=r.json --output jsonl=r.jsonl
for json in r.sarif r.rdjson r.gitlab r.json; do python3 -m json.tool "$json" > pretty || fail "$json is no JSON"; done
while read -r line; do printf '%s' "$line" | python3 -m json.tool > pretty || fail "r.jsonl is no JSON"; done < r.jsonl
if command -v xmllint > pretty; then xmllint --noout r.xml r.checkstyle || fail "no XML"; fi
[ "$(grep -c '^::' r.github)" = 2 ] || fail "annotations" "$(cat r.github)"

# One is silenced, the rest becomes known.
sed -i 's/^- \*\*Total GPUs.*/<!-- stratlint-disable-next-line gpu\/total-agrees -- half of them are spare -->\n&/' plans/moe.md
check 1 --since-merge-base main plans
[ "$(rules)" = "axis/layers-per-stage " ] || fail "one finding is left" "$(cat out)"
check 0 --baseline known.json --write-baseline plans
check 0 --baseline known.json plans; silent "everything is known"

# Text comes, goes, and moves: no finding comes back.
{ printf '# Serving plan\n\nWords before.\n'; sed -n '/^## Model/,/^## Layout/{/^## Layout/!p}' plans/moe.md
  sed -n '/^## Memory/,$p' plans/moe.md; echo; sed -n '/^## Parallelism/,/^## Model/{/^## Model/!p}' plans/moe.md
  sed -n '/^## Layout/,/^## Memory/{/^## Memory/!p}' plans/moe.md; } > moved.md
mv moved.md plans/moe.md
sed -i '1i Written last year.\n' plans/old.md
check 0 --baseline known.json plans; silent "text was moved"
git add -A && git commit -qm 'moved'
check 0 --since-merge-base main plans --baseline known.json; silent "text was moved, compared with main"

# A new mistake is seen through all of this; a corrected one leaves a stale claim.
sed -i 's/= 240 TFLOPS/= 250 TFLOPS/; s/per stage\*\*: 8/per stage**: 4/' plans/moe.md
check 1 --baseline known.json plans
[ "$(rules)" = "arithmetic/equation " ] || fail "the new mistake" "$(cat out)"
grep -q '1 claim of the baseline found no more' err || fail "stale claim" "$(cat err)"
check 1 --baseline known.json --prune-baseline plans
check 1 --baseline known.json plans
[ ! -s err ] || fail "the baseline was pruned" "$(cat err)"

# Renamed files keep their past; revisions that are not there are said so.
git mv plans/old.md plans/renamed.md
check 0 --since main plans/renamed.md; silent "a file was renamed"
check 2 --since nowhere plans
grep -q 'git knows no commit `nowhere`' err || fail "unknown revision" "$(cat err)"
cd / && "$stratlint" check --since main "$scratch/plans" > "$scratch/out" 2> "$scratch/err" && fail "no repository"
grep -q 'cannot look at main: git: fatal: not a git repository' "$scratch/err" || fail "no repository" "$(cat "$scratch/err")"
echo passed
