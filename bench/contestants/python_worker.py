"""A process with the Python SDK in it: the counterpart of worker.ts, with the same commands and answers."""

import functools
import json
import re
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from nemo_platform import NeMoPlatform

CHUNK_LENGTH = 64 * 1024
OPENING_CALLS = 10
MEBIBYTE = 1024 * 1024

target = json.loads(sys.argv[1])


@functools.cache
def the_client() -> NeMoPlatform:
    return NeMoPlatform(base_url=target["url"], access_token=target["token"])


def sequential(client, calls):
    for _ in range(OPENING_CALLS):
        client.workspaces.list()
    times = []
    cpu_before = time.process_time()
    for _ in range(calls):
        started_at = time.perf_counter()
        client.workspaces.list()
        times.append(time.perf_counter() - started_at)
    cpu = time.process_time() - cpu_before
    return {"time": statistics.median(times) * 1000, "cpu": cpu * 1000 / calls}


def concurrent(client, calls, width):
    with ThreadPoolExecutor(max_workers=width) as pool:
        list(pool.map(lambda _: client.workspaces.list(), range(width)))
        cpu_before = time.process_time()
        started_at = time.perf_counter()
        list(pool.map(lambda _: client.workspaces.list(), range(calls)))
        seconds = time.perf_counter() - started_at
        cpu = time.process_time() - cpu_before
    return {"throughput": calls / seconds, "cpu": cpu * 1000 / calls}


def upload(client, path):
    with open(path, "rb") as file:
        return transfer(client, lambda: client.put("/upload", cast_to=object, content=file))


def download(client, size):
    files = client.files.with_streaming_response
    query = {"bytes": size}

    def work():
        with files._download_file("download", workspace="default", name="bench", extra_query=query) as response:
            received = sum(len(chunk) for chunk in response.iter_bytes())
        assert received == size, received

    return transfer(client, work)


def transfer(client, work):
    client.workspaces.list()
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")
    before = memory("VmRSS")
    cpu_before = time.process_time()
    started_at = time.perf_counter()
    work()
    return {
        "time": (time.perf_counter() - started_at) * 1000,
        "cpu": (time.process_time() - cpu_before) * 1000,
        "growth": memory("VmHWM") - before,
    }


def memory(name):
    with open("/proc/self/status") as file:
        return int(re.search(rf"^{name}:\s+(\d+)", file.read(), re.M)[1]) * 1024 / MEBIBYTE


def expiry(calls, due_at=None):
    def call(_):
        try:
            client.workspaces.list()
            return 0
        except Exception:
            return 1

    with ThreadPoolExecutor(max_workers=calls) as pool:
        started_at = time.perf_counter()
        client = NeMoPlatform()
        if due_at is not None:
            call(0)
            time.sleep(max(0, due_at - time.time()))
            started_at = time.perf_counter()
        failures = sum(pool.map(call, range(calls)))
        return {"time": (time.perf_counter() - started_at) * 1000, "failures": failures}


def obey(order):
    match order["command"]:
        case "expiry":
            return expiry(order["calls"], order.get("dueAt"))
        case "sequential":
            return sequential(the_client(), order["calls"])
        case "concurrent":
            return concurrent(the_client(), order["calls"], order["width"])
        case "upload":
            return upload(the_client(), order["file"])
        case "download":
            return download(the_client(), order["bytes"])


def say(answer):
    print(json.dumps(answer), flush=True)


say({"ready": 1})
for line in sys.stdin:
    say(obey(json.loads(line)))
