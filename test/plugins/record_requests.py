"""Records what Python's typed clients of the plugins send: `python record_requests.py > recorded-requests.jsonl` in an environment with
the platform (0.8 or later). Every endpoint function is called with what it requires and with all that it takes, against a server that
notes the requests; those that take `exist_ok` once more where the name is taken. A line holds the endpoint, its path with the names of
its parts, what it was given, and what came over the wire. With `--hear` arguments are read from standard input, a line of JSON for each
batch of calls, and the requests are written as such lines: what makes up other arguments need not know Python."""

import importlib
import inspect
import json
import logging
import sys
import threading
import typing
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from nemo_helix_plugin.client.client import NemoClient
from nemo_helix_plugin.evals.client import EvaluatorClient
from pydantic import RootModel

logging.disable(logging.CRITICAL)

MODULES = {
    "agent_optimization": "nemo_agent_optimization_plugin.client",
    "agents": "nemo_helix_plugin.agents.endpoints",
    "customization": "nhx.customization_common.sdk.endpoints",
    "data_designer": "nemo_helix_plugin.data_designer.endpoints",
    "evals": "nemo_helix_plugin.evals.endpoints",
    "garak": "nemo_helix_plugin.garak.endpoints",
    "insights": "nemo_insights_plugin.endpoints",
    "safe_synthesizer": "nemo_safe_synthesizer_plugin.sdk.endpoints",
}

"""Parts of paths that choose a collection: each value is a case of its own."""
COLLECTIONS = {"collection", "job_collection", "backend"}
BACKENDS = ["automodel", "rl", "unsloth"]

"""Values of fields that only some texts fit, or that say more than any text would."""
VALUES = {
    "output_location": "results",
    "blob": "AAAA",
}


