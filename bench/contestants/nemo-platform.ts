/** This package, with a base URL and a token; through a typed method, and through `get()`. */

import { NeMoPlatform } from 'nemo-platform'
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
