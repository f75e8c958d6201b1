/**
 * `NeMoPlatform`: options checked, a connection opened, one object per resource.
 * Must send nothing when it is constructed, and holds no logic of single resources.
 * May be imported by the public entry point (`src/index.ts`) and cli.
 */

export { NeMoPlatform } from './client.ts'
export type { ClientOptions } from './client-options.ts'
