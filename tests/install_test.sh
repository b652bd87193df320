#!/usr/bin/env bash
# install_test.sh BUILD VERSION: installs into an empty root, with CMake and as a package, and runs what is there.
set -euo pipefail
build=$1 version=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "FAILED: $1"; find "$scratch" -type f | head -50; exit 1; }

# The files that must be below a root, and a document that the program there must object to.
verify() {
  local root=$1 file
  for file in bin/stratlint share/man/man1/stratlint.1 share/bash-completion/completions/stratlint share/zsh/vendor-completions/_stratlint \
    share/fish/vendor_completions.d/stratlint.fish share/doc/stratlint/README.md; do
    [ -s "$root/$file" ] || [ -s "$root/$file.gz" ] || fail "$root/$file is missing"
  done
  [ "$("$root/bin/stratlint" --version | head -n 1)" = "stratlint $version" ] || fail "another version"
  code=0
  (cd / && echo '8 × 8 = 65' | "$root/bin/stratlint" check --format concise - > "$scratch/out") || code=$?
  [ "$code" = 1 ] && grep -q 'arithmetic/equation' "$scratch/out" || fail "no finding"
}

cmake --install "$build" --prefix "$scratch/cmake" > "$scratch/log"
verify "$scratch/cmake"

if command -v dpkg-deb > "$scratch/log"; then
  (cd "$scratch" && cpack -G DEB --config "$build/CPackConfig.cmake" -B "$scratch/pack" > "$scratch/log" 2>&1) || { cat "$scratch/log"; fail "cpack"; }
  package=$(ls "$scratch"/pack/*.deb)
  dpkg-deb --extract "$package" "$scratch/root"
  verify "$scratch/root/usr"
  dpkg-deb --field "$package" Package Version Maintainer Description Depends > "$scratch/fields"
  grep -q '^Package: stratlint$' "$scratch/fields" || fail "fields of the package"
  if ldd "$scratch/root/usr/bin/stratlint" | grep -q libcmark-gfm; then used=libcmark-gfm; else used=libc6; fi
  grep -q "Depends:.*$used" "$scratch/fields" || fail "the package depends on what it uses"
else
  echo "dpkg-deb is not installed: no package was tried"
fi
echo passed
