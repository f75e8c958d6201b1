/** ky, as it comes and without all that can be switched off. */

import ky, { type KyInstance } from 'ky'
import { bodyOf, type Contestant, type CreateContestant, type Target } from './contestant.ts'

export const createKy: CreateContestant = (target) =>
  contestant(ky.create({ headers: headersFor(target) }), target)

export const createLeanKy: CreateContestant = (target) =>
  contestant(ky.create({ headers: headersFor(target), retry: 0, timeout: false }), target)

function headersFor({ token }: Target): Record<string, string> {
  return { accept: 'application/json', authorization: `Bearer ${token}` }
}

function contestant(client: KyInstance, { url }: Target): Contestant {
  // Its limit of 10 s holds for all of a transfer: on a slow machine a large one ended the bench.
  const timeout = false
  return {
    list: () => client.get(`${url}/apis/entities/v2/workspaces`).json(),
    upload: (body) =>
      client.put(`${url}/upload`, { body, duplex: 'half', timeout } as { body: typeof body }).json(),
    download: async (bytes) => bodyOf(await client.get(`${url}/download?bytes=${bytes}`, { timeout })),
  }
}
