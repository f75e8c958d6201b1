/** Connections from arguments, environment and the shared config file. */

import { loadContext } from '#runtime/load-context'
import { environment } from '#runtime/runtime'
import { checkBaseURL } from '../../config/base-url.ts'
import { describeConflicts, findVariable } from '../../config/environment.ts'
import type { Log } from '../../http/log.ts'
import type { Connection, ConnectionOptions } from '../connection.ts'
import { givenTokens } from '../given-tokens.ts'
import { chooseTransport } from '../transport-choice.ts'
import { namedCertificate } from './named-certificate.ts'
import { createTransport } from './transport.ts'

export { installDisplays } from './display.ts'

/**
 * Opens a connection. Nothing is sent.
 *
 * With a base URL and no more than a token it is direct: neither config file nor environment decide. In all other cases the
 * context decides what the arguments leave open.
 */
export function openConnection(options: ConnectionOptions, log: Log): Connection {
  return isDirect(options) ? openDirectly(options, log) : loadContext().openContext(options, log)
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
