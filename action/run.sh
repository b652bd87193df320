#!/usr/bin/env bash
# Runs stratlint as the inputs in the environment say: annotations on standard output, a summary for the page of the job,
# counts as outputs.
set -euo pipefail

fail() { echo "::error title=stratlint::$1"; exit 2; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

arguments=(--format concise --output "json=$scratch/report.json" --output "markdown=$scratch/summary.md")
sarif=${INPUT_SARIF_FILE:-}
case ${INPUT_REPORT:-annotations} in
  annotations) arguments[1]=github ;;
  sarif) sarif=${sarif:-stratlint.sarif} ;;
  rdjson) arguments[1]=rdjson ;;
  summary | none) ;;
  *) fail "unknown report ${INPUT_REPORT}; one of: annotations, sarif, rdjson, summary, none" ;;
esac
[ -z "$sarif" ] || arguments+=(--output "sarif=$sarif")
[ -z "${INPUT_CONFIG:-}" ] || arguments+=(--config "$INPUT_CONFIG")
[ -z "${INPUT_BASELINE:-}" ] || arguments+=(--baseline "$INPUT_BASELINE")
[ -z "${INPUT_FAIL_ON:-}" ] || arguments+=(--fail-on "$INPUT_FAIL_ON")
case ${INPUT_MODE:-all} in
  all) ;;
  new)
    [ -n "${INPUT_BASE:-}" ] || fail "mode new needs the input base, as this is no pull request"
    base=$INPUT_BASE
    git rev-parse --verify --quiet "origin/$base^{commit}" > /dev/null && base=origin/$base
    arguments+=(--since-merge-base "$base")
    ;;
  *) fail "unknown mode ${INPUT_MODE}; one of: all, new" ;;
esac
read -ra further <<< "${INPUT_ARGS:-}"
mapfile -t paths < <(printf '%s\n' "${INPUT_PATH:-.}" | sed '/^[[:space:]]*$/d')

code=0
stratlint check "${arguments[@]}" ${further[@]+"${further[@]}"} -- "${paths[@]}" || code=$?

count() { tail -n 1 "$scratch/report.json" | sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p"; }
errors=0 warnings=0 notes=0
if [ -s "$scratch/report.json" ]; then
  errors=$(count errors) warnings=$(count warnings) notes=$(count notes)
fi
if [ "${INPUT_REPORT:-annotations}" != none ] && [ -s "$scratch/summary.md" ]; then
  cat "$scratch/summary.md" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
fi
{
  echo "exit-code=$code"
  echo "errors=$errors"
  echo "warnings=$warnings"
  echo "new=$((errors + warnings + notes))"
  echo "sarif-file=$sarif"
  echo "version=$(stratlint --version | head -n 1 | cut -d ' ' -f 2)"
} >> "${GITHUB_OUTPUT:-/dev/stdout}"
exit "$code"
