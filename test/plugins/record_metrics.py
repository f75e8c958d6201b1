"""Records what Python's evaluator makes of each of its metrics: `python record_metrics.py > metric-bundles.json` in an environment
with the platform (0.6 or later). What a bundle holds beside the settings that were given are facts that the builders need."""

import importlib
import json
import logging
import sys

logging.disable(logging.CRITICAL)


def load(*names):
    for name in names:
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError:
            continue
    raise SystemExit(f"none of {names} is installed")


bundles = load("nemo_evals.shared.metric_bundles.bundles", "nemo_evaluator.shared.metric_bundles.bundles")
inline = load("nemo_evals.shared.metric_bundles.inline", "nemo_evaluator.shared.metric_bundles.inline")

MODEL = {"url": "http://models.test/v1", "name": "judge"}
SECRET_MODEL = {**MODEL, "api_key_secret": "ml-team/judge-key"}
RUBRIC = {
    "name": "tone",
    "rubric": [{"label": "rude", "value": 0}, {"label": "kind", "value": 1}],
    "parser": {"type": "json", "json_path": "tone"},
}
RANGE = {"name": "quality", "minimum": 1, "maximum": 5, "parser": {"type": "json", "json_path": "quality"}}
SETTINGS = {
    "exact-match": [{"reference": "{{item.answer}}"}, {"reference": "{{item.answer}}", "candidate": "{{item.output}}", "description": "Same text", "labels": {"team": "ml"}}],
    "f1": [{"reference": "{{item.answer}}"}, {"reference": "{{item.answer}}", "candidate": "{{item.output}}"}],
    "bleu": [{"references": ["{{item.answer}}"]}, {"references": ["{{item.answer}}", "{{item.other}}"], "candidate": "{{item.output}}"}],
    "rouge": [{"reference": "{{item.answer}}"}, {"reference": "{{item.answer}}", "candidate": "{{item.output}}"}],
    "string-check": [{"operation": "equals", "left_template": "{{item.output}}", "right_template": "{{item.answer}}"}],
    "number-check": [
        {"operation": "equals", "left_template": "{{item.output}}", "right_template": "{{item.answer}}"},
        {"operation": "absolute difference", "left_template": "{{item.output}}", "right_template": "{{item.answer}}", "epsilon": 0.1},
    ],
    "tool-calling": [{"reference": "{{item.tool_calls | tojson}}"}],
    "llm-judge": [
        {"model": MODEL, "scores": [RANGE], "prompt_template": "Rate {{item.output}}"},
        {"model": SECRET_MODEL, "scores": [RANGE, RUBRIC], "prompt_template": {"messages": [{"role": "user", "content": "Rate {{item.output}}"}]}, "system_prompt": "Be fair.", "job_type": "offline"},
    ],
    "tunable-rag-evaluator": [{"model": MODEL, "judge_llm_prompt": "Rate it."}],
    "remote": [
        {"url": "http://scores.test/score", "body": {"text": "{{item.output}}"}, "scores": [{"name": "quality", "parser": {"type": "json", "json_path": "$.quality"}}]},
        {"url": "http://scores.test/score", "body": {"text": "{{item.output}}"}, "scores": [{"name": "quality", "parser": {"type": "json", "json_path": "$.quality"}}], "api_key_secret": "ml-team/score-key", "timeout_seconds": 5, "max_retries": 1},
    ],
    "nemo-agent-toolkit-remote": [{"url": "http://agents.test/evaluate", "evaluator_name": "accuracy"}],
    "gym_reward": [{}, {"output_name": "points"}],
    "harbor_reward": [{}, {"output_name": "points", "reward_keys": ["reward"]}],
    **{f"retrieval-{name}": [{}, {"k": [3]}] for name in ("ndcg", "recall", "precision", "map")},
    **{
        name: [{"judge_model": MODEL}]
        for name in (
            "answer_accuracy agent_goal_accuracy context_entity_recall context_precision context_recall context_relevance "
            "faithfulness noise_sensitivity response_groundedness topic_adherence"
        ).split()
    },
    "response_relevancy": [{"judge_model": MODEL, "embeddings_model": {**MODEL, "name": "embedder"}}],
    "tool_call_accuracy": [{}],
}

recorded = []
for metric_type, cases in SETTINGS.items():
    for settings in cases:
        try:
            metric = inline._METRIC_ADAPTER.validate_python({"type": metric_type, **settings})
            bundle = bundles.bundle_metric(metric, inline.InlineMetricBundlePackager())
        except Exception as error:
            print(f"{metric_type} {settings}: {error!r}"[:600], file=sys.stderr)
            continue
        recorded.append({"type": metric_type, "settings": settings, "bundle": bundle.model_dump(mode="json")})
print("[" + ",\n".join(json.dumps(entry) for entry in recorded) + "]")
