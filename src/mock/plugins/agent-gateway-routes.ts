/** The gateway to agents, which the description does not have: each agent says what it is told. */

import { type Collections, type Entry, placeOf } from '../generic/collections.ts'
import { httpError } from '../http/responses.ts'
import { type Route, writes } from '../http/route.ts'
import { answerAsEcho } from '../inference/echo-model.ts'
import { keyOf } from '../workspaces/state.ts'

const API = '/apis/agents/v2/workspaces/:workspace'
const [AGENTS, DEPLOYMENTS, SESSIONS] = ['agents', 'deployments', 'sessions'].map(
  (kind) => placeOf(`/apis/agents/v2/workspaces/{workspace}/${kind}/{name}`).collection,
) as [string, string, string]
const SESSION_HEADER = 'x-nemo-session-id'
/** How long a session stays that nobody uses, in ms. */
const SESSION_LIFE = 1_800_000

/** Routes to deployments, by their own name and by that of their agent. */
export function agentGatewayRoutes(collections: Collections): Route[] {
  return (['agents', 'deployments'] as const).map((kind) => ({
    method: 'POST',
    path: `${API}/${kind}/:name/-/:trailing_uri{.*}`,
    permission: 'agents.gateway.invoke',
    scopes: writes('agents'),
    handle: ({ request, params: { workspace = '', name = '' } }) => {
      const session = sessionOf(collections, workspace, request.headers.get(SESSION_HEADER))
      requireDeployment(collections, kind, workspace, name, session)
      if (session !== undefined) use(collections, session)
      return answerAsEcho(request)
    },
  }))
}

/** Refuses a question that no deployment would be asked. */
function requireDeployment(
  collections: Collections,
  kind: 'agents' | 'deployments',
  workspace: string,
  name: string,
  session: Entry | undefined,
): void {
  const place = `in workspace '${workspace}'`
  if (kind === 'deployments') {
    const deployment = collections.of(DEPLOYMENTS).get(keyOf(workspace, name))
    if (deployment === undefined) throw httpError(404, `Deployment '${name}' not found ${place}.`)
    if (session !== undefined && session['deployment_id'] !== deployment['id'])
      throw mismatch(session, `it does not belong to requested deployment '${name}'`)
    return
  }
  if (collections.of(AGENTS).get(keyOf(workspace, name)) === undefined)
    throw httpError(404, `Agent '${name}' not found ${place}.`)
  const deployments = [...collections.of(DEPLOYMENTS).values()].filter(
    (entry) => entry.workspace === workspace,
  )
  if (session !== undefined) {
    const own = deployments.find((entry) => entry['id'] === session['deployment_id'])
    if (own === undefined) {
      const what = `Deployment ID '${session['deployment_id']}' for session ID '${session['id']}'`
      throw httpError(404, `${what} was not found ${place}.`)
    }
    if (own['agent'] === name) return
    throw mismatch(
      session,
      `its deployment belongs to agent '${own['agent']}', not requested agent '${name}'`,
    )
  }
  const running = deployments.find((entry) => entry['agent'] === name)
  if (running === undefined) throw httpError(503, `No running deployment found for agent '${name}' ${place}.`)
}

function mismatch(session: Entry, detail: string) {
  const bound = `is bound to deployment ID '${session['deployment_id']}'`
  return httpError(409, `Session ID '${session['id']}' ${bound}; ${detail}.`)
}

/** The session of a request; undefined for a request without one. */
function sessionOf(collections: Collections, workspace: string, id: string | null): Entry | undefined {
  if (id === null) return undefined
  if (id === '') throw httpError(400, `Header 'X-Nemo-Session-Id' must not be empty.`)
  const session = [...collections.of(SESSIONS).values()].find(
    (entry) => entry.workspace === workspace && entry['id'] === id,
  )
  if (session === undefined) throw httpError(404, `Session ID '${id}' not found in workspace '${workspace}'`)
  if (session['status'] !== 'active')
    throw httpError(409, `Session ID '${id}' has status '${session['status']}' and cannot be invoked.`)
  return session
}

/** Notes that a session was used. */
function use(collections: Collections, session: Entry): void {
  const now = Date.now()
  const at = (time: number) => new Date(time).toISOString()
  const used = {
    ...session,
    first_active_at: session['first_active_at'] ?? at(now),
    last_active_at: at(now),
    expires_at: at(now + SESSION_LIFE),
  }
  collections.of(SESSIONS).set(keyOf(session.workspace, String(session['name'])), used)
}
