/** Routes for all operations of the description that have none of their own. */

import { type DescribedOperation, describedOperations } from '../../openapi/index.ts'
import { pluginOperations } from '../../openapi/plugins.ts'
import { json } from '../http/responses.ts'
import type { Route } from '../http/route.ts'
import type { Permissions } from '../identity/permissions.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { agentGatewayRoutes } from '../plugins/agent-gateway-routes.ts'
import { pluginHandlers } from '../plugins/plugin-handlers.ts'
import type { State } from '../workspaces/state.ts'
import { Collections, placeOf, successOf } from './collections.ts'
import { entityHandlers } from './entities.ts'
import type { Handlers } from './handlers.ts'
import { ingestHandlers } from './ingest.ts'
import { inputsOf } from './request.ts'
import { conforming } from './sample.ts'
import { telemetryHandlers } from './telemetry.ts'

/**
 * Makes the routes.
 *
 * @param covered - Routes that are there: their operations are left out.
 */
export function describedRoutes(
  state: State,
  permissions: Permissions,
  jobs: Jobs,
  covered: readonly Route[],
): Route[] {
  const known = new Set(covered.map(({ method, path }) => `${method} ${shapeOf(path)}`))
  const { profile, plugins } = state.settings
  const ofPlugins = pluginOperations().described(profile.generation)
  const operations = [
    ...describedOperations(profile.generation),
    ...ofPlugins.filter(({ template }) => serviceOf(template) in plugins),
  ].filter(({ method, template }) => !known.has(`${method} ${shapeOf(pathOf(template))}`))
  // All of them, before anybody asks for one: what an earlier process has stored goes with its workspace, too.
  const names = new Set(operations.map(({ template }) => placeOf(template).collection))
  const collections = new Collections(state, permissions, names)
  const handlers: Handlers = {
    ...entityHandlers(collections, state),
    ...ingestHandlers(collections),
    ...telemetryHandlers(collections),
    ...pluginHandlers(collections, state, jobs),
    'POST /apis/guardrails/v2/workspaces/{workspace}/checks': (_, operation) =>
      json(conforming(successOf(operation)[1] ?? {}, { status: 'success' })),
  }
  const gateway = 'agents' in plugins ? agentGatewayRoutes(collections) : []
  return [...operations.map((operation) => endpointOf(operation, handlers, collections)), ...gateway]
}

function endpointOf(operation: DescribedOperation, handlers: Handlers, collections: Collections): Route {
  const { method, template, permission, scopes } = operation
  const handle = handlers[`${method} ${template}`]
  return {
    method: method as Route['method'],
    path: pathOf(template),
    permission,
    scopes,
    inputs: inputsOf(operation),
    handle: (exchange) =>
      handle === undefined ? collections.answer(operation, exchange) : handle(exchange, operation),
  }
}

/** `/apis/evals/v2/…` → `evals`. */
function serviceOf(template: string): string {
  return template.split('/')[2] ?? ''
}

/** A template as a pattern of the router: the rest of a path takes slashes, too. */
function pathOf(template: string): string {
  return template
    .replace(/\{(path|trailing_uri)\}$/, ':$1{.*}')
    .replace(/\{([^}]+)\}/g, (whole, name) => (whole === '{.*}' ? whole : `:${name}`))
}

/** A pattern without the names of its parameters, and without what they match. */
function shapeOf(path: string): string {
  return path.replace(/:\w+(\{[^}]*\})?/g, ':')
}
