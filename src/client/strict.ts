/** Strict mode: compares answers with the description of the API. */

import { loadPart } from '../errors/load-part.ts'
import type { ResponseValidator } from '../http/response/json-body.ts'
import type { FoundOperation } from '../openapi/index.ts'
import { withoutTrailingSlashes } from '../trailing-slashes.ts'

/** What passes through the gateway is the model server's answer, which nobody here can describe. */
const PASSED_THROUGH = /\/-\/\{trailing_uri\}$/

/** What the core does not have, a plugin may. */
async function findInPlugins(method: string, path: string): Promise<FoundOperation | undefined> {
  const { pluginOperations } = await loadPart(import('../openapi/plugins.ts'))
  return pluginOperations().find(method, path)
}

/**
 * Compares an answer with what is described.
 *
 * @param baseURL - Of the client.
 * @returns What is wrong; undefined where nothing is, or where nothing is described.
 */
export async function mismatchOf(
  baseURL: string,
  ...[answer, { method, url }, status]: Parameters<ResponseValidator>
): Promise<string | undefined> {
  const prefix = withoutTrailingSlashes(new URL(baseURL).pathname)
  if (!url.pathname.startsWith(`${prefix}/`)) return undefined
  const { findMismatch, findOperation } = await loadPart(import('../openapi/index.ts'))
  const path = url.pathname.slice(prefix.length)
  const operation = (findOperation(method, path) ?? (await findInPlugins(method, path)))?.operation
  if (operation === undefined || PASSED_THROUGH.test(operation.template)) return undefined
  // A server that says 200 where 201 is described still answers with what was promised.
  const described = Object.entries(operation.answers).find(([name]) => name.startsWith('2'))?.[1]
  const schema = status in operation.answers ? operation.answers[status] : described
  return schema === undefined ? undefined : findMismatch(schema, answer)
}
