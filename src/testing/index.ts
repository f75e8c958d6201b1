/**
 * A mock platform with the answers, roles, scopes and delays of the real one, for tests without a cluster: the entry point
 * `nemo-platform/testing`, and the face of `src/mock`. Beside users' tests only the command line's quickstart imports it.
 */

import '../supported-node.ts'

export type {
  AdvanceOptions,
  Collection,
  FileStore,
  IdentityProvider,
  IssuedTokens,
  JobStatus,
  MockAuthOptions,
  MockInferenceOptions,
  MockJobResult,
  MockJobs,
  MockJobsOptions,
  MockOIDCOptions,
  MockPlatformOptions,
  ProviderEvent,
  Store,
  TokenOptions,
  TokenRequest,
} from '../mock/index.ts'
export { MemoryStore } from '../mock/index.ts'
export type { Fault, Faults } from './faults.ts'
export { MockPlatform, type WriteConfigOptions } from './platform.ts'
export type { RecordedRequest } from './recorder.ts'
export type {
  SeedFileset,
  SeedMember,
  SeedModel,
  SeedOptions,
  SeedProject,
  SeedProvider,
  SeedSecret,
  SeedWorkspace,
} from './seed.ts'
export type { ListenOptions, MockServer } from './server.ts'
