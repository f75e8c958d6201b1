/** A proxy of connections that does them harm. */

import net, { type Socket } from 'node:net'
import { type LocalServer, pause, serveSockets } from '../helpers/local-server.ts'
import type { Chance } from './seeded.ts'

/** What it does. */
export type Toxic = (typeof TOXICS)[number]

/** All that it can do. */
export const TOXICS = ['latency', 'bandwidth', 'reset', 'half close', 'early answer'] as const

/** Bytes after which a connection is harmed: somewhere in a head, in a body, or never. */
const LONGEST_FLOW = 400_000
const EARLY_STATUSES = [401, 403, 413, 503] as const

/** Handles one connection: the caller's, and ours to the server. */
type Harm = (client: Socket, server: Socket, chance: Chance) => void

/** Starts a proxy to a port of this machine. */
export function toxicProxy(port: number, toxic: Toxic, chance: Chance): Promise<LocalServer> {
  return serveSockets((client) => {
    const server = net.connect(port, '127.0.0.1')
    server.on('error', () => client.destroy())
    client.on('close', () => server.destroy())
    server.on('close', () => client.destroySoon())
    HARMS[toxic](client, server, chance)
  })
}

const HARMS: Readonly<Record<Toxic, Harm>> = {
  latency: (client, server, chance) => {
    const wait = (chunk: Buffer) => pause(chance.between(0, 20)).then(() => [chunk])
    pump(client, server, wait)
    pump(server, client, wait)
  },
  bandwidth: (client, server, chance) => {
    const size = chance.between(2, 32) * 1024
    const slice = async function* (chunk: Buffer) {
      for (let start = 0; start < chunk.byteLength; start += size) {
        yield chunk.subarray(start, start + size)
        await pause(1)
      }
    }
    pump(client, server, async (chunk) => slice(chunk))
    pump(server, client, async (chunk) => slice(chunk))
  },
  reset: (client, server, chance) => {
    const isUpward = chance.is(0.5)
    const breakAt = chance.logUniform(LONGEST_FLOW)
    const cut = cutAfter(breakAt, () => {
      client.resetAndDestroy()
      server.resetAndDestroy()
    })
    pump(client, server, isUpward ? cut : whole)
    pump(server, client, isUpward ? whole : cut)
  },
  'half close': (client, server, chance) => {
    pump(client, server, whole)
    pump(
      server,
      client,
      cutAfter(chance.logUniform(LONGEST_FLOW), () => client.end()),
    )
  },
  'early answer': (client, server, chance) => {
    if (chance.is(0.5)) {
      pump(client, server, whole)
      pump(server, client, whole)
      return
    }
    const status = chance.pick(EARLY_STATUSES)
    client.once('data', () => {
      client.pause()
      const body = JSON.stringify({ detail: 'early' })
      client.end(
        `HTTP/1.1 ${status} Early\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n` +
          `retry-after-ms: 1\r\nconnection: close\r\n\r\n${body}`,
        // The rest of the request is never read, so this resets the connection.
        () => setTimeout(() => client.destroy(), 5),
      )
    })
  },
}

async function whole(chunk: Buffer): Promise<Buffer[]> {
  return [chunk]
}

/** Passes on so many bytes, then does something and passes on nothing more. */
function cutAfter(count: number, cut: () => void): (chunk: Buffer) => Promise<Buffer[]> {
  let left = count
  return async (chunk) => {
    if (left < 0) return []
    const part = chunk.subarray(0, left)
    left -= chunk.byteLength
    if (left < 0) setImmediate(cut)
    return [part]
  }
}

/** Passes bytes on, one chunk after the other. */
function pump(
  from: Socket,
  to: Socket,
  change: (chunk: Buffer) => Promise<Iterable<Buffer> | AsyncIterable<Buffer>>,
): void {
  const passOn = async () => {
    for await (const chunk of from as AsyncIterable<Buffer>)
      for await (const part of await change(chunk)) if (!to.destroyed) to.write(part)
    to.end()
  }
  passOn().catch(() => to.destroy())
}
