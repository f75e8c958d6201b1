#!/bin/sh
# A workspace for a team, with a member, a project and a secret: team.sh <workspace> <e-mail address> < <file with the secret>
set -eu
workspace=$1 member=$2
nemo workspaces create "$workspace" --description 'What the team works on' --exist-ok >&2
nemo workspaces members create --workspace "$workspace" --principal "$member" --roles Editor >&2
nemo projects create summaries --workspace "$workspace" --description 'Shorter texts' --exist-ok >&2
nemo secrets create api-key --workspace "$workspace" --description 'Of the model provider' --from-file - >&2
nemo workspaces members list --workspace "$workspace" -f csv -c principal,roles
