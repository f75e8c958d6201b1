"""Records what the evaluator's job leaves behind: `python record_evaluations.py > recorded-evaluations.json` in an environment with the
platform (0.8 or later). The evaluations run here, without a platform; a model that is asked repeats what it is told."""

import json
import logging
import sys
import tempfile
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from nemo_evals.jobs.evaluate import EvaluateInputSpec, EvaluateJob
from nemo_evals.jobs.metric_resolution import to_runtime_bundle
from nemo_evals.jobs.run_outcome import row_eval_outcome
from nemo_evals.jobs.utils import job_evaluator
from nemo_evals.shared.metric_bundles.bundles import bundle_metric, unbundle_metric
from nemo_evals.shared.metric_bundles.inline import InlineMetricBundlePackager, _METRIC_ADAPTER

logging.disable(logging.CRITICAL)

ROWS = [
    {"question": "2 + 2?", "answer": "4", "output": "The answer is 4.", "price": "about 9.99"},
    {"question": "Capital of France?", "answer": "Paris", "output": "paris!", "price": "10"},
    {"question": "A pet?", "answer": "a cat and a dog", "output": "The dog and a bird", "price": "none"},
]


def exact(**more):
    return {"type": "exact-match", "reference": "{{item.answer}}", "candidate": "{{item.output}}", **more}


def check(operation, left="{{item.output}}", right="{{item.answer}}"):
    return {"type": "string-check", "operation": operation, "left_template": left, "right_template": right}


def number(operation, left="{{item.price}}", right="10", **more):
    return {"type": "number-check", "operation": operation, "left_template": left, "right_template": right, **more}


CASES = {
    "one metric": {"metrics": [exact()]},
    "f1": {"metrics": [{**exact(), "type": "f1"}]},
    "several metrics": {"metrics": [exact(), {**exact(), "type": "f1"}, check("contains"), number(">=")]},
    "the same metric twice": {"metrics": [check("startswith", right="The"), check("endswith", right=".")]},
    "strings": {
        "metrics": [check(operation) for operation in ("equals", "!=", "contains", "not contains", "startswith", "endswith")]
    },
    "numbers": {
        "metrics": [
            *[number(operation) for operation in ("==", "not equals", "gte", ">", "less than or equal", "lt")],
            number("absolute difference", epsilon=0.5),
            number("equals", right="none"),
        ]
    },
    "the first rows": {"metrics": [exact()], "params": {"limit_samples": 2}},
    "templates": {
        "metrics": [
            check("equals", left="{{ answer | trim | lower }}", right="{{item['answer'] | trim | lower}}"),
            check("contains", left="{{ item.tags[0] }} of {{ item.nested.deep }}, {{ flag }}, {{none}}, {{tags}}", right="a of 1, True, None, ['a', 'b']"),
            check("equals", left="{{ item.tags[-1] | upper }}", right="{{ 'B' }}"),
            number("==", left="{{ item.nested.deep }}", right="{{ item.tags | length }} - 1"),
        ],
        "dataset": [{"answer": " Yes ", "tags": ["a", "b"], "nested": {"deep": 1}, "flag": True, "none": None}],
    },
    "no text": {"metrics": [check("equals", left="{{ item.tags }}")], "dataset": [{"answer": "a", "tags": ["a"]}]},
    "a missing field": {"metrics": [check("equals", left="{{item.nothing}}")]},
    "no candidate": {"metrics": [{"type": "exact-match", "reference": "{{item.answer}}"}]},
    "bleu and rouge": {
        "metrics": [
            {"type": "bleu", "references": ["{{item.answer}}"], "candidate": "{{item.output}}"},
            {**exact(), "type": "rouge"},
        ]
    },
    "a model": {
        "metrics": [{"type": "exact-match", "reference": "{{item.answer}}"}],
        "dataset": [{"question": "Paris", "answer": "paris"}, {"question": "Rome", "answer": "Paris"}],
        "target": "model",
        "prompt_template": "{{item.question}}",
        "params": {"max_retries": 3},
    },
    "a model with messages": {
        "metrics": [{"type": "exact-match", "reference": "{{item.answer}}"}],
        "dataset": [{"question": "Paris", "answer": "paris"}],
        "target": "model",
        "prompt_template": {"messages": [{"role": "system", "content": "Repeat."}, {"role": "user", "content": "{{item.question}}"}]},
        "params": {"inference": {"temperature": 0}, "system_prompt": "Be brief."},
    },
}


class Echo(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        said = {"text": asked["prompt"]} if "prompt" in asked else {
            "message": {"role": "assistant", "content": asked["messages"][-1]["content"]}
        }
        answer = {
            "id": "cmpl-1",
            "object": "text_completion" if "prompt" in asked else "chat.completion",
            "created": 0,
            "model": asked["model"],
            "choices": [{"index": 0, **said, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }
        data = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def whole_of(given, model):
    """The spec as it goes over the wire."""
    bundles = [
        bundle_metric(_METRIC_ADAPTER.validate_python(metric), InlineMetricBundlePackager()).model_dump(mode="json")
        for metric in given["metrics"]
    ]
    return {"dataset": ROWS, **given, "metrics": bundles, **({"target": model} if "target" in given else {})}


def run(whole):
    spec = EvaluateInputSpec.model_validate(whole)
    result = job_evaluator().run_sync(
        metrics=[unbundle_metric(to_runtime_bundle(metric)) for metric in spec.metrics],
        dataset=spec.dataset,
        config=spec.params,
        target=spec.target,
        field_mapping=spec.field_mapping,
        prompt_template=spec.prompt_template,
    )
    with tempfile.TemporaryDirectory() as folder:
        files = EvaluateJob._write_result_files(result, Path(folder), run_id="job-1", started_at=datetime(2026, 11, 25, tzinfo=UTC))
        whole_result = json.loads(files.full_result.read_text())
        results = {
            "aggregate-scores": json.loads(files.aggregate_scores.read_text()),
            "row-scores": [json.loads(line) for line in files.row_scores.read_text().splitlines()],
            "run-metadata": json.loads(files.run_metadata.read_text()),
        }
    # The rest of the whole result says the same again.
    shape = {"keys": list(whole_result), "per_metric": {key: list(its) for key, its in whole_result.get("per_metric", {}).items()}}
    return {"results": results, "whole": shape, "outcome": row_eval_outcome(result).details()}


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    model = {"url": f"http://127.0.0.1:{server.server_port}/v1", "name": "echo"}
    recorded = []
    for name, given in CASES.items():
        spec = whole_of(given, model)
        try:
            entry = run(spec)
        except Exception as error:
            entry = {"error": str(error)}
        text = json.dumps({"name": name, "spec": spec, **entry}).replace(model["url"], "http://models.test/v1")
        recorded.append(text)
    print("[" + ",\n".join(recorded) + "]")
    server.shutdown()


if __name__ == "__main__":
    main()
