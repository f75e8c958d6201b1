/** Lets tests use an identity provider that runs in another process. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { OIDCProvider, OIDCProviderEvent } from './oidc-provider.ts'

/** What can be asked of a provider from afar. */
export interface RemoteOIDCProvider extends Pick<OIDCProvider, (typeof METHODS)[number]> {
  readonly issuer: string
  readonly clientId: string
  readonly audience: string
  /** What happened, oldest first. */
  events(): Promise<readonly OIDCProviderEvent[]>
}

/** Where a provider can be asked, and what it is like: plain data. */
export interface OIDCProviderAddress {
  readonly controlURL: string
  readonly issuer: string
  readonly clientId: string
  readonly audience: string
}

const METHODS = ['issue', 'approveDevice', 'sign', 'revokeGrants'] as const

/** Makes a provider reachable for other processes. */
export async function exposeOIDCProvider(provider: OIDCProvider) {
  const server = createServer(async (request, response) => {
    const method = request.url?.slice(1)
    const parameters = JSON.parse(await text(request)) as never[]
    const known = METHODS.find((name) => name === method)
    const answer =
      known === undefined
        ? provider.events
        : await (provider[known] as (...parameters: never[]) => Promise<unknown>)(...parameters)
    response.end(JSON.stringify(answer ?? null))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const controlURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { issuer, clientId, audience } = provider
  const address: OIDCProviderAddress = { controlURL, issuer, clientId, audience }
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { address, close }
}

/** Connects to a provider in another process. */
export function connectOIDCProvider(address: OIDCProviderAddress): RemoteOIDCProvider {
  const { controlURL, ...about } = address
  const ask = async <Answer>(method: string, parameters: readonly unknown[]): Promise<Answer> => {
    const response = await fetch(`${controlURL}/${method}`, {
      method: 'POST',
      body: JSON.stringify(parameters),
    })
    return (await response.json()) as Answer
  }
  return {
    ...about,
    issue: (...parameters) => ask('issue', parameters),
    approveDevice: (...parameters) => ask('approveDevice', parameters),
    // JSON knows no undefined.
    sign: (claims, options = {}) => ask('sign', [mapValues(claims, (value) => value ?? null), options]),
    revokeGrants: (...parameters) => ask('revokeGrants', parameters),
    events: () => ask('events', []),
  }
}

function mapValues(fields: Readonly<Record<string, unknown>>, map: (value: unknown) => unknown) {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, map(value)]))
}
