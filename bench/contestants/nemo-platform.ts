/** This package, with a base URL and a token; through a typed method, and through `get()`. */

import { tmpdir } from 'node:os'
import { NeMoPlatform, NeMoPlatformError } from 'nemo-platform'
import { bodyOf, type Contestant, type CreateContestant, type Target } from './contestant.ts'

export const createTyped: CreateContestant = (target) =>
  contestant(target, (client) => client.workspaces.list())

export const createUntyped: CreateContestant = (target) =>
  contestant(target, (client) => client.get('/apis/entities/v2/workspaces'))

function contestant(
  { url, token }: Target,
  list: (client: NeMoPlatform) => PromiseLike<unknown>,
): Contestant {
  const client = new NeMoPlatform({ baseURL: url, accessToken: token })
  return {
    list: async () => list(client),
    items: async () => {
      let items = 0
      for await (const project of client.projects.list({ workspace: 'ml-team', page_size: 100 })) {
        if (project.name !== '') items += 1
      }
      return items
    },
    events: async (path) => {
      let events = 0
      for await (const event of await client.get(path, { as: 'stream' })) if (event !== undefined) events += 1
      return events
    },
    answer: (shape, bytes) => readAnswer(client, shape, bytes),
    upload: async (body) => client.put('/upload', { body }),
    uploadFile: (path) => {
      const place = { workspace: 'default', remote_path: 'fs#file', fileset_auto_create: true }
      return client.files.upload({ local_path: path, ...place })
    },
    downloadFile: (path) =>
      client.files.download({ workspace: 'default', remote_path: 'fs#file', local_path: path }),
    download: async (bytes) => bodyOf(await client.get(`/download?bytes=${bytes}`).asResponse()),
  }
}

/** Errors are what some of the answers are about. */
async function readAnswer(client: NeMoPlatform, shape: string, bytes: number): Promise<void> {
  const path = `/answer/${shape}?bytes=${bytes}`
  const kind = shape.split('-')[0]
  try {
    if (kind === 'page')
      await client.withOptions({ defaultQuery: { answer: shape, bytes } }).workspaces.list()
    else if (kind === 'events' || kind === 'lines')
      for await (const _event of await client.get(path, { as: 'stream' }));
    else if (kind === 'glob') {
      const place = { workspace: 'default', fileset: 'fs', remote_path: '*a*a*a*a*b', local_path: tmpdir() }
      await client.withOptions({ defaultQuery: { answer: shape, bytes } }).files.download(place)
    } else await client.get(path)
  } catch (error) {
    if (!(error instanceof NeMoPlatformError)) throw error
  }
}
