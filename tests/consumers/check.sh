#!/bin/sh
# check.sh pkgconfig|subproject SOURCE BUILD COMPILER...: builds and runs a program that uses the library from outside.
set -eu
kind=$1 source=$2 build=$3
shift 3
export CXX="$*"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

decides() { "$@" | grep -q '"outcome": "AUTHENTICATION_FAILED"' || { echo "$1 does not decide" && exit 1; }; }

pkgconfig() {
  DESTDIR=$scratch/stage meson install -C "$build" --no-rebuild --quiet
  metadata=$(find "$scratch/stage" -type d -name pkgconfig)
  export PKG_CONFIG_PATH="$metadata"
  prefix=$(pkg-config --variable=prefix interlock)
  for file in bin/interlock share/interlock/rules/gate.json include/interlock/text/decide.hpp; do
    [ -f "$prefix/$file" ] || { echo "$file is not installed" && exit 1; }
  done
  ! find "$prefix" -name '*doctest*' -o -name '*interlock_tables*' | grep . || exit 1
  LD_LIBRARY_PATH=$(pkg-config --variable=libdir interlock)
  export LD_LIBRARY_PATH
  make -s -C "$scratch/pkgconfig"
  decides "$scratch/pkgconfig/consumer-shared"
  unset LD_LIBRARY_PATH
  decides "$scratch/pkgconfig/consumer-static"
}

subproject() {
  mkdir "$scratch/subproject/subprojects"
  ln -s "$source" "$scratch/subproject/subprojects/interlock"
  meson setup "$scratch/build" "$scratch/subproject" -Dbuildtype=plain  # only whether it builds is asked
  ninja -C "$scratch/build" consumer
  decides "$scratch/build/consumer"
}

cp -R "$source/tests/consumers/$kind" "$scratch"
"$kind"
