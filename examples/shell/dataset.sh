#!/bin/sh
# A folder as a dataset, and back again: dataset.sh <workspace> <folder> <folder to download to>
set -eu
workspace=$1 folder=$2 copy=$3
nemo files filesets create training --workspace "$workspace" --purpose dataset --exist-ok >&2
nemo files upload "$folder/" training --workspace "$workspace" --resume >&2
nemo files list training --workspace "$workspace" -f csv
nemo files download training --workspace "$workspace" -o "$copy/" >&2
diff -r "$folder" "$copy"
