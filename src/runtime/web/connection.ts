/** Connections without a config file: the caller names platform and token. */

import { checkBaseURL } from '../../config/base-url.ts'
import { ConfigError } from '../../errors/index.ts'
import { loadRequestErrors } from '../../http/failures.ts'
import type { ResponseValidator } from '../../http/response/json-body.ts'
import type { Connection, ConnectionOptions } from '../connection.ts'
import { givenTokens } from '../given-tokens.ts'
import { createTransport } from './transport.ts'

/** Opens a connection. There is no config file here, so `baseURL` is needed. */
export function openConnection(options: ConnectionOptions): Connection {
  const { baseURL, accessToken, workspace } = options
  for (const name of ['configPath', 'contextName', 'certificateAuthority'] as const) {
    if (options[name] !== undefined) {
      throw new ConfigError('needs a file system, which this runtime does not have.', {
        code: 'config/no-file-system',
        key: name,
        remedies: [
          {
            text: 'Name platform, token and workspace themselves',
            call: 'new NeMoPlatform({ baseURL, accessToken, workspace })',
          },
        ],
      })
    }
  }
  if (options.maxConnections !== undefined) {
    throw new ConfigError('is for Node only: this runtime counts connections by itself.', {
      key: 'maxConnections',
      remedies: ['Leave it out.'],
    })
  }
  if (baseURL === undefined) {
    throw new ConfigError('is missing: this runtime has no config file to take it from.', {
      code: 'config/missing-base-url',
      key: 'baseURL',
      remedies: [{ text: 'Pass it', call: "new NeMoPlatform({ baseURL: 'https://nemo.example.com' })" }],
    })
  }
  const transport = createTransport(options.fetch)
  return {
    baseURL: checkBaseURL('baseURL', baseURL),
    workspace,
    contextName: undefined,
    tokens: givenTokens(accessToken),
    transport: () => {
      // Beside the call, for when the network is gone nothing can be loaded, not even what says so.
      void loadRequestErrors()
      return transport.send
    },
    trustedIssuer: () => undefined,
    inspectConfig: undefined,
    close: () => transport.close(),
  }
}

/** Nothing: a page shows things itself. */
export function installDisplays(_client?: object): void {}

/** Nothing either. */
export function showingRecords(check: ResponseValidator | undefined): ResponseValidator | undefined {
  return check
}
