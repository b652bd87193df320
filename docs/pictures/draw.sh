#!/bin/sh
# Draws the pictures of this folder again: draw.sh STRATLINT, from the top of the source tree; needs pngquant.
set -eu
draw() {  # picture, document, options
  picture=docs/pictures/$1.png document=$2
  shift 2
  "$stratlint" dag "examples/$document.md" "$@" -o "$picture"
  pngquant --force --strip --ext .png 128 "$picture"
}
stratlint=$1
draw overview-405b dense-405b-16384-gpus
draw overview-small two-gpus
draw pipeline-70b dense-training-plan --view pipeline
draw pipeline-671b moe-671b-2048-gpus --view pipeline
draw layer-671b moe-671b-2048-gpus --view layer --interleave 2
draw operators-small two-gpus --view full --rank 0-1
