/**
 * Which step cannot be taken in which runtime, and why. It is tried there all the same: what it fails with has to say so.
 */

import { steps } from './steps.ts'

/** Where the steps are taken. */
export const RUNTIMES = [
  'Node 22.13',
  'Node 24',
  'Node 26',
  'Bun 1.4.0',
  'Bun',
  'Deno',
  'Deno, `--allow-net` alone',
  'workerd',
  'Chromium',
  'Firefox',
] as const

/** One of them. */
export type Runtime = (typeof RUNTIMES)[number]

/** Why a step cannot be taken. */
export interface Absence {
  /** In a few words. */
  readonly why: string
  /** What it fails with there. */
  readonly says: RegExp
}

const NO_DISK = 'there is no file system'
const NO_VARIABLES = 'there are no environment variables'
const WITHOUT_DISK: Readonly<Record<string, Absence>> = {
  'a client is made of the environment': { why: NO_VARIABLES, says: /`baseURL` is missing.*Pass it/s },
  'a login of the config file is refreshed, and stored': {
    why: NO_DISK,
    says: /`configPath` needs a file system.*new NeMoPlatform\(\{ baseURL, accessToken, workspace \}\)/s,
  },
  'files and folders of the disk go up, and come back': {
    why: NO_DISK,
    says: /`local_path` must be a Blob, a File or a list of these/,
  },
  'values are shown as what they are, without a secret': {
    why: 'the console of a page shows objects in its own way',
    says: /There is no node:util here/,
  },
}

const ABSENT: Readonly<Partial<Record<Runtime, Readonly<Record<string, Absence>>>>> = {
  'Deno, `--allow-net` alone': {
    'a client is made of the environment': { why: 'it takes `--allow-env`', says: /--allow-env/ },
    'a login of the config file is refreshed, and stored': {
      why: 'it takes `--allow-read` and `--allow-write` of its folder',
      says: /--allow-read/,
    },
    'files and folders of the disk go up, and come back': {
      why: 'it takes `--allow-read` and `--allow-write` of the folders',
      says: /--allow-read/,
    },
  },
  workerd: WITHOUT_DISK,
  Chromium: WITHOUT_DISK,
  Firefox: WITHOUT_DISK,
}

/** Why a step cannot be taken in a runtime; undefined where it can. */
export function absence(runtime: Runtime, step: string): Absence | undefined {
  return ABSENT[runtime]?.[step]
}

/** The steps that cannot be taken in a runtime. */
export function stepsAbsentIn(runtime: Runtime): string[] {
  return Object.keys(ABSENT[runtime] ?? {})
}

/** What docs/runtimes.md shows: each step, and in a column for all runtimes that are alike in them what speaks against it. */
export function stepTable(): string {
  const whyNot = (runtime: Runtime) => steps.map(({ name }) => absence(runtime, name)?.why ?? 'yes')
  const columns = Map.groupBy(RUNTIMES, (runtime) => whyNot(runtime).join('\n'))
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const alike = [...columns.values()]
  return [
    row(['', 'Step', ...alike.map((runtimes) => runtimes.join(', '))]),
    row(['', '', ...alike].map(() => '---')),
    ...steps.map(({ name }, index) =>
      row([`${index + 1}`, name, ...alike.map(([runtime]) => (runtime && whyNot(runtime)[index]) ?? '')]),
    ),
  ].join('\n')
}
