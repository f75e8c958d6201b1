/** What services say where a thing of a described collection is missing or there already, as far as they have words of their own. */

import { canBeLookedUp } from '../http/lookup.ts'
import { type HTTPError, httpError } from '../http/responses.ts'
import type { Exchange } from '../http/route.ts'
import { keyOf, type State } from '../workspaces/state.ts'

/** What a collection answers in place of the common words. */
interface Wording {
  /** Which thing is not there. */
  readonly missing: (name: string, params: Exchange['params'], state: State) => HTTPError
  /** A thing of that name is there. */
  readonly taken: (name: string, params: Exchange['params']) => HTTPError
  /** A list or a new thing in a workspace that is not there, and a page that is none. */
  readonly failedList?: string | undefined
  readonly failedCreation?: string | undefined
  /** Names that the service cannot even look up. */
  readonly failsAt?: ((name: string) => boolean) | undefined
}

/**
 * Finds it.
 *
 * @param collection - The last literal part of the path before the item.
 * @param parent - The path parameter of what it belongs to.
 */
export function wordingOf(collection: string, parent: string | undefined): Wording | undefined {
  if (collection === 'prompts') return PROMPTS
  if (collection !== 'adapters') return undefined
  return parent === 'model_name' ? ADAPTERS_OF_MODEL : ADAPTERS
}

const PROMPTS: Wording = {
  missing: (name, { workspace }) => httpError(404, `Prompt not found: ${workspace}/${name}`),
  taken: (name, { workspace }) =>
    httpError(409, `Prompt with workspace '${workspace}' and name '${name}' already exists`),
  failedList: 'Internal server error',
  failsAt: (name) => !canBeLookedUp(name),
}

const ADAPTERS: Wording = {
  missing: (name, { workspace = '' }, state) =>
    state.workspaces.get(workspace) === undefined
      ? httpError(404, `Workspace '${workspace}' not found`)
      : httpError(404, `Adapter '${name}' not found in workspace '${workspace}'`),
  taken: (name, { workspace }) =>
    httpError(409, `Adapter with name '${name}' already exists in workspace '${workspace}'`),
  failedList: 'Failed to list adapter entities',
  failedCreation: 'Failed to create adapter',
}

const ADAPTERS_OF_MODEL: Wording = {
  missing: (name, { workspace = '', model_name: model = '' }, state) => {
    const adapter = isModel(workspace, model, state) ? `Adapter ${name}` : 'Model'
    return httpError(404, `${adapter} with workspace '${workspace}' and model name '${model}' not found`)
  },
  taken: (name, { workspace, model_name: model }) =>
    httpError(409, `Model adapter already exists: ${workspace}/${model}/${name}`),
}

/** @throws HTTPError where a thing is to be made for a model that is not there. */
export function assertParent(parent: string | undefined, params: Exchange['params'], state: State): void {
  const { workspace = '', model_name: model = '' } = params
  if (parent !== 'model_name' || isModel(workspace, model, state)) return
  throw httpError(404, `Model with workspace '${workspace}' and name '${model}' not found`)
}

function isModel(workspace: string, name: string, state: State): boolean {
  return state.settings.store.collection('models').get(keyOf(workspace, name)) !== undefined
}
