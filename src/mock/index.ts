/**
 * The mock platform by domain: each folder keeps what it knows beside the routes that answer for it.
 * `http` and `store` know no domain; `identity` ← `workspaces` ← `files` ← `jobs`, `inference` ← `generic` build on each other.
 * Only `src/testing`, its face, imports from here; nothing in here imports from there.
 */

export type {
  IdentityProvider,
  IssuedTokens,
  ProviderEvent,
  TokenRequest,
} from './identity/identity-provider.ts'
export type { TokenOptions } from './identity/tokens.ts'
export { type AdvanceOptions, type MockJobResult, MockJobs } from './jobs/job-control.ts'
export type { JobStatus } from './jobs/job-status.ts'
export { checkOptions, checkText } from './option-schemas.ts'
export { Platform, PROVIDER_ORIGIN } from './platform.ts'
export {
  type MockAuthOptions,
  type MockInferenceOptions,
  type MockJobsOptions,
  type MockOIDCOptions,
  type MockPlatformOptions,
  type MockSettings,
  resolveMockOptions,
} from './platform-options.ts'
export { resetClock } from './store/clock.ts'
export type { FileStore } from './store/file-store.ts'
export { type Collection, MemoryStore, type Store } from './store/store.ts'
