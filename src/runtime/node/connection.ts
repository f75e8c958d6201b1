/** Connections from arguments, environment and the shared config file. */

import { environment } from '#runtime/runtime'
import { unlessAuthIsOff } from '../../auth/auth-off.ts'
import { ServerClock } from '../../auth/clock.ts'
import { Discovery, type PlainFetch } from '../../auth/discovery.ts'
import { afterRefreshes } from '../../auth/refreshes-in-flight.ts'
import { StoredTokenSource } from '../../auth/stored-token-source.ts'
import { shareSource } from '../../auth/token-source-registry.ts'
import { callbackTokenSource, emptyTokenSource, staticTokenSource } from '../../auth/token-sources.ts'
import type { TokenPlace } from '../../auth/token-status.ts'
import { workloadIdentity } from '../../auth/workload-identity.ts'
import { checkBaseURL } from '../../config/base-url.ts'
import { describeConflicts, findVariable, readVariable } from '../../config/environment.ts'
import { type ResolvedConfig, resolveConfig, type StoredTokens } from '../../config/resolve.ts'
import type { Log } from '../../http/log.ts'
import type { TokenSource } from '../../http/token-source.ts'
import { createPlainFetch, createPlainGet } from '../../http/transport/plain-fetch.ts'
import type { Connection, ConnectionOptions } from '../connection.ts'
import { givenTokens } from '../given-tokens.ts'
import { createTransport } from './transport.ts'
import { chooseTransport } from './transport-choice.ts'

export { installDisplays, showingRecords } from './display.ts'

/**
 * Opens a connection. Nothing is sent.
 *
 * With a base URL and no more than a token it is direct: neither config file nor environment decide. In all other cases the
 * context decides what the arguments leave open.
 */
export function openConnection(options: ConnectionOptions, log: Log): Connection {
  return isDirect(options) ? openDirectly(options, log) : openContext(options, log)
}

function isDirect({ baseURL, configPath, contextName, accessToken }: ConnectionOptions): boolean {
  if (baseURL === undefined || configPath !== undefined || contextName !== undefined) return false
  return accessToken !== undefined || findVariable(environment, 'WORKLOAD_IDENTITY_TOKEN_FILE') === undefined
}

function openDirectly(options: ConnectionOptions, log: Log): Connection {
  for (const conflict of describeConflicts(environment, ['CLIENT_SSL_CERT_FILE'])) log.warnOnce(conflict)
  const transport = createTransport({
    certificateAuthority: namedCertificate(options),
    maxConnections: options.maxConnections,
  })
  return {
    baseURL: checkBaseURL('baseURL', options.baseURL),
    workspace: options.workspace,
    contextName: undefined,
    tokens: givenTokens(options.accessToken),
    transport: chooseTransport(options.fetch, transport),
    trustedIssuer: () => undefined,
    inspectConfig: undefined,
    close: () => transport.close(),
  }
}

function namedCertificate(options: ConnectionOptions): string | undefined {
  return options.certificateAuthority ?? readVariable(environment, 'CLIENT_SSL_CERT_FILE')
}

function openContext(options: ConnectionOptions, log: Log): Connection {
  const { accessToken, configPath, contextName, baseURL, workspace } = options
  const argument = typeof accessToken === 'string' ? accessToken : undefined
  const config = resolveConfig({
    configPath,
    contextName,
    baseURL,
    workspace,
    accessToken: argument,
    bringsToken: typeof accessToken === 'function',
    environment,
  })
  for (const contradiction of config.contradictions) log.warnOnce(contradiction)
  const certificateAuthority = namedCertificate(options) ?? config.certificateAuthority
  const transport = createTransport({ certificateAuthority, maxConnections: options.maxConnections })
  // The identity provider may well have a public certificate where the platform has a private one.
  const providerTransport = createTransport({ certificateAuthority, alsoSystemCertificates: true })
  const clock = new ServerClock()
  const parts: ContextParts = {
    options,
    config,
    certificateAuthority,
    clock,
    discovery: new Discovery(
      config.baseURL,
      createPlainGet(chooseTransport(options.fetch, transport)),
      clock,
    ),
    fetch: createPlainFetch(chooseTransport(options.fetch, providerTransport)),
    warn: (message) => log.warnOnce(message),
  }
  const { tokens, discovery } = openTokens(parts)
  return {
    baseURL: config.baseURL,
    workspace: config.workspace,
    contextName: config.contextName,
    tokens,
    transport: chooseTransport(options.fetch, transport),
    trustedIssuer: () => discovery.known?.provider?.issuer,
    inspectConfig: async () => {
      const { inspectConfig } = await import('./config-check.ts')
      return inspectConfig(config)
    },
    close: () => {
      transport.close()
      // The answer to a refresh token may be on its way, and other clients may wait for it.
      afterRefreshes(() => providerTransport.close())
    },
  }
}

interface ContextParts {
  readonly options: ConnectionOptions
  readonly config: ResolvedConfig
  /** Path of a PEM file. */
  readonly certificateAuthority: string | undefined
  readonly clock: ServerClock
  readonly discovery: Discovery
  readonly fetch: PlainFetch
  readonly warn: (message: string) => void
}

function openTokens(parts: ContextParts): { tokens: TokenSource; discovery: Discovery } {
  const { options, config, clock, discovery, fetch } = parts
  const { credentials, baseURL, contextName: context, location } = config
  const place = (source: TokenPlace['source']) => {
    const variable = 'variable' in credentials ? credentials.variable : undefined
    return { source, variable, context, configPath: location.path }
  }
  // What the caller gives explicitly is sent whatever discovery says; everything else only where it is wanted.
  if (typeof options.accessToken === 'function')
    return { tokens: callbackTokenSource(options.accessToken, clock, place('function')), discovery }
  switch (credentials.source) {
    case 'none':
      return { tokens: emptyTokenSource(place('none')), discovery }
    case 'argument':
      return { tokens: staticTokenSource(credentials.tokens.accessToken, place('argument')), discovery }
    case 'environment': {
      const source = staticTokenSource(credentials.tokens.accessToken, place('environment'))
      return { tokens: unlessAuthIsOff(source, discovery), discovery }
    }
    case 'workload-identity': {
      const { tokenFile } = credentials
      const settings = { baseURL, tokenFile, discovery, clock, fetch, place: place('workload-identity') }
      return { tokens: unlessAuthIsOff(workloadIdentity(settings), discovery), discovery }
    }
    case 'file':
      return openStoredTokens(parts, credentials.tokens)
  }
}

function openStoredTokens(parts: ContextParts, tokens: StoredTokens) {
  const { options, config, certificateAuthority, clock, discovery, fetch, warn } = parts
  const { location, contextName, baseURL, clusterURL } = config
  const isForeignOrigin = clusterURL !== undefined && new URL(clusterURL).origin !== new URL(baseURL).origin
  if (isForeignOrigin) {
    warn(
      `the credentials of the context '${contextName}' belong to ${new URL(clusterURL).origin}, and are now sent to ${new URL(baseURL).origin}, which argument or environment name`,
    )
  }
  const key = { configPath: location.path, contextName, baseURL, certificateAuthority, fetch: options.fetch }
  const shared = shareSource(key, () => ({
    discovery,
    tokens: new StoredTokenSource({
      location,
      contextName,
      baseURL,
      tokens,
      isForeignOrigin,
      discovery,
      clock,
      fetch,
      warn,
    }),
  }))
  shared.tokens.offer(tokens)
  return shared
}
