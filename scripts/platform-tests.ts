/**
 * Runs the tests against the real platform, release by release: `npm run test:platform` (those that every change is tested against),
 * or only the one that `NEMO_PLATFORM_VERSION` or `NEMO_PLATFORM_VENV` names. Further arguments go to vitest.
 */

import { spawnSync } from 'node:child_process'
import { PLATFORM_VERSIONS } from './platform-install.ts'

const named = process.env['NEMO_PLATFORM_VERSION'] || process.env['NEMO_PLATFORM_VENV']
const releases = named ? [process.env['NEMO_PLATFORM_VERSION'] ?? ''] : PLATFORM_VERSIONS

for (const release of releases) {
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', 'platform', ...process.argv.slice(2)],
    { stdio: 'inherit', env: { ...process.env, NEMO_PLATFORM_VERSION: release } },
  )
  if (status !== 0) process.exitCode = status ?? 1
}
