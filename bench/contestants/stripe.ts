/** The `stripe` SDK, which sends over `node:http`. It has no streamed uploads. */

import Stripe from 'stripe'
import type { CreateContestant } from './contestant.ts'

export const createStripe: CreateContestant = ({ url, token }) => {
  const { hostname, port } = new URL(url)
  const client = new Stripe(token, { host: hostname, port, protocol: 'http' })
  return {
    list: () => client.customers.list(),
    download: async (bytes) => {
      const path = `/v1/download?bytes=${bytes}`
      const answer: unknown = await client.rawRequest('GET', path, undefined, { streaming: true })
      return answer as AsyncIterable<Uint8Array>
    },
  }
}
