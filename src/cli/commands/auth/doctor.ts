/** `nemo auth doctor`. */

import type { CheckResult, NeMoPlatform } from '../../../index.ts'
import { ConfigError } from '../../../index.ts'
import { FailedQuietly } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { commandsOf } from '../../remedies.ts'

/** Flags of the command. */
export interface DoctorFlags {
  readonly gateway?: true
  readonly json?: true
}

/** Runs all checks and prints them. Exit code 1 if one failed. */
export async function runDoctor(invocation: Invocation, flags: DoctorFlags): Promise<void> {
  const results = await check(invocation, flags.gateway === true)
  const format = invocation.globals.outputFormat
  if (flags.json) invocation.say(JSON.stringify(results, undefined, 2))
  else if (format !== undefined && format !== 'table') await invocation.print(results)
  else printTable(invocation, results)
  if (results.some(({ status }) => status === 'fail')) throw new FailedQuietly()
}

async function check(invocation: Invocation, gateway: boolean): Promise<CheckResult[]> {
  let client: NeMoPlatform
  try {
    client = invocation.client()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const reason = 'The client cannot be made before the config is mended.'
    return [
      {
        id: 'config-file',
        status: 'fail',
        summary: error.message,
        evidence: [],
        remedies: [...error.remedies],
      },
      { id: 'server-reachable', status: 'skip', summary: reason, evidence: [], remedies: [] },
    ]
  }
  return client.auth.diagnose({ gateway }, { signal: invocation.io.signal })
}

function printTable(invocation: Invocation, results: readonly CheckResult[]): void {
  const { style } = invocation
  const marks = {
    pass: style.green('pass'),
    fail: style.red('FAIL'),
    warn: style.yellow('warn'),
    skip: style.dim('skip'),
  }
  const width = Math.max(...results.map(({ id }) => id.length))
  for (const { id, status, summary, evidence, remedies } of results) {
    invocation.say(`${marks[status]}  ${id.padEnd(width)}  ${printable(summary)}`)
    if (status !== 'fail' && status !== 'warn') continue
    const indent = ' '.repeat(width + 8)
    for (const line of evidence) invocation.say(style.dim(`${indent}${printable(line)}`))
    for (const remedy of commandsOf(remedies)) invocation.say(`${indent}→ ${printable(remedy)}`)
  }
  const count = (status: CheckResult['status']) => results.filter((result) => result.status === status).length
  invocation.say('')
  invocation.say(
    `${count('pass')} passed, ${count('fail')} failed, ${count('warn')} warnings, ${count('skip')} skipped`,
  )
}

/** What a server says must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ')
}
