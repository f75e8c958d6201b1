/**
 * What a user can do about a problem, as data: typed builders, and how a remedy is shown.
 * `refusals.ts` is not among its exports: it is loaded when a request was refused.
 */

export {
  addAnotherAdmin,
  askPlatformAdmin,
  explainRefusal,
  type Grant,
  grantRole,
  listMembers,
  listWorkspaces,
  waitForAccess,
  waitForPropagation,
} from './access.ts'
export {
  checkWritable,
  createConfig,
  findLockHolder,
  makePrivate,
  makeReadable,
  moveAway,
  removeFile,
  restoreConfig,
  takeOwnership,
  useContext,
  viewConfig,
} from './config-file.ts'
export { type ConnectionProblem, connectionRemedies } from './connections.ts'
export {
  configureProvider,
  type ProviderSetting,
  reachProvider,
  serveHttps,
  type Vendor,
} from './identity-provider.ts'
export {
  type LoginDetails,
  logIn,
  logInAt,
  passToken,
  passTokenFunction,
  useStoredLogin,
} from './login.ts'
export { setOption } from './options.ts'
export { allowInDeno } from './permissions.ts'
export { comparePlatformConfig, platformConfig, setClock } from './platform-config.ts'
export { checkPolicyURL, restorePolicy, seedPlatform } from './policy.ts'
export { codeText, shellWord } from './quoting.ts'
export { forCode, forTerminal, type Remedy } from './remedy.ts'
export { repeatFailed } from './repeat-failed.ts'
export {
  checkAccessKey,
  createWorkspace,
  deleteWorkspace,
  listContents,
  updateSecret,
  useMembers,
  useSecretByName,
} from './resources.ts'
export {
  checkBaseURL,
  checkServer,
  checkURL,
  openInBrowser,
  readPlatformLog,
  repeatCall,
  runDiagnosis,
  updatePlatform,
} from './server.ts'
export { toRemedies } from './to-remedies.ts'
export {
  askForOtherScopes,
  logInUnsigned,
  logInWithPassword,
  logInWithScopes,
  replaceToken,
  type TokenOrigin,
} from './token-replacement.ts'
export { lookAt, readAgentLogs, readJobLog, resumeJob } from './waits.ts'
export { deleteAndWait } from './workspace-deletion.ts'
