/**
 * Command lines of plugins, as `lines.ts` has those of the platform itself. Python's of 0.6.0 take neither workspace nor format from
 * the context, so that each line names them; its `auditor targets` and `configs`, and `insights`, send no token, and so can do nothing.
 *
 * `AUDITOR` and `EVALUATOR` stand for the name that a plugin has in a release; `SUBMIT` for the word that submitted jobs before 0.8.
 * A line that only one release has begins with that. `INPUTS` is a folder with an agent, a design and specs of jobs.
 */
export const PLUGIN_SUBJECTS: Readonly<Record<string, string>> = {
  guardrails: `
json guardrail configs create one --description first --data '{"models": []}'
json guardrail configs create one --exist-ok
- guardrail configs create one
- guardrail configs create
- guardrail configs create x --data '{a'
json guardrail configs create --input-data '{"name": "two", "data": {"models": [], "rails": {}}}'
json guardrail configs get one
yaml guardrail configs get one -f yaml
json guardrail configs update one --description second
json guardrail configs list
csv guardrail configs list -f csv -c name,description
json guardrail configs list --filter.name one
json guardrail configs list --sort name --page-size 1
text guardrail configs delete two
- guardrail configs get two
- guardrail check --messages '[{"role": "user", "content": "a"}]' --model nobody
json experiments create first --description first
json experiments create first --exist-ok
- experiments create first
json experiments create --input-data '{"name": "second", "metadata": {"team": "ml"}}'
json experiments get first
yaml experiments get first -f yaml
json experiments update first --body-name first --description second --is-favorite
json experiments list --sort name
csv experiments list -f csv --sort name -c name,description
json experiments list --filter.is-favorite
json experiments list --filter.name second
text experiments delete second
- experiments get second
- iam role-bindings get nobody
refused iam role-bindings create --principal ana@example.com --role Viewer --workspace WS
- iam role-bindings list --sort age
- intake annotations list
- intake evaluator-results list
- intake traces list
- intake traces get nobody
- intake spans list --filter.kind LLM
- intake spans get nobody
- intake sessions get nobody
- intake ingest spans create --source tests --spans '[]'`,
  agents: `
json agents create --name one --agent-config INPUTS/agent.yaml --description first --workspace WS
json agents get one --workspace WS
json agents list --workspace WS --output-format json
yaml agents list --workspace WS --output-format yaml
csv agents list --workspace WS --output-format csv
csv agents list --workspace WS -f csv
0.6 json agents list --workspace WS -o json
0.6 json agents list --workspace WS --format json
0.8 csv agents list --workspace WS -f csv -c name,description
0.8 json agents list --workspace WS --all-pages
0.8 yaml agents get one --workspace WS -f yaml
refused agents create --name one --agent-config INPUTS/agent.yaml --workspace WS
- agents create --name two --workspace WS
- agents create --agent-config INPUTS/agent.yaml --workspace WS
refused agents get nobody --workspace WS
refused agents delete nobody --yes --workspace WS
- agents get
json agents compute-specs create small --spec '{"description": "first", "resources": {"requests": {"cpu": "1"}}}' --workspace WS
json agents compute-specs create file --spec-file INPUTS/compute.yaml --workspace WS
json agents compute-specs create short -f INPUTS/compute.yaml --workspace WS
json agents compute-specs create empty --workspace WS
- agents compute-specs create x --spec '[1]' --workspace WS
- agents compute-specs create x --spec '{"a": ' --workspace WS
- agents compute-specs create x --spec '{}' --spec-file INPUTS/compute.yaml --workspace WS
refused agents compute-specs create small --spec '{}' --workspace WS
json agents compute-specs get small --workspace WS
json agents compute-specs list --workspace WS --output-format json
csv agents compute-specs list --workspace WS --output-format csv
- agents compute-specs delete file --yes --workspace WS
refused agents compute-specs get file --workspace WS
json agents environment-specs create plain --spec '{"env": {"A": "b"}, "metadata": {"team": "ml"}}' --workspace WS
json agents environment-specs get plain --workspace WS
json agents environment-specs list --workspace WS --output-format json
csv agents environment-specs list --workspace WS --output-format csv
refused agents environment-specs get nobody --workspace WS
json agents environments create both --environment-spec WS/plain --compute-spec WS/small --workspace WS
json agents environments create inline --spec '{"environment_spec": {"env": {"A": "b"}}}' --workspace WS
json agents environments get both --workspace WS
json agents environments list --workspace WS --output-format json
csv agents environments list --workspace WS --output-format csv
- agents environments delete inline --yes --workspace WS
refused agents environments get inline --workspace WS
json agents deploy --agent one --name one-1 --no-wait --workspace WS
refused agents deploy --agent nobody --no-wait --workspace WS
- agents deploy --agent one --mode steam --no-wait --workspace WS
- agents deploy --agent one --image i --no-wait --workspace WS
json agents deployments get one-1 --workspace WS
json agents deployments list --workspace WS --output-format json
csv agents deployments list --workspace WS --output-format csv
- agents deployments wait one-1 --timeout 1 --workspace WS
- agents deployments wait --workspace WS
refused agents deployments get nobody --workspace WS
json agents sessions list --workspace WS --output-format json
csv agents sessions list --workspace WS --output-format csv
refused agents sessions get nobody --workspace WS
refused agents sessions close nobody --yes --workspace WS
refused agents sessions list --agent-deployment nobody --workspace WS
refused agents invoke --agent-deployment nobody --input hello --workspace WS
- agents invoke --input hello --workspace WS
- agents undeploy one-1 --yes --workspace WS
- agents undeploy --agent one --yes --workspace WS
refused agents undeploy nobody --yes --workspace WS
- agents undeploy --yes --workspace WS
- agents delete one --yes --workspace WS
refused agents get one --workspace WS
- agents sessions lst
- agents lst
0.8 json agents optimize list-strategies
refused agents execute --spec '{"agent": "nobody", "input": "a"}' --workspace WS
- agents evaluate --agent nobody --eval-config x --workspace WS
- agents evaluate --nope 1 --workspace WS
- agents evaluate --spec '[1]' --workspace WS
- agents evaluate -o nothing --agent a --workspace WS
0.8 - agents evaluate explain
0.8 - agents execute explain`,
  auditor: `
0.8 json garak targets create first --data '{"type": "nim", "model": "m", "description": "first", "options": {"a": 1}}' --workspace WS
0.8 json garak targets create second --data-file INPUTS/target.json --workspace WS
0.8 refused garak targets create first --data '{"type": "nim", "model": "m"}' --workspace WS
0.8 - garak targets create third --workspace WS
0.8 - garak targets create third --data '{"type": "nim"' --workspace WS
0.8 - garak targets create third --data '[1]' --workspace WS
0.8 - garak targets create third --data '{}' --data-file INPUTS/target.json --workspace WS
0.8 - garak targets create third --data '{"type": "nim"}' --workspace WS
0.8 json garak targets get first --workspace WS
0.8 json garak targets list --workspace WS
0.8 csv garak targets list --workspace WS -f csv
0.8 csv garak targets list --workspace WS -f csv -c name,model
0.8 yaml garak targets get first --workspace WS -f yaml
0.8 json garak targets update first --data '{"type": "nim", "model": "n"}' --workspace WS
0.8 - garak targets delete second --workspace WS
0.8 refused garak targets get second --workspace WS
0.8 refused garak targets delete second --workspace WS
0.8 json garak configs create first --data '{"description": "first", "run": {"generations": 2}}' --workspace WS
0.8 json garak configs get first --workspace WS
0.8 json garak configs list --workspace WS
0.8 csv garak configs list --workspace WS -f csv
0.8 json garak configs update first --data '{"description": "second"}' --workspace WS
0.8 - garak configs delete first --workspace WS
0.8 refused garak configs get first --workspace WS
- AUDITOR info
- AUDITOR audit explain
refused AUDITOR audit SUBMIT --spec '{"config": "WS/nobody", "target": "WS/t"}' --workspace WS
refused AUDITOR audit SUBMIT --spec-file INPUTS/audit.yaml --max-probe-retries 1 --workspace WS
refused AUDITOR audit SUBMIT --config-file INPUTS/audit.yaml --workspace WS
- AUDITOR audit SUBMIT --spec '{a' --workspace WS
- AUDITOR audit SUBMIT --nope 1 --workspace WS`,
  evaluator: `
- EVALUATOR info
- EVALUATOR evaluate explain
- EVALUATOR agent-evaluate explain
- EVALUATOR retrieve-eval explain
refused EVALUATOR evaluate SUBMIT --spec-file INPUTS/evaluate.yaml --workspace WS
refused EVALUATOR evaluate SUBMIT --spec-file INPUTS/evaluate.yaml --prompt-template '{{item.q}}' --workspace WS
refused EVALUATOR evaluate SUBMIT --config '{"metrics": ["nothing"], "dataset": "WS/data#a.jsonl"}' --workspace WS
refused EVALUATOR evaluate SUBMIT --spec-file INPUTS/evaluate.yaml -o slurm.partition=long --workspace WS
refused EVALUATOR evaluate SUBMIT --spec-file INPUTS/evaluate.yaml --profile nobody --workspace WS
refused EVALUATOR retrieve-eval SUBMIT --spec '{"dataset": "WS/data", "target": {"url": "http://127.0.0.1:9/v1", "name": "m"}, "k": [1]}' --workspace WS
- EVALUATOR evaluate SUBMIT --spec '{a' --workspace WS
- EVALUATOR evaluate SUBMIT --spec-file /nope --workspace WS
- EVALUATOR evaluate SUBMIT --nope 1 --workspace WS
- EVALUATOR evaluate SUBMIT --spec-file INPUTS/evaluate.yaml -o nothing --workspace WS
- EVALUATOR lst`,
  customization: `
- customization automodel explain
- customization rl explain
- customization unsloth explain
- customization automodel.jobs explain
0.6 refused customization automodel submit INPUTS/automodel.json --workspace WS
0.6 refused customization rl submit INPUTS/rl.json --workspace WS
0.6 refused customization unsloth submit INPUTS/unsloth.json --workspace WS
0.6 refused customization automodel.jobs submit --spec-file INPUTS/automodel.json --workspace WS
0.6 - customization automodel submit /nope --workspace WS
0.8 refused customization automodel --job-json INPUTS/automodel.json --workspace WS
0.8 refused customization rl --job-json INPUTS/rl.json --workspace WS
0.8 refused customization unsloth --job-json INPUTS/unsloth.json --workspace WS
0.8 refused customization automodel.jobs --spec-file INPUTS/automodel.json --workspace WS
0.8 json customization --upload-dataset INPUTS/train.jsonl --workspace WS
0.8 json customization --upload-dataset INPUTS/train.jsonl --exist-ok --workspace WS
0.8 - customization --upload-dataset INPUTS/train.jsonl --workspace WS
0.8 - customization --upload-dataset /nope --workspace WS
0.8 json customization --upload-model INPUTS/weights --workspace WS
0.8 refused customization --upload-model owner/Model-1.5B --workspace WS
0.8 json files list train --workspace WS
0.8 json files list weights --workspace WS
0.8 json files filesets get train --workspace WS
0.8 json models get weights --workspace WS
0.8 refused customization automodel --job-json INPUTS/open.json --upload-dataset INPUTS/2024-data.jsonl --upload-model INPUTS/weights --exist-ok --workspace WS
0.8 json files list dataset-2024-data --workspace WS
0.8 - customization automodel --job-json INPUTS/automodel.json --upload-model INPUTS/weights --workspace WS
0.8 - customization automodel --job-json INPUTS/open.json --upload-environment INPUTS/weights --workspace WS
0.8 - customization`,
  'data-designer': `
json data-designer retrieval generate --corpus WS/docs --provider default/up --chat-model c --embed-model e --workspace WS --print-spec
- data-designer retrieval generate --corpus WS/docs --workspace WS
- data-designer retrieval prepare --sdg-input WS/sdg --workspace WS
- data-designer retrieval prepare --workspace WS
- data-designer retrieval preview --corpus WS/docs --provider default/up --chat-model c --embed-model e --workspace WS
refused data-designer create INPUTS/design.yaml --num-records 2 --workspace WS
- data-designer create /nope --workspace WS
- data-designer create INPUTS/design.yaml --num-records 0 --workspace WS
refused data-designer retrieval-prepare --spec '{"sdg_input": "WS/nobody"}' --workspace WS
refused data-designer retrieval-preview --spec '{"generate": {"corpus": "WS/docs", "provider": "default/up", "artifact_extraction_model": "c", "qa_generation_model": "c", "quality_judge_model": "c", "embed_model": "e"}}' --workspace WS
- data-designer retrieval-prepare --spec '{a' --workspace WS
0.8 - data-designer create explain
0.8 - data-designer retrieval-run explain`,
  anonymizer: `
refused anonymizer run --spec-file INPUTS/anonymize.yaml --workspace WS
refused anonymizer run --spec-file INPUTS/anonymize.yaml --data.text-column other --workspace WS
- anonymizer run --spec '{a' --workspace WS
- anonymizer run --nope 1 --workspace WS
0.8 - anonymizer run explain
refused safe-synthesizer generate --data-source WS/data#a.csv --spec '{"config": {}}' --workspace WS
- safe-synthesizer generate --spec '{a' --workspace WS
- safe-synthesizer generate --nope 1 --workspace WS
0.8 - safe-synthesizer generate explain`,
  insights: `
0.8 json insights analysis enable --agent one --default-model WS/m --fast-model WS/f --workspace WS
0.8 json insights analysis status --agent one --workspace WS
0.8 csv insights analysis status --workspace WS -f csv -c agent,enabled
0.8 json insights analysis disable --agent one --workspace WS
0.8 json insights analysis status --workspace WS
0.8 refused insights analysis status --agent nobody --workspace WS
0.8 json insights analysis disable --agent nobody --workspace WS
- insights analysis enable --workspace WS
0.8 json insights analysis-runs list --workspace WS
0.8 csv insights analysis-runs list --workspace WS -f csv
0.8 json insights analysis-runs list --workspace WS --page-size 1 --sort created_at
0.8 refused insights analysis-runs get nobody --workspace WS
0.8 refused insights analysis-runs create --agent one --default-model WS/m --fast-model WS/f --workspace WS
- insights analysis-runs create --workspace WS
- insights analysis-runs create --agent one --default-model m --fast-model f --ethos /nope --workspace WS
- insights analysis-runs create --agent one --default-model m --fast-model f --since yesterday --workspace WS
0.6 - insights analyze-job explain
0.6 refused insights analyze-job submit --spec '{"agent": "one", "default_model": "WS/m", "fast_model": "WS/f"}' --workspace WS
0.6 - insights analyze-job submit --spec '{"agent": "one"}' --workspace WS`,
}
