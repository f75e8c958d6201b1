/** Environment variables. Those of the platform have two names, one of each product: the newer one wins where both are set. */

import { NEMO_PLATFORM, PRODUCTS, type ProductNames } from '../generations.ts'

/** Environment variables; injectable for tests. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The variables of the platform that decide on something here, without what their names begin with. */
const VARIABLES = [
  'CONFIG_FILE',
  'CURRENT_CONTEXT',
  'BASE_URL',
  'ACCESS_TOKEN',
  'WORKLOAD_IDENTITY_TOKEN_FILE',
  'OIDC_USERNAME',
  'OIDC_PASSWORD',
  'WORKSPACE',
  'CERTIFICATE_AUTHORITY',
  'CLIENT_SSL_CERT_FILE',
  'OUTPUT_FORMAT',
  'TIMESTAMP_FORMAT',
  'TRUNCATE',
  'COLOR_OUTPUT',
] as const

/** A variable of the platform, without what its names begin with. */
export type VariableName = (typeof VARIABLES)[number]

/** A variable that is set. */
export interface Variable {
  /** Its whole name. */
  readonly name: string
  readonly value: string
  /** Whose name it bears. */
  readonly product: ProductNames
}

/** An environment variable by its whole name; empty counts as not set. */
export function readEnvironment(environment: Environment, name: string): string | undefined {
  return environment[name] || undefined
}

/** A variable of the platform, and under which of its names it is set; empty counts as not set. */
export function findVariable(environment: Environment, name: VariableName): Variable | undefined {
  for (const product of PRODUCTS) {
    for (const fullName of namesOf(product, name)) {
      const value = readEnvironment(environment, fullName)
      if (value !== undefined) return { name: fullName, value, product }
    }
  }
  return undefined
}

/**
 * What a product calls a variable, the name that wins first. The SDKs that were generated, up to 0.7, had one of their own for the
 * base URL, which won; the tools since know it no more.
 */
export function namesOf(product: ProductNames, name: VariableName): readonly string[] {
  const usual = `${product.environmentPrefix}${name}`
  if (name !== 'BASE_URL') return [usual]
  const ofSDK = `${product.distribution.replace('-', '_').toUpperCase()}_${name}`
  return product === NEMO_PLATFORM ? [ofSDK, usual] : [usual, ofSDK]
}

/** The value of a variable of the platform. */
export function readVariable(environment: Environment, name: VariableName): string | undefined {
  return findVariable(environment, name)?.value
}

/** The same variables under several names with different values: for each what is to be told, without the values. */
export function describeConflicts(
  environment: Environment,
  names: readonly VariableName[] = VARIABLES,
): string[] {
  return names.flatMap((name) => {
    const [first, ...others] = PRODUCTS.flatMap((product) => namesOf(product, name)).filter(
      (fullName) => readEnvironment(environment, fullName) !== undefined,
    )
    if (first === undefined) return []
    return others
      .filter((other) => environment[other] !== environment[first])
      .map((other) => `${first} and ${other} are both set, and differ: ${first} counts`)
  })
}