class Recorder(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    sent: list = []
    statuses: list = []

    def answer(self):
        content = self.rfile.read(int(self.headers.get("content-length") or 0))
        path, _, query = self.path.partition("?")
        body = {"body": json.loads(content)} if content else {}
        self.sent.append({"method": self.command, "path": path, "query": query, **body})
        data = b'{"data": []}'
        self.send_response(self.statuses.pop(0) if self.statuses else 200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

    def log_message(self, *_):
        pass


def endpoints(module):
    """The endpoint functions of a module by name: a decorator has wrapped their signatures."""
    found = importlib.import_module(module)
    for name, value in vars(found).items():
        if inspect.isfunction(value) and hasattr(value, "__wrapped__") and value.__wrapped__.__module__ == module:
            yield name, value


def inner(hint):
    """A type without None and without its notes."""
    origin = typing.get_origin(hint)
    if origin in (typing.NotRequired, typing.Required, typing.Annotated):
        return inner(typing.get_args(hint)[0])
    if origin is typing.Union or type(hint).__name__ == "UnionType":
        for member in typing.get_args(hint):
            if member is not type(None):
                return inner(member)
    return hint


def typed_dict(hint):
    """The first member of a union that names its keys."""
    members = typing.get_args(hint) if type(hint).__name__ == "UnionType" or typing.get_origin(hint) is typing.Union else [hint]
    return next(member for member in members if typing.is_typeddict(member))


def query_value(hint, name):
    hint = inner(hint)
    if typing.get_origin(hint) is typing.Literal:
        return typing.get_args(hint)[0]
    if inspect.isclass(hint) and issubclass(hint, Enum):
        return next(iter(hint)).value
    if hint is bool:
        return True
    if hint is int:
        return 7
    if name == "sort":
        return "-created_at"
    return json.dumps({"name": {"$like": "a b"}}) if name == "filter" else f"{name} v"


def sample(schema, definitions, everything, name="value", depth=0):
    """Something that fits a JSON schema: with all fields, or with those that must be there."""
    if "$ref" in schema:
        return sample(definitions[schema["$ref"].split("/")[-1]], definitions, everything, name, depth + 1)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if name in VALUES:
        return VALUES[name]
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            members = [member for member in schema[key] if member.get("type") != "null"]
            return sample(members[0], definitions, everything, name, depth)
    kind = schema.get("type")
    if kind == "object":
        properties = schema.get("properties")
        if properties is None:
            extra = schema.get("additionalProperties")
            value = sample(extra, definitions, everything, name, depth + 1) if isinstance(extra, dict) and extra else "a v"
            return {"key": value}
        required = schema.get("required", [])
        return {
            key: sample(its, definitions, everything, key, depth + 1)
            for key, its in properties.items()
            if key in required or (everything and depth < 6)
        }
    if kind == "array":
        return [sample(schema.get("items", {}), definitions, everything, name, depth + 1)]
    if kind == "boolean":
        return True
    if kind == "integer":
        return max(1, schema.get("minimum", 1))
    if kind == "number":
        return schema.get("minimum", 0) + 0.5
    if kind == "string":
        if schema.get("format") == "date-time":
            return "2026-11-25T10:00:00Z"
        if schema.get("format") in ("uri", "url"):
            return "http://models.test/v1"
        return "ml-team/value" if "/" in schema.get("pattern", "") else f"{name.replace('_', '-')}-v"
    return {"any": 1} if everything else "any"


def body_of(model, everything):
    schema = model.model_json_schema()
    if issubclass(model, RootModel):
        return {"key": "a v"}
    return sample(schema, schema.get("$defs", {}), everything)


def cases(function):
    """What an endpoint function is given: mode, the collection if it is one for several, and the arguments."""
    signature = inspect.signature(function.__wrapped__)
    hints = typing.get_type_hints(function.__wrapped__, include_extras=True)
    chosen = next((name for name in signature.parameters if name in COLLECTIONS), None)
    values = [None]
    if chosen == "backend":
        values = BACKENDS
    elif chosen is not None:
        values = list(typing.get_args(inner(hints[chosen])))
    modes = ["required", "all", *(["taken"] if "exist_ok" in signature.parameters else [])]
    for value in values:
        for mode in modes:
            everything = mode != "required"
            call = {}
            for name in signature.parameters:
                if name == "body":
                    call[name] = body_of(hints[name], everything)
                elif name == "query_params" and everything:
                    named = typing.get_type_hints(typed_dict(hints[name]), include_extras=True)
                    call[name] = {key: query_value(its, key) for key, its in named.items()}
                elif name == "exist_ok" and everything:
                    call[name] = True
                elif name == chosen:
                    call[name] = value
                elif name == "workspace" and everything:
                    call[name] = "other team"
                elif name not in ("query_params", "exist_ok", "workspace"):
                    call[name] = f"{name}-v" if mode == "required" else f"its {name}/é"
            yield mode, chosen, call


def made(function, call):
    """The arguments as Python wants them: a body is a model."""
    hints = typing.get_type_hints(function.__wrapped__, include_extras=True)
    return {name: hints[name].model_validate(value) if name == "body" else value for name, value in call.items()}


def send(client, prepared, statuses=()):
    """Sends a request, and gives all that came over the wire."""
    Recorder.sent.clear()
    Recorder.statuses[:] = statuses
    try:
        answer = client.send(prepared)
        # Downloads and streams are asked for when they are read.
        if hasattr(answer, "stream"):
            with answer.stream() as parts:
                list(parts)
    except Exception:
        # What the answer means is no matter here.
        if not Recorder.sent:
            raise
    return list(Recorder.sent)


def record(client, service, name, function, mode, chosen, call):
    prepared = function(**made(function, call))
    requests = send(client, prepared, [409] if mode == "taken" else [])
    value = call.pop(chosen, None)
    suffix = "" if chosen is None else f"[{value}]"
    return {
        "id": f"{service}.{name}{suffix}#{mode}",
        "template": prepared.path_template if chosen is None else prepared.path_template.replace(f"{{{chosen}}}", value),
        "args": call,
        "requests": requests,
    }


EVALS = "/apis/evals/v2/workspaces/{workspace}"
DOWNLOAD = f"{EVALS}/evaluate/jobs/{{job}}/results/{{name}}/download"


def conveniences(client):
    """What clients have beyond their endpoint functions: id, path, arguments of the operation, call."""
    evals = EvaluatorClient.from_client(client)
    for result in ("aggregate-scores", "row-scores", "artifacts"):
        method = f"download_evaluate_job_{result.replace('-', '_')}"
        yield f"evals.{method}", DOWNLOAD, {"job": "its job", "name": result}, lambda: getattr(evals, method)(name="its job").read()
    function = importlib.import_module(MODULES["evals"]).create_metric
    *_, call = next(case for case in cases(function) if case[0] == "all")
    call["exist_ok"] = True
    yield "evals.create_metric#taken", f"{EVALS}/metrics/{{name}}", call, lambda: evals.create_metric(**made(function, call))


def record_all(client):
    for service, module in MODULES.items():
        for name, function in endpoints(module):
            for case in cases(function):
                yield record(client, service, name, function, *case)
    for id, template, call, make in conveniences(client):
        Recorder.sent.clear()
        Recorder.statuses[:] = [409] if call.get("exist_ok") else []
        make()
        yield {"id": id, "template": template, "args": call, "requests": list(Recorder.sent)}


def hear(client):
    """Calls with arguments from elsewhere: `[{"id", "args"}]` gives a list of the first requests, null for what Python refuses."""
    functions = {f"{service}.{name}": function for service, module in MODULES.items() for name, function in endpoints(module)}
    print("[]", flush=True)
    for line in sys.stdin:
        requests = []
        for wanted in json.loads(line):
            name, _, value = wanted["id"].split("#")[0].rstrip("]").partition("[")
            function = functions[name]
            chosen = next((part for part in inspect.signature(function.__wrapped__).parameters if part in COLLECTIONS), None)
            call = {**wanted["args"], **({} if chosen is None else {chosen: value})}
            try:
                requests.append(send(client, function(**made(function, call)))[0])
            except Exception:
                requests.append(None)
        print(json.dumps(requests), flush=True)


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    client = NemoClient(base_url=f"http://127.0.0.1:{server.server_port}", workspace="ws")
    if "--hear" in sys.argv:
        hear(client)
    else:
        for entry in record_all(client):
            print(json.dumps(entry, ensure_ascii=False))
    server.shutdown()


if __name__ == "__main__":
    main()
