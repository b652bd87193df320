#!/usr/bin/env bash
# Installs a release of stratlint for this job. What does not have the checksum of the release is not used.
set -euo pipefail
top=$(dirname "$(dirname "$(realpath "$0")")")
version=${INPUT_VERSION:-$(sed -n 's/^project(stratlint VERSION \([0-9.]*\).*/\1/p' "$top/CMakeLists.txt")}

if command -v stratlint > /dev/null && [ "$(stratlint --version | head -n 1)" = "stratlint $version" ]; then
  echo "stratlint $version is installed"
  exit 0
fi

page=$(sed -n 's/.*HOMEPAGE_URL "\([^"]*\)".*/\1/p' "$top/CMakeLists.txt")
name=stratlint-$version-$(uname -s)-$(uname -m).tar.gz
folder=${RUNNER_TEMP:-$(mktemp -d)}/stratlint-$version
mkdir -p "$folder"
for file in "$name" SHA256SUMS; do
  curl --fail --silent --show-error --location --retry 3 --output "$folder/$file" "$page/releases/download/v$version/$file"
done
(cd "$folder" && grep -F " $name" SHA256SUMS | sha256sum --check --strict -)
tar --extract --gzip --strip-components 1 --file "$folder/$name" --directory "$folder"
echo "$folder/bin" >> "$GITHUB_PATH"
