/** The measure of all others: the runtime's own `fetch`. */

import { bodyOf, type CreateContestant } from './contestant.ts'

export const createRaw: CreateContestant = ({ url, token }) => {
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` }
  return {
    list: async () => (await fetch(`${url}/apis/entities/v2/workspaces`, { headers })).json(),
    upload: async (body) => {
      const init = { method: 'PUT', headers, body, duplex: 'half' } as const
      return (await fetch(`${url}/upload`, init)).json()
    },
    download: async (bytes) => bodyOf(await fetch(`${url}/download?bytes=${bytes}`, { headers })),
  }
}
