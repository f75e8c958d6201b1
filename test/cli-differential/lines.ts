import type { Generation } from '../../src/generations.ts'
import { PLUGIN_SUBJECTS } from './plugin-lines.ts'

/**
 * Command lines that the Python command line takes, too, by subject: each subject runs in a workspace of its own, in order.
 *
 * A line begins with how its output is compared: `json`, `yaml`, `csv`, `text`, or `-` for the exit code alone; `refused` for the
 * status that the platform refuses it with, where Python ends with 1 or 2, and this one with 3 as everywhere. Words are separated by
 * blanks, and quoted with `'`. `WS` stands for the workspace, `FILES` for a folder with two files.
 */
export const SUBJECTS: Readonly<Record<string, string>> = {
  workspaces: `
json workspaces get WS
yaml workspaces get WS -f yaml
json workspaces get WS --output raw
json workspaces update WS --description 'changed'
json workspaces list --filter 'name:"WS"'
json workspaces list --filter '{"name": "WS"}'
csv workspaces list --filter 'name:"WS"' -f csv
csv workspaces list --filter 'name:"WS"' -f csv -c name
csv workspaces list --filter 'name:"WS"' -f csv -c name,description
csv workspaces list --filter 'name:"nobody"' -f csv
json workspaces list --filter 'name:"nobody"'
json workspaces list --page 1 --page-size 1 --sort created_at
json workspaces members list --workspace WS
csv workspaces members list --workspace WS -f csv
json workspaces members create --workspace WS --principal ana@example.com --roles Viewer
json workspaces members update ana@example.com --workspace WS --roles Editor
json workspaces members list --workspace WS
text workspaces members delete ana@example.com --workspace WS
- workspaces members delete ana@example.com --workspace WS
- workspaces get nobody
- workspaces get
- workspaces create
- workspaces create 'Bad Name'
- workspaces create WS
- workspaces list --sort age
- workspaces list --page two
- workspaces list --filter '{a'
- workspaces members create --workspace WS
- workspaces members update ana@example.com --workspace WS
- workspaces lst
- wrkspaces list
- wrkspaces --help
- workspaces lst --help`,
  projects: `
json projects create one --description 'first'
json projects create --input-data '{"name": "two"}'
json projects create --input-data '{"name": "three", "description": "input"}' --description flag
json projects create one --exist-ok
json projects get one
yaml projects get one -f yaml
json projects get one -f raw
json projects update one --description second
json projects update two --input-data '{"description": "of input"}'
json projects list
yaml projects list -f yaml
json projects list -f raw
csv projects list -f csv
csv projects list -f csv -c all
csv projects list -f csv --output-columns name,workspace
json projects list --sort name
json projects list --sort -name --page-size 1
json projects list --page-size 1 --page 2
json projects list --filter 'name:"one"'
json projects list --filter '{"name": {"$like": "t"}}'
text projects delete two
- projects get two
- projects delete two
- projects create
- projects create one
- projects create 'A B'
- projects update
- projects list --all
- projects list --sort age
- projects create x --input-data '[1]' --nope`,
  secrets: `
json secrets create key --value v --description d
json secrets get key
yaml secrets get key -f yaml
refused secrets access key
json secrets update key --description e
json secrets update key --value w
json secrets list
csv secrets list -f csv
csv secrets list -f csv -c name
json secrets list --page-size 1
text secrets delete key
- secrets get key
- secrets create
- secrets create key --value v --from-file f
- secrets create 'Bad Name' --value v
- secrets access nobody`,
  filesets: `
json files filesets create data --description 'first' --purpose dataset
json files filesets create data --exist-ok
json files filesets create other --custom-fields '{"team": "ml"}' --metadata '{}'
json files filesets get data
yaml files filesets get data -f yaml
json files filesets update data --description second
json files filesets list
csv files filesets list -f csv
csv files filesets list -f csv -c name,purpose,description
json files filesets list --filter.purpose dataset
json files filesets list --filter.name data
json files filesets list --filter '{"name": {"$like": "dat"}}' --filter.purpose dataset
json files filesets list --sort name --page-size 1
text files upload FILES/a.txt data
text files upload FILES/ data --remote-path deep/
json files list data
csv files list data -f csv
csv files list data -f csv -c path
csv files list data -f csv -c all
json files list data --remote-path deep/
yaml files list data -f yaml
text files download data --remote-path a.txt -o FILES/down.txt
text files delete data --remote-path a.txt
json files list data
text files filesets delete other
- files list nobody
- files delete data --remote-path nothing
- files delete data
- files download data
- files upload /nope data
- files upload FILES/a.txt nobody
- files filesets get nobody
- files filesets create
- files filesets create data
- files filesets create x --purpose nothing
- files filesets list --filter 'name:"x"' --filter.name y
- files filesets refresh nobody`,
  models: `
json models create base --description 'first'
json models create base --exist-ok
json models create --input-data '{"name": "other", "custom_fields": {"a": 1}}'
json models get base
json models get base --verbose
yaml models get base -f yaml
json models update base --description second
json models update base --custom-fields '{"b": [1, 2.5, "c"]}'
json models list
json models list --verbose
csv models list -f csv
csv models list -f csv -c name,workspace
json models list --filter.name base
json models list --filter.description second
json models list --filter '{"description": {"$like": "sec"}}'
json models list --sort -name
json models list --page-size 1
json models list --page-size 1 --all-pages
json models list --stream --filter.name base
- models create
- models create base
- models create x --finetuning-type nothing
- models get nobody
- models delete nobody
- models list --filter '{a'
- files upload FILES/ weights-made
- adapters create one --model WS/base --finetuning-type lora
- adapters create one --model WS/base --finetuning-type lora --fileset nobody
json files filesets create weights
text files upload FILES/a.txt weights
json adapters create one --model WS/base --fileset weights --finetuning-type lora
json adapters create two --model base --fileset weights --finetuning-type lora --enabled --lora-config '{"rank": 8, "alpha": 16}'
json adapters get one
yaml adapters get one -f yaml
json adapters patch one --description second
json adapters list
csv adapters list -f csv
json adapters list --filter.name one
json adapters list --filter.enabled
json adapters list --sort name --page-size 1
json models adapters create base three --fileset weights --finetuning-type lora
json models adapters update three --model-name base --description second
text models adapters delete three --model-name base
- models adapters delete three
- models adapters create base
- adapters get nobody
text adapters delete two
text models delete other
- models get other`,
  jobs: `
json jobs list-execution-profiles
json jobs create short --source tests --spec '{}' --platform-spec '{"steps": [{"name": "s1", "executor": {"provider": "subprocess", "command": ["sleep", "600"]}}]}'
json jobs get short
json jobs list --filter.source tests
json jobs list --filter.name short
json jobs list --filter.name nobody
csv jobs list -f csv -c name,source,description
json jobs steps list short
json jobs results list short
json jobs update-status-details short --body '{"progress": 1}'
- jobs cancel short
- jobs steps get s1 --job nobody
- jobs steps get s1
- jobs tasks list s1 --job nobody
- jobs tasks list s1
- jobs tasks get t --job short
- jobs tasks create-or-update t
- jobs results get r --job short
- jobs results create r --job short
- jobs results create r --job short --artifact-storage-type fileset --artifact-url WS/nobody
- jobs results download r --job short
- jobs get nobody
- jobs get-status nobody
- jobs get-logs nobody
- jobs cancel nobody
- jobs pause nobody
- jobs resume nobody
- jobs delete nobody
- jobs create
- jobs create x --source tests
- jobs create x --source tests --spec '{}' --platform-spec '{}'
- jobs create x --wait --watch --source tests --spec '{}' --platform-spec '{"steps": []}'
- jobs list --sort name
- jobs list --page-size many
- jobs list --filter.status nothing
- jobs tail nobody
- jobs tail short -n 0
- jobs steps lst
- jobs steps lst --help
- jobs --help`,
  inference: `
json inference providers create up --host-url http://127.0.0.1:9 --description 'first'
json inference providers create up --host-url http://127.0.0.1:9 --exist-ok
json inference providers create two --host-url http://127.0.0.1:9 --enabled-models a --enabled-models b --default-extra-headers '{"x-a": "b"}'
json inference providers get up
yaml inference providers get up -f yaml
json inference providers update up --host-url http://127.0.0.1:9/v1 --description second
json inference providers list --sort name
csv inference providers list -f csv --sort name
csv inference providers list -f csv --sort name -c name,host_url
json inference providers list --filter.name up
json inference providers list --filter.host-url http://127.0.0.1:9/v1
json inference providers list --page-size 1 --sort name
- inference providers create
- inference providers create x
- inference providers create up --host-url http://127.0.0.1:9
- inference providers get nobody
- inference providers list --sort age
- inference providers update nobody --host-url http://127.0.0.1:9
- inference providers update-status up --status NOTHING
text inference providers delete two
- inference providers delete two
text inference get-url
text inference get-url --provider up
- inference get-url --provider nobody
- inference get-url --provider a --virtual-model b
json inference models list
- inference models get nobody
json inference prompts create hello --messages '[{"role": "system", "content": "You greet {{name}}."}]' --input-variables name
json inference prompts create bye --messages '[{"role": "user", "content": "Bye"}]' --description last --tags a --tags b
json inference prompts create hello --exist-ok
json inference prompts get hello
yaml inference prompts get hello -f yaml
json inference prompts update hello --description second --messages '[{"role": "user", "content": "Hi"}]'
json inference prompts list --sort name
csv inference prompts list -f csv --sort name
json inference prompts list --filter.description last
text inference prompts delete bye
- inference prompts get bye
- inference prompts create
- inference prompts create x --messages '{a'
json inference virtual-models create own --default-model-entity WS/nobody
json inference virtual-models get own
json inference virtual-models patch own --default-model-entity WS/other
json inference virtual-models list
csv inference virtual-models list -f csv
json inference virtual-models list --filter.name own
json inference virtual-models list --exclude-autoprovisioned
text inference virtual-models delete own
- inference virtual-models get own
json inference deployment-configs create conf --engine nim --model-spec '{"model_name": "m"}' --executor-config '{"gpu": 1}'
- inference deployment-configs create x --engine steam
- inference deployment-configs create x
json inference deployment-configs list
csv inference deployment-configs list -f csv
json inference deployment-configs versions list conf
- inference deployment-configs get nobody
json inference deployments list
csv inference deployments list -f csv
- inference deployments get nobody
- inference deployments create
- inference deployments create x
- inference deployments delete nobody
- inference deployments update-status x
- inference gateway provider get v1/models
- inference gateway provider get v1/models --name nobody
- inference gateway provider ready nobody
- inference gateway model post v1/chat/completions
- inference gateway model post v1/chat/completions nobody --body '{}'
json inference gateway openai v1 models list
- chat nobody hello
- chat nobody hello --interactive
- chat nobody hello --provider a/b
- wait inference provider nobody --timeout 1
- wait inference deployment nobody --timeout 1`,
  others: `
- guardrail configs get nobody
- guardrail configs list --sort age
- guardrail check
- intake annotations create
- intake annotations create --kind nothing --session-id s
- intake evaluator-results create x
- intake ingest spans create
- intake spans groups list
- intake traces get-metrics --bucket year
- experiments create
- experiments update x
- experiments list --sort age
- iam role-bindings create
- iam role-bindings get
- services nothing
- members list
- jobs list --nope
- models list extra
- --context nope models list
- --base-url http://127.0.0.1:9 models list
- --output-format xml models list
- --version`,
}

