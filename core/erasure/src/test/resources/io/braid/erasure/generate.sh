#!/bin/sh
# Writes the vector files into this folder; the argument is a checkout of github.com/qdrvm/erasure-coding-crust.
set -e
cd "$(dirname "$0")"
tool=$(mktemp)
g++ -std=c++20 -O2 -I "$1/include" -o "$tool" generate.cpp "$1/ec-cpp/ec-cpp.cpp"
for n in 2 3 4 5 6 7 8 10 16 17 31 33 64 100; do
  for size in 1 2 3 17 64 255; do "$tool" $n $size full; done
done > chunks.txt
for case in "300 100000" "1000 250001" "1023 9999" "1025 70000" "4096 50000" "65536 131000"; do
  echo "$(echo $case | tr ' ' '|')|$("$tool" $case digest | sha256sum | cut -d' ' -f1)"
done > digests.txt
rm "$tool"
