"""Start to first answer: the Python SDK, with URL and token where they are given, else with the config file."""

import json
import sys
import time

from nemo_platform import NeMoPlatform

client = NeMoPlatform(base_url=sys.argv[1], access_token=sys.argv[2]) if len(sys.argv) > 2 else NeMoPlatform()
answer = client.workspaces.list()
print(json.dumps({"items": len(answer.data), "cpu": time.process_time() * 1000}), flush=True)
