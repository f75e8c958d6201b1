#!/bin/sh
# A provider of models, and a question to one of them: chat.sh <workspace> <URL of the provider> <model> <question>
set -eu
workspace=$1 url=$2 model=$3 question=$4
nemo inference providers create models --workspace "$workspace" --host-url "$url" --exist-ok >&2
nemo wait inference provider models --workspace "$workspace" --timeout 120
nemo chat "$model" "$question" --workspace "$workspace" --provider models --max-tokens 100
