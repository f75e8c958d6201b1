/** The gateway to agents, which the description does not have: each agent says what it is told. */

import type { Collections } from '../generic/collections.ts'
import { placeOf } from '../generic/collections.ts'
import { httpError } from '../http/responses.ts'
import { type Route, writes } from '../http/route.ts'
import { answerAsEcho } from '../inference/echo-model.ts'

const API = '/apis/agents/v2/workspaces/:workspace'
const DEPLOYMENTS = placeOf('/apis/agents/v2/workspaces/{workspace}/deployments/{name}').collection

/** Routes to deployments, by their own name and by that of their agent. */
export function agentGatewayRoutes(collections: Collections): Route[] {
  return (['agents', 'deployments'] as const).map((kind) => ({
    method: 'POST',
    path: `${API}/${kind}/:name/-/:trailing_uri{.*}`,
    permission: 'agents.gateway.invoke',
    scopes: writes('agents'),
    handle: ({ request, params }) => {
      const field = kind === 'agents' ? 'agent' : 'name'
      const deployment = [...collections.of(DEPLOYMENTS).values()].find(
        (entry) => entry.workspace === params['workspace'] && entry[field] === params['name'],
      )
      if (deployment === undefined)
        throw httpError(404, `No running deployment of '${params['workspace']}/${params['name']}'`)
      return answerAsEcho(request)
    },
  }))
}
