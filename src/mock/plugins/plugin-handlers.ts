/** What plugins do beyond keeping things: revisions and tags, switches, agents that come up and log, previews. */

import { isRecord } from '../../json.ts'
import type { DescribedOperation } from '../../openapi/index.ts'
import { EVAL_RESULTS } from '../evaluator/evaluation-jobs.ts'
import { scoreLive } from '../evaluator/live.ts'
import { metricsOf, storedMetrics } from '../evaluator/orders.ts'
import { type Collections, type Entry, placeOf, successOf } from '../generic/collections.ts'
import type { Handlers } from '../generic/handlers.ts'
import { listPage } from '../generic/pages.ts'
import { conforming } from '../generic/sample.ts'
import { json } from '../http/responses.ts'
import type { Exchange } from '../http/route.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { timestamp } from '../store/clock.ts'
import { keyOf, type State } from '../workspaces/state.ts'

/** What answers operations of plugins; those of plugins that were renamed under both names. */
export function pluginHandlers(collections: Collections, state: State, jobs: Jobs): Handlers {
  return {
    ...bothNames('evals', 'evaluator', (api) => evalsHandlers(collections, api, state, jobs)),
    ...bothNames('garak', 'auditor', (api) => ({
      [`GET ${api}/v1/healthz`]: health,
      ...Object.fromEntries(
        ['configs', 'targets'].map((name) => [
          `GET ${api}/v2/workspaces/{workspace}/${name}`,
          (exchange: Exchange, operation: DescribedOperation) =>
            json(
              listPage(
                operation,
                exchange,
                collections.visible(placeOf(operation.template).collection, exchange),
              ),
            ),
        ]),
      ),
    })),
    ...agentHandlers(collections),
    ...insightHandlers(collections),
    'GET /apis/customization/v2/healthz': health,
    'GET /apis/agent-optimization/v2/strategies': () => json({ data: [] }),
    'GET /apis/anonymizer/v2/workspaces/{workspace}/entity-labels': (_, operation) =>
      json(conforming(successOf(operation)[1] ?? {})),
    'POST /apis/anonymizer/v2/workspaces/{workspace}/preview': preview,
    'POST /apis/data-designer/v2/workspaces/{workspace}/preview': preview,
    'POST /apis/data-designer/v2/workspaces/{workspace}/retrieval-preview': preview,
  }
}

function bothNames(name: string, before: string, make: (api: string) => Handlers): Handlers {
  return { ...make(`/apis/${name}`), ...make(`/apis/${before}`) }
}

const health = () => json({ status: 'healthy' })

/** Frames line by line; what comes of a preview is for a real plugin to make. */
const preview = () => ndjson([{ kind: 'heartbeat' }, { kind: 'done' }])

function ndjson(frames: readonly object[]): Response {
  const text = frames.map((frame) => `${JSON.stringify(frame)}\n`).join('')
  return new Response(text, { headers: { 'content-type': 'application/x-ndjson' } })
}

function evalsHandlers(collections: Collections, api: string, state: State, jobs: Jobs): Handlers {
  const plugin = api.split('/').at(-1) as string
  const metric = `${api}/v2/workspaces/{workspace}/metrics/{name}`
  const results = `${api}/v2/workspaces/{workspace}/${EVAL_RESULTS}`
  const bundles = storedMetrics(state)
  state.onRemoval((workspace) => {
    for (const { workspace: own, name } of [...bundles.values()])
      if (own === workspace) bundles.delete(keyOf(own, name))
  })
  // Jobs that are over by now have left theirs.
  const settled = (exchange: Exchange, operation: DescribedOperation) => {
    jobs.all()
    return collections.answer(operation, exchange)
  }
  const things = ['tasks', 'tasksets'].map((kind): Handlers => {
    const thing = `${api}/v2/workspaces/{workspace}/${kind}/{name}`
    const place = placeOf(thing)
    // A thing has one revision here, the present one.
    const present = (exchange: Exchange) => json(collections.require(place, exchange))
    return {
      [`GET ${thing}/revisions`]: (exchange, operation) => {
        const { created_at } = collections.require(place, exchange)
        const revision = { revision: 1, content_hash: 'sha256:0', tags: ['latest'], created_at }
        return json(
          listPage(operation, { ...exchange, query: { ...exchange.query, sort: 'revision' } }, [revision]),
        )
      },
      [`GET ${thing}/revisions/{revision}`]: present,
      [`PUT ${thing}/tags/{tag}`]: present,
    }
  })
  return {
    [`GET ${api}/v1/healthz`]: health,
    [`GET ${api}/v1/hello/{name}`]: ({ params }) => json({ message: `Hello, ${params['name']}!` }),
    [`POST ${metric}`]: (exchange, operation) => {
      const { workspace = '', name = '' } = exchange.params
      const created = collections.answer(operation, exchange)
      bundles.set(keyOf(workspace, name), { workspace, name, bundle: exchange.body })
      return created
    },
    [`DELETE ${metric}`]: (exchange, operation) => {
      const { workspace = '', name = '' } = exchange.params
      const deleted = collections.answer(operation, exchange)
      bundles.delete(keyOf(workspace, name))
      return deleted
    },
    [`GET ${results}`]: settled,
    [`GET ${results}/{name}`]: settled,
    [`DELETE ${results}/{name}`]: settled,
    [`POST ${api}/v2/workspaces/{workspace}/evaluate/live`]: async ({ body, params: { workspace = '' } }) => {
      const metrics = metricsOf(body['metrics'], workspace, bundles, plugin)
      return json(await scoreLive(body, metrics, state.settings.upstream))
    },
    ...Object.assign({}, ...things),
  }
}