/** A line, taken apart. */
export interface Line {
  readonly reading: 'json' | 'yaml' | 'csv' | 'text' | '-' | 'refused'
  readonly args: readonly string[]
  /** As it is written above. */
  readonly text: string
}

/** The lines of a subject that a release has. */
export function linesOf(subject: string, generation: Generation = '0.6'): Line[] {
  return linesIn(SUBJECTS[subject] ?? PLUGIN_SUBJECTS[subject] ?? '', generation)
}

/** Lines out of a text. */
export function linesIn(text: string, generation: Generation = '0.6'): Line[] {
  const isFormer = generation < '0.8'
  return text
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith(isFormer ? '0.8 ' : '0.6 '))
    .map((text) => {
      const words = [...text.replace(/^0\.\d /, '').matchAll(/'([^']*)'|(\S+)/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? '',
      )
      const [reading = '-', ...args] = words
      const named = args.flatMap((word) =>
        word === 'SUBMIT' && !isFormer ? [] : (nameOf(word, isFormer) ?? word),
      )
      return { reading: reading as Line['reading'], args: named, text }
    })
}

/** The words of a line in a place. */
export function wordsIn(
  { args }: Line,
  { workspace, folder, inputs }: { workspace: string; folder: string; inputs: string },
): string[] {
  return args.map((word) =>
    word.replaceAll('WS', workspace).replaceAll('FILES', folder).replaceAll('INPUTS', inputs),
  )
}

/** What a word stands for, where releases have another one each. */
function nameOf(word: string, isFormer: boolean): string | undefined {
  const names: Readonly<Record<string, readonly [former: string, present: string]>> = {
    AUDITOR: ['auditor', 'garak'],
    EVALUATOR: ['evaluator', 'evals'],
    SUBMIT: ['submit', ''],
  }
  return names[word]?.[isFormer ? 0 : 1]
}
