/** A live Python SDK and this one, given the same made-up arguments, send the same requests. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { argumentsLike } from '../differential/arguments.ts'
import {
  isGenerated,
  type RecordedCall,
  type RecordedRequest,
  recordedCalls,
  replay,
} from '../differential/replay.ts'
import { pythonEnvironment, runPython } from '../helpers/python-platform.ts'

/** Makes each call of a batch, and tells what would have gone over the wire. */
const SOURCE = `
import base64, datetime, httpx
from nemo_platform import NeMoPlatform
sent = []
def answer(request):
    content = request.read()
    isJSON = "json" in request.headers.get("content-type", "")
    body = {} if not content else {"body": json.loads(content)} if isJSON else {"body_base64": base64.b64encode(content).decode()}
    raw = request.url.raw_path.decode()
    path, _, query = raw.partition("?")
    sent.append({"method": request.method, "path": path, "query": query, **body})
    return httpx.Response(200, json={"data": []})
client = NeMoPlatform(base_url="http://nemo.test", workspace="ws", max_retries=0,
    http_client=httpx.Client(transport=httpx.MockTransport(answer)))
def revive(value):
    if isinstance(value, list): return [revive(item) for item in value]
    if not isinstance(value, dict): return value
    if "$datetime" in value: return datetime.datetime.fromisoformat(value["$datetime"].replace("Z", "+00:00"))
    if "$base64" in value: return base64.b64decode(value["$base64"])
    return {key: revive(item) for key, item in value.items()}
def make(call):
    sent.clear()
    owner = client
    for name in call["resource"].split("."): owner = getattr(owner, name)
    try:
        getattr(owner, call["method"])(**revive(call["args"]))
    except Exception as error:
        if not sent: return {"refused": repr(error)[:200]}
    return sent[0]
say("ready")
while (calls := hear()) is not None:
    say([make(call) for call in calls])
`

const SEED = Number(process.env['REQUESTS_SEED'] ?? 1)
const CASES = 12

type Sent = RecordedRequest | { refused: string }

const calls = recordedCalls().filter(
  (call) => isGenerated(call) && call.request !== null && call.mode !== 'pages',
)
const requiredOf = new Map(
  calls.filter(({ mode }) => mode === 'required').map((call) => [nameOf(call), Object.keys(call.args)]),
)

test(`of ${calls.length} calls with ${CASES} sets of arguments each (REQUESTS_SEED=${SEED})`, async () => {
  const python = runPython(await pythonEnvironment(), SOURCE)
  await python.next()
  const differences: unknown[] = []
  let compared = 0

  for (const call of calls) {
    const made = argumentsLike(call, requiredOf.get(nameOf(call)) ?? Object.keys(call.args))
    const batch = fc
      .sample(made, { seed: SEED, numRuns: CASES })
      .map((args) => ({ ...call, args, responses: [] }))
    python.tell(batch)
    const theirs = await python.next<Sent[]>()
    for (const [index, attempt] of batch.entries()) {
      const their = theirs[index]
      if (their === undefined || 'refused' in their) continue
      compared += 1
      const [our] = await replay(attempt).catch((error: unknown) => [{ refused: String(error) }])
      if (!same(our, their)) differences.push({ call: nameOf(call), args: attempt.args, our, their })
    }
  }

  expect(differences.slice(0, 5), `${differences.length} of ${compared} differ`).toEqual([])
  expect(compared).toBeGreaterThan(calls.length * CASES * 0.9)
})

function nameOf({ resource, method }: RecordedCall): string {
  return `${resource}.${method}`
}

function same(our: unknown, their: unknown): boolean {
  try {
    expect(our).toEqual(their)
    return true
  } catch {
    return false
  }
}