function agentHandlers(collections: Collections): Handlers {
  const api = '/apis/agents/v2/workspaces/{workspace}'
  const deployment = placeOf(`${api}/deployments/{name}`)
  const session = placeOf(`${api}/sessions/{name}`)
  const lines = () => [{ timestamp: timestamp(), message: 'The agent is up.' }]
  return {
    [`POST ${api}/deployments`]: async (exchange, operation) => {
      const { workspace = '' } = exchange.params
      const { body } = exchange
      const name = body['name'] ?? `${body['agent']}-${crypto.randomUUID().slice(0, 8)}`
      const given = { ...exchange, body: { ...body, name } }
      const created = (await collections
        .create(operation, placeOf(operation.template), given)
        .json()) as Entry
      // Nothing has to come up here.
      const running = { ...created, status: 'running', endpoint: `http://agents.test/${workspace}/${name}` }
      collections.of(deployment.collection).set(keyOf(workspace, String(name)), running)
      return json(running, 201)
    },
    [`GET ${api}/deployments/{name}/logs`]: (exchange) => {
      collections.require(deployment, exchange)
      const data = lines()
      return json({ data, total_lines: data.length, next_offset: data.length })
    },
    [`GET ${api}/deployments/{name}/logs/stream`]: (exchange) => {
      collections.require(deployment, exchange)
      const events = lines().map((line, index) => `id: ${index + 1}\ndata: ${JSON.stringify(line)}\n\n`)
      return new Response(events.join(''), { headers: { 'content-type': 'text/event-stream' } })
    },
    [`POST ${api}/sessions/{name}/close`]: (exchange) => {
      const entry = collections.require(session, exchange)
      const closed = { ...entry, status: 'closed', updated_at: timestamp() }
      collections.of(session.collection).set(keyOf(entry.workspace, String(entry['name'])), closed)
      return json(closed)
    },
    [`GET ${api}/deployment-modes`]: (_, operation) => json(conforming(successOf(operation)[1] ?? {})),
    'POST /apis/agents/v2/sample-agent': () => ndjson([{ kind: 'progress' }, { kind: 'done' }]),
  }
}

function insightHandlers(collections: Collections): Handlers {
  const api = '/apis/insights/v2/workspaces/{workspace}'
  const runs = placeOf(`${api}/analysis-runs/{name}`)
  const runOf = (entry: unknown) => ({ run: entry, job: null })
  /** Changes what there is of an agent, which is made if it is not there. */
  const change =
    (fields: (body: Exchange['body']) => object) =>
    (exchange: Exchange, operation: DescribedOperation): Response => {
      const { workspace = '', agent = '' } = exchange.params
      const { collection } = placeOf(operation.template.replace(/(\{agent\}).*$/, '$1'))
      const [, schema = {}] = successOf(operation)
      const before = collections.of(collection).get(keyOf(workspace, agent))
      const changes = { agent, workspace, updated_at: timestamp(), ...fields(exchange.body) }
      const fresh = conforming(
        schema,
        { name: agent, created_at: timestamp(), db_version: 1, ...changes },
        collection,
      )
      const entry = { ...(before ?? (fresh as Entry)), ...changes } as Entry
      collections.of(collection).set(keyOf(workspace, agent), entry)
      return json(entry)
    }
  return {
    [`POST ${api}/analysis-configs/{agent}/enable`]: change((body) => ({ ...given(body), enabled: true })),
    [`POST ${api}/analysis-configs/{agent}/disable`]: change(() => ({ enabled: false })),
    [`PATCH ${api}/analysis-run-statuses/{agent}`]: change(given),
    [`POST ${api}/analysis-runs`]: (exchange, operation) => {
      const { workspace = '' } = exchange.params
      const [status, schema = {}] = successOf(operation)
      const name = `run-${crypto.randomUUID().slice(0, 8)}`
      const stamps = { created_at: timestamp(), updated_at: timestamp(), db_version: 1 }
      const whole = conforming(schema, runOf({ ...exchange.body, ...stamps, workspace, name })) as {
        run: Entry
      }
      collections.of(runs.collection).set(keyOf(workspace, name), whole.run)
      return json(whole, status)
    },
    [`GET ${api}/analysis-runs/{name}`]: (exchange) => json(runOf(collections.require(runs, exchange))),
  }
}

function given(body: unknown): object {
  return isRecord(body)
    ? Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
    : {}
}
