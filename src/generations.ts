/**
 * The generations of the platform, and the one place where the names stand that differ between them. NeMo Platform became
 * NeMo Helix with 0.7, and everything that bore its name was renamed at once: nothing of the old names is left in the new one.
 */

/** A generation of the platform: the releases whose protocol is the same to a client. */
export type Generation = '0.6' | '0.7' | '0.8'

/** What a product calls its own things. */
export interface ProductNames {
  /** The name of the product. */
  readonly product: 'NeMo Platform' | 'NeMo Helix'
  /** What all its environment variables begin with. */
  readonly environmentPrefix: 'NMP_' | 'NHX_'
  /** Its folder in those for settings, state and data. */
  readonly folder: 'nmp' | 'nhx'
  /** What the headers begin with that say who calls. */
  readonly headerPrefix: 'X-NMP-' | 'X-NHX-'
  /** The role of who may do everything. */
  readonly administratorRole: 'PlatformAdmin' | 'HelixAdmin'
  /** The claim that tells the tokens of the platform from those of identity providers. */
  readonly tokenTypeClaim: 'nmp_token_type' | 'nhx_token_type'
  /** Audience of access keys. */
  readonly accessKeyAudience: string
  /** What the proofs begin with that workloads in Docker get. */
  readonly workloadProofPrefix: string
  /** `kid` of the key that signs the platform's own tokens, unless configured. */
  readonly signingKeyId: string
  /** The Python package on PyPI. */
  readonly distribution: 'nemo-platform' | 'nemo-helix'
  /** The command of its own; `nemo` both have. */
  readonly command: 'nmp' | 'nhx'
}

/** NeMo Platform, up to 0.6. */
export const NEMO_PLATFORM = {
  product: 'NeMo Platform',
  environmentPrefix: 'NMP_',
  folder: 'nmp',
  headerPrefix: 'X-NMP-',
  administratorRole: 'PlatformAdmin',
  tokenTypeClaim: 'nmp_token_type',
  accessKeyAudience: 'nemo-platform-access-key',
  workloadProofPrefix: 'nmp_obo_v1.',
  signingKeyId: 'nemo-platform-signing',
  distribution: 'nemo-platform',
  command: 'nmp',
} as const satisfies ProductNames

/** NeMo Helix, from 0.7 on. */
export const NEMO_HELIX = {
  product: 'NeMo Helix',
  environmentPrefix: 'NHX_',
  folder: 'nhx',
  headerPrefix: 'X-NHX-',
  administratorRole: 'HelixAdmin',
  tokenTypeClaim: 'nhx_token_type',
  accessKeyAudience: 'nemo-helix-access-key',
  workloadProofPrefix: 'nhx_obo_v1.',
  signingKeyId: 'nemo-helix-signing',
  distribution: 'nemo-helix',
  command: 'nhx',
} as const satisfies ProductNames

/** Both, the newer one first: its names win where both are found. */
export const PRODUCTS = [NEMO_HELIX, NEMO_PLATFORM] as const

/** Whose names each generation has. */
export const NAMES_OF: Readonly<Record<Generation, ProductNames>> = {
  '0.6': NEMO_PLATFORM,
  '0.7': NEMO_HELIX,
  '0.8': NEMO_HELIX,
}

/** Plugins that were renamed with 0.8, by what they are called since: what they were called before. */
export const FORMER_PLUGIN_NAMES: Readonly<Record<string, string>> = { evals: 'evaluator', garak: 'auditor' }

/** The newest generation that is known. What is newer is spoken to as if it were this one. */
export const NEWEST = '0.8' satisfies Generation

/** The oldest one. */
export const OLDEST = '0.6' satisfies Generation

/** The role of who may do everything, under any of its names. */
export type AdministratorRole = (typeof PRODUCTS)[number]['administratorRole']

/** An environment variable as texts name it: by its newer name, which wins where both are set. */
export function variableName(name: string): string {
  return `${NEMO_HELIX.environmentPrefix}${name}`
}

/** The names of an environment variable, the one that wins first. */
export function variableNames(name: string): readonly string[] {
  return PRODUCTS.map(({ environmentPrefix }) => `${environmentPrefix}${name}`)
}

/** Whether a header is one of those that say who calls, which the platform believes from anybody. */
export function isIdentityHeader(name: string): boolean {
  const lower = name.toLowerCase()
  return PRODUCTS.some(({ headerPrefix }) => lower.startsWith(headerPrefix.toLowerCase()))
}

/** Whether a role is the administrator's, under any of its names. */
export function isAdministratorRole(role: string): role is AdministratorRole {
  return PRODUCTS.some(({ administratorRole }) => administratorRole === role)
}

/** What kind of token of the platform's own it is, by its claims; undefined for one of an identity provider. */
export function platformTokenKind(claims: Readonly<Record<string, unknown>>): string | undefined {
  const kind = PRODUCTS.map(({ tokenTypeClaim }) => claims[tokenTypeClaim]).find(
    (value) => value !== undefined,
  )
  return kind === undefined ? undefined : String(kind)
}
