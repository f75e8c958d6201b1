/** Starts two real platforms for the tests: one that takes unsigned tokens, one with an identity provider. */

import type { TestProject } from 'vitest/node'
import {
  generationOf,
  installPlatform,
  type PlatformConfig,
  startPlatform,
  versionIn,
} from '../../scripts/platform.ts'
import type { Generation } from '../../src/generations.ts'
import { CONFIDENTIAL_CLIENT, type OIDCProvider, startOIDCProvider } from '../helpers/oidc-provider.ts'
import { exposeOIDCProvider } from '../helpers/remote-oidc-provider.ts'
import { createSigningKey } from './signing-key.ts'

let running: AsyncDisposableStack | undefined

/** Starts everything, and tells the tests where it is. */
export async function setup(project: TestProject): Promise<void> {
  const venv = await installPlatform(console.log)
  const version = await versionIn(venv)
  const generation = generationOf(version)
  await using stack = new AsyncDisposableStack()
  const provider = stack.use(await startOIDCProvider({ interactive: true }))
  const control = await exposeOIDCProvider(provider)
  stack.defer(control.close)
  const key = stack.use(await createSigningKey())

  console.log(`Starting two platforms of release ${version} (a minute or two)`)
  const starts = await Promise.allSettled([
    startPlatform({ venv }),
    startPlatform({
      venv,
      config: (url) => oidcConfig(provider, key.path, generation, url),
      environment: {
        [SESSION_KEY]: 'only for tests, and of some length',
        [CLIENT_SECRET]: CONFIDENTIAL_CLIENT.secret,
      },
      tokenFor: (email) => provider.sign({ sub: email, email }),
    }),
  ])
  for (const start of starts) if (start.status === 'fulfilled') stack.use(start.value)
  const [main, oidc] = starts.map((start) => {
    if (start.status === 'rejected') throw start.reason
    return start.value
  })
  project.provide('platformVenv', venv)
  project.provide('platformVersion', version)
  project.provide('platformGeneration', generation)
  project.provide('platformURL', String(main?.url))
  project.provide('platformDatabase', String(main?.database))
  project.provide('oidcPlatformURL', String(oidc?.url))
  project.provide('oidcProvider', control.address)

  running = stack.move()
}

/** Stops everything. */
export async function teardown(): Promise<void> {
  await running?.disposeAsync()
}

const SESSION_KEY = 'SESSION_KEY'
const CLIENT_SECRET = 'CLIENT_SECRET'

function oidcConfig(
  { issuer, clientId, audience }: OIDCProvider,
  keyFile: string,
  generation: Generation,
  url: string,
): PlatformConfig {
  return {
    auth: {
      allow_unsigned_jwt: false,
      oidc: {
        enabled: true,
        issuer,
        audience,
        // From 0.8 on a platform with the flat field does not start.
        ...(generation < '0.8' ? { client_id: clientId } : clients(issuer, clientId, url)),
      },
      access_keys: { enabled: true },
      token_signing: { private_key_file: keyFile },
    },
  }
}

/** One that logs in at the provider, and one whose logins the platform keeps. */
function clients(issuer: string, clientId: string, url: string): PlatformConfig {
  return {
    public_client: { client_id: clientId },
    confidential_client: {
      client_id: CONFIDENTIAL_CLIENT.id,
      client_secret_env_var: CLIENT_SECRET,
      login_redirect_uri: `${url}/apis/auth/v2/login/callback`,
      // The platform looks neither of them up.
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
    },
    server_sessions: { encryption_key_env_var: SESSION_KEY },
  }
}
