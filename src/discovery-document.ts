/**
 * What a platform says about authentication, in one form for all generations: 0.6 names one client of the identity provider, with
 * everything beside each other; 0.7 one for command lines too; 0.8 a list of them, some of which log in at the platform itself.
 */

import type { Generation } from './generations.ts'
import { isRecord } from './json.ts'
import { generationByShape, isFlat } from './platform-info.ts'
import { printable } from './printable.ts'

/** A discovery document, read. */
export interface DiscoveryDocument {
  readonly authEnabled: boolean
  /** Undefined where the platform has none: it takes unsigned tokens, or none at all. */
  readonly provider: IdentityProvider | undefined
  /** Whose shape the document has; undefined where that does not show. */
  readonly generation: Generation | undefined
}

/** An identity provider, as a platform names it. */
export interface IdentityProvider {
  readonly issuer: string | undefined
  /** How one may log in. */
  readonly clients: readonly OidcClient[]
  /** All client ids that it names: whom tokens may be for. */
  readonly clientIds: readonly string[]
  /** What the document lacks, so that nobody can log in by it; undefined for a whole one. */
  readonly problem: string | undefined
  /** The exchange of the tokens that orchestrators give to workloads. */
  readonly workload: {
    readonly isEnabled: boolean
    readonly clientId: string | undefined
    readonly tokenEndpoint: string | undefined
    readonly audience: string | undefined
    readonly scope: string | undefined
  }
}

/** Which field of a token answer the platform takes as bearer. */
export type BearerField = 'access_token' | 'id_token'

/** A client of the identity provider by which one may log in. */
export interface OidcClient {
  /** `public` or `confidential`, so far. */
  readonly name: string
  readonly isDefault: boolean
  /** Where the platform's own config speaks of it, for instance `auth.oidc.public_client`. */
  readonly configKey: string
  readonly clientId: string | undefined
  readonly bearerField: BearerField
  readonly defaultScopes: string | undefined
  readonly scopePrefix: string | undefined
  readonly tokenEndpoint: string | undefined
  readonly deviceEndpoint: string | undefined
  /** Whether a device has to say which one it is. */
  readonly needsDeviceId: boolean
  /** What such a device calls itself. */
  readonly deviceName: string | undefined
  /** Whether the scopes are named once more when the token is asked for. */
  readonly pollsWithScope: boolean
  /** Whether the provider wants a secret of it, which the platform alone has. */
  readonly needsSecret: boolean
  /** Where to log in at the platform, which then keeps the provider's tokens; undefined where one logs in at the provider. */
  readonly broker: { readonly startEndpoint: string; readonly tokenEndpoint: string } | undefined
}

/** Reads a discovery document; undefined for anything else. */
export function readDiscovery(body: unknown): DiscoveryDocument | undefined {
  if (!isRecord(body) || typeof body['auth_enabled'] !== 'boolean') return undefined
  const { auth_enabled: authEnabled } = body
  if (body['oidc'] === undefined || body['oidc'] === null)
    return { authEnabled, provider: undefined, generation: undefined }
  const oidc = isRecord(body['oidc']) ? body['oidc'] : {}
  const { clients, problem } = !isRecord(body['oidc'])
    ? broken('`oidc` is no map')
    : isFlat(oidc)
      ? readFlatClient(oidc)
      : readClients(oidc['clients'])
  const workload = {
    isEnabled: oidc['workload_token_exchange_enabled'] === true,
    clientId: text(oidc, 'workload_client_id') ?? text(oidc, 'client_id'),
    tokenEndpoint: text(oidc, 'workload_token_endpoint'),
    audience: text(oidc, 'workload_audience'),
    scope: text(oidc, 'workload_scope'),
  }
  return {
    authEnabled,
    provider: { issuer: text(oidc, 'issuer'), clients, clientIds: clientIdsOf(oidc), problem, workload },
    generation: generationByShape(body),
  }
}

/**
 * The client of that name, or the default one.
 *
 * @returns A text where there is none: what is wrong.
 */
export function selectClient({ clients, problem }: IdentityProvider, name?: string): OidcClient | string {
  if (name !== undefined) {
    const names = clients.map((client) => client.name)
    const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''
    const known = `${names.slice(0, MOST_NAMES).join(', ') || 'none'}${more}`
    const found = clients.find((client) => client.name === name)
    return (
      found ?? `OIDC client '${name}' is not configured on this deployment. Configured clients: ${known}.`
    )
  }
  if (problem !== undefined) return problem
  return clients.find(({ isDefault }) => isDefault) ?? NO_DEFAULT
}

/** The client of logins that the provider itself keeps: of several, that is the public one. */
export function directClient({ clients }: IdentityProvider): OidcClient | undefined {
  const direct = clients.filter(({ broker }) => broker === undefined)
  return direct.find(({ name }) => name === 'public') ?? direct.find(({ isDefault }) => isDefault)
}

/** Whether the platform says that it keeps logins at that URL. */
export function keepsLoginsAt(document: DiscoveryDocument | undefined, url: string): boolean {
  return document?.provider?.clients.some(({ broker }) => broker?.tokenEndpoint === url) === true
}

/** How many clients an error names. */
const MOST_NAMES = 10

const NO_DEFAULT = 'The discovery document does not say which of its OIDC clients is the default one.'

