/** Environment variables. Those of the platform have two names, one of each product: the newer one wins where both are set. */

import { PRODUCTS, type ProductNames } from '../generations.ts'

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
    const fullName = `${product.environmentPrefix}${name}`
    const value = readEnvironment(environment, fullName)
    if (value !== undefined) return { name: fullName, value, product }
  }
  return undefined
}

/** The value of a variable of the platform. */
export function readVariable(environment: Environment, name: VariableName): string | undefined {
  return findVariable(environment, name)?.value
}

/** The same variables under both names with different values: for each what is to be told, without the values. */
export function describeConflicts(
  environment: Environment,
  names: readonly VariableName[] = VARIABLES,
): string[] {
  return names.flatMap((name) => {
    const set = PRODUCTS.map(({ environmentPrefix }) => `${environmentPrefix}${name}`).filter(
      (fullName) => readEnvironment(environment, fullName) !== undefined,
    )
    const [first, second] = set
    if (first === undefined || second === undefined || environment[first] === environment[second]) return []
    return [`${first} and ${second} are both set, and differ: ${first} counts`]
  })
}
