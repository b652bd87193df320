#!/usr/bin/env bash
# action_test.sh STRATLINT SOURCE: the shell parts of action.yml, run as a job would run them.
set -euo pipefail
stratlint=$1 source=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/work"
ln -s "$stratlint" "$scratch/bin/stratlint"
export PATH=$scratch/bin:$PATH GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
export GITHUB_OUTPUT=$scratch/output GITHUB_STEP_SUMMARY=$scratch/summary GITHUB_PATH=$scratch/path
cd "$scratch/work"

fail() { echo "FAILED: $1"; cat "$scratch/out" "$scratch/output" "$scratch/summary"; exit 1; }
# Runs the action with the inputs in the environment; $1 is the exit code that it must have.
act() {
  local wanted=$1 code=0
  : > "$GITHUB_OUTPUT"; : > "$GITHUB_STEP_SUMMARY"
  "$source/action/run.sh" > "$scratch/out" 2>&1 || code=$?
  [ "$code" = "$wanted" ] || fail "exit code $code, not $wanted"
}
says() { grep -qF -- "$1" "$scratch/$2" || fail "no \`$1\` in $2"; }

git init -q -b main .
mkdir 'a plan'
echo '8 × 8 = 64' > 'a plan/x.md'
echo '9 × 9 = 82' > known.md
git add -A && git commit -qm base && git switch -qc change
echo '8 × 8 = 65' > 'a plan/x.md'
git commit -qam change

act 1
says '::error file=a plan/x.md,line=1,' out
says 'errors=2' output
says 'exit-code=1' output
says '| 1 | error |' summary
INPUT_MODE=new INPUT_BASE=main act 1
says 'new=1' output
grep -q known.md "$scratch/out" && fail "known.md is not new"
INPUT_MODE=new INPUT_BASE=main INPUT_REPORT=sarif INPUT_SARIF_FILE=r.sarif act 1
says 'sarif-file=r.sarif' output
python3 -m json.tool r.sarif > "$scratch/pretty"
INPUT_FAIL_ON=never act 0
says 'errors=2' output
INPUT_PATH=$'a plan/x.md\n\n' INPUT_ARGS='--max-findings 1' act 1
says 'errors=1' output
# shellcheck disable=SC2016
INPUT_PATH='$(touch broken); `touch broken`' act 3
[ ! -e broken ] || fail "an input was run as a command"
INPUT_REPORT=none act 1
[ ! -s "$GITHUB_STEP_SUMMARY" ] || fail "no summary was asked for"
INPUT_REPORT=odd act 2
says 'unknown report odd' out
INPUT_MODE=new act 2
says 'needs the input base' out
INPUT_CONFIG=gone.toml act 2
says "version=$(stratlint --version | head -n 1 | cut -d ' ' -f 2)" output

"$source/action/install.sh" | grep -q 'is installed' || fail "the program is there"
# Values go through the environment, never into a command.
sed -n '/run:/p' "$source/action.yml" | grep -F '${{' && fail "an input in a command"
for input in $(sed -n '/^inputs:/,/^outputs:/s/^  \([a-z-]*\):$/\1/p' "$source/action.yml"); do
  grep -q "inputs\.$input" "$source/action.yml" || fail "input $input is not used"
done
echo passed