/** Also of clients that cannot be logged in with. */
function clientIdsOf(oidc: Readonly<Record<string, unknown>>): string[] {
  const entries = [oidc, ...(Array.isArray(oidc['clients']) ? oidc['clients'].filter(isRecord) : [])]
  const ids = entries.flatMap((entry) => [text(entry, 'client_id'), text(entry, 'cli_client_id')])
  return [...new Set(ids.filter((id) => id !== undefined))]
}

/** What the platform's config calls its identity provider. */
const OIDC_KEY = 'auth.oidc'

type Clients = Pick<IdentityProvider, 'clients' | 'problem'>

function readFlatClient(oidc: Readonly<Record<string, unknown>>): Clients {
  const read = readClient({ ...oidc, name: 'public', default: true })
  if (typeof read === 'string') return { clients: [], problem: read }
  const clientId = text(oidc, 'cli_client_id') ?? read.clientId
  return { clients: [{ ...read, configKey: OIDC_KEY, clientId, broker: undefined }], problem: undefined }
}

function readClients(list: unknown): Clients {
  if (!Array.isArray(list)) return broken('`oidc.clients` is no list')
  if (list.length === 0) return broken('`oidc.clients` is empty: it names no client to log in with')
  const clients: OidcClient[] = []
  const problems: string[] = []
  for (const entry of list) {
    const read = isRecord(entry) ? readClient(entry) : sentence('an entry of `oidc.clients` is no map')
    if (typeof read === 'string') problems.push(read)
    else clients.push(read)
  }
  const names = new Set(clients.map(({ name }) => name))
  if (names.size < clients.length) problems.unshift(sentence('two of `oidc.clients` have the same name'))
  const [only, ...others] = clients
  // The only one needs not say that it is the default.
  if (only !== undefined && others.length === 0 && problems.length === 0)
    return { clients: [{ ...only, isDefault: true }], problem: undefined }
  // One that a later release has brought, and that cannot be used here, keeps nobody from the default one.
  const isUsable = names.size === clients.length && clients.some(({ isDefault }) => isDefault)
  const defaults = list.filter((entry) => isRecord(entry) && entry['default'] === true).length
  if (defaults !== 1) problems.push(NO_DEFAULT)
  return { clients, problem: isUsable && defaults === 1 ? undefined : problems[0] }
}

/** Reads one client; a text where it cannot be used: what it lacks. */
function readClient(entry: Readonly<Record<string, unknown>>): OidcClient | string {
  const name = text(entry, 'name')
  if (name === undefined) return sentence('an entry of `oidc.clients` has no `name`')
  const bearerField = entry['bearer_token_source'] ?? 'access_token'
  if (bearerField !== 'access_token' && bearerField !== 'id_token') {
    return sentence(
      `the \`bearer_token_source\` of the client '${name}' is neither access_token nor id_token`,
    )
  }
  const startEndpoint = text(entry, 'authorization_start_endpoint')
  const brokerEndpoint = text(entry, 'broker_token_endpoint')
  const tokenEndpoint = text(entry, 'token_endpoint')
  const noURL = ENDPOINTS.find((key) => !URL.canParse(text(entry, key) ?? 'https://none'))
  if (noURL !== undefined) return sentence(`the \`${noURL}\` of the client '${name}' is no URL`)
  const needsSecret = entry['client_authentication'] === 'client_secret_basic'
  // However a later release calls it: where only the platform's own endpoints are named, that is where to log in.
  const isBrokered =
    entry['server_side_sessions'] === true ||
    needsSecret ||
    (tokenEndpoint === undefined && startEndpoint !== undefined && brokerEndpoint !== undefined)
  if (isBrokered && (startEndpoint === undefined || brokerEndpoint === undefined)) {
    const lacking = startEndpoint === undefined ? 'authorization_start_endpoint' : 'broker_token_endpoint'
    return sentence(`the client '${name}' logs in at the platform, and has no \`${lacking}\``)
  }
  return {
    name,
    isDefault: entry['default'] === true,
    configKey: ['public', 'confidential'].includes(name) ? `${OIDC_KEY}.${name}_client` : OIDC_KEY,
    clientId: text(entry, 'client_id'),
    bearerField,
    defaultScopes: text(entry, 'default_scopes'),
    scopePrefix: text(entry, 'scope_prefix'),
    tokenEndpoint,
    deviceEndpoint: text(entry, 'device_authorization_endpoint'),
    needsDeviceId: entry['device_authorization_requires_device_id'] === true,
    deviceName: text(entry, 'device_authorization_display_name'),
    pollsWithScope: entry['device_token_request_includes_scope'] !== false,
    needsSecret,
    broker:
      isBrokered && startEndpoint !== undefined && brokerEndpoint !== undefined
        ? { startEndpoint, tokenEndpoint: brokerEndpoint }
        : undefined,
  }
}

/** What is not there may also be null. */
const ENDPOINTS = [
  'token_endpoint',
  'device_authorization_endpoint',
  'authorization_start_endpoint',
  'broker_token_endpoint',
] as const

function broken(problem: string): Clients {
  return { clients: [], problem: sentence(problem) }
}

function sentence(problem: string): string {
  return `The discovery document of the platform cannot be used: ${problem}.`
}

/** A text that is not empty. One that would steer a terminal is none: it stands in what people are told. */
function text(record: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = record[key]
  return typeof value === 'string' && value !== '' && printable(value) === value ? value : undefined
}
