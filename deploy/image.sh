#!/bin/sh
# Builds the container image, without a daemon and without a registry: target/braid-image.tar. The
# image holds Braid, a JVM with the modules that it uses, and this machine's C libraries that those
# need; nothing else, not even a shell. Give another base with BRAID_BASE_IMAGE, an image with a
# JDK 25 and glibc: then that is downloaded, and nothing of this machine goes in.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:?expected a JDK 25 in JAVA_HOME}
root="$home/target/image"

rm -rf "$root"
mkdir -p "$root/tmp" "$root/data" "$root/etc"

# The system's libraries that programs and libraries need, with the loader.
needed() {
  ldd "$@" 2>/dev/null | sed -n 's/^.*=> \(\/[^ ]*\) .*$/\1/p; s/^[[:space:]]*\(\/[^ ]*\) (.*$/\1/p' |
    grep -v "^$root" | sort -u
}

if [ -z "${BRAID_BASE_IMAGE:-}" ]; then
  mkdir -p "$root/opt"
  "$java/bin/jlink" --output "$root/opt/java" --strip-debug --no-header-files --no-man-pages \
    --compress zip-6 --add-modules \
    java.base,java.instrument,java.logging,java.management,java.naming,java.xml,jdk.httpserver,jdk.incubator.vector,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs
  # What the libraries inside the jars need (RocksDB is C++) is among what these two do.
  stdcpp=$(ldconfig -p | sed -n 's/^.*libstdc++\.so\.6 .*=> \(.*\)$/\1/p' | head -n 1)
  : "${stdcpp:?expected libstdc++.so.6 on this machine; install it}"
  for file in "$stdcpp" $(needed "$stdcpp" "$root/opt/java/bin/java" \
    $(find "$root/opt/java/lib" -name '*.so')); do
    mkdir -p "$root$(dirname "$file")"
    cp -L "$file" "$root$file"
  done
fi
echo 'braid:x:1000:1000::/data:/sbin/nologin' >"$root/etc/passwd"
echo 'braid:x:1000:' >"$root/etc/group"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"

cd "$home"
if command -v mvn >/dev/null 2>&1; then maven=mvn; else maven=./mvnw; fi
"$maven" -B -ntp -q -Pimage -pl tools/cli -am -DskipTests \
  "-Djib.from.image=${BRAID_BASE_IMAGE:-scratch}" "-Dbraid.image.root=$root" ${BRAID_MAVEN_OPTS:-} package
ls -l "$home/target/braid-image.tar"
