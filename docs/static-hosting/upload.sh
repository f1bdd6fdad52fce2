#!/bin/sh
# Puts a bundle into an object store: sh upload.sh DIR s3://BUCKET[/PREFIX]   (with `aws`)
#                                    sh upload.sh DIR oss://BUCKET[/PREFIX]  (with `ossutil`)
# Made by `signet bundle --out DIR --proxy https://…` without --base: an object store knows no history routes.
#
# Hashed files go first and index.html last, so that no page names a file that is not there yet; files of earlier bundles stay. An object store
# does not choose between copies, so what gets smaller goes up as brotli, which every browser that runs WebAssembly reads (over https).
set -eu

directory=${1:?the directory of the bundle}
place=${2:?s3://BUCKET or oss://BUCKET}
place=${place%/}

# put FILE KEY TYPE CACHE [ENCODING]
put() {
  case $place in
    s3://*) aws s3 cp "$1" "$place/$2" --only-show-errors --content-type "$3" --cache-control "$4" ${5:+--content-encoding "$5"} ;;
    oss://*) ossutil cp "$1" "$place/$2" --force --meta "Content-Type:$3#Cache-Control:$4${5:+#Content-Encoding:$5}" ;;
    *) echo "$place must begin with s3:// or oss://" >&2; exit 2 ;;
  esac
}

is_hashed() {
  printf '%s\n' "$1" | grep -Eq -- '-([0-9a-f]{16}(_bg)?\.(js|wasm|css)|[A-Za-z0-9_-]{43}\.bin)$'
}

upload() {
  case $1 in
    *.html) type="text/html; charset=utf-8" ;;
    *.js) type="text/javascript; charset=utf-8" ;;
    *.css) type="text/css; charset=utf-8" ;;
    *.wasm) type="application/wasm" ;;
    *.json) type="application/json" ;;
    *.svg) type="image/svg+xml" ;;
    *.md | *.ts) type="text/plain; charset=utf-8" ;;
    *) type="application/octet-stream" ;;
  esac
  if is_hashed "$1"; then
    cache="public, max-age=31536000, immutable"
  else
    cache="no-cache"
  fi
  if [ -f "$directory/$1.br" ]; then
    put "$directory/$1.br" "$1" "$type" "$cache" br
  else
    put "$directory/$1" "$1" "$type" "$cache"
  fi
}

files=$(cd "$directory" && find . -type f ! -name '*.br' ! -name '*.gz' | sed 's|^\./||' | LC_ALL=C sort)
for file in $files; do
  if is_hashed "$file"; then upload "$file"; fi
done
for file in $files; do
  if ! is_hashed "$file" && [ "$file" != index.html ]; then upload "$file"; fi
done
upload index.html
