/** `nemo auth doctor`. */

import type { CheckResult, NeMoPlatform } from '../../../index.ts'
import { ConfigError } from '../../../index.ts'
import { SilentError } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { adviceLines } from '../../output/advice.ts'
import { printableLine } from '../../output/terminal.ts'

/** Flags of the command. */
export interface DoctorFlags {
  readonly gateway?: true
  readonly json?: true
}

/** Runs all checks and prints them. Exit code 1 if one failed. */
export async function runDoctor(invocation: Invocation, flags: DoctorFlags): Promise<void> {
  const results = await check(invocation, flags.gateway === true)
  const format = invocation.globals.outputFormat
  if (flags.json) invocation.sayJson(results, 2)
  else if (format !== undefined && format !== 'table') await invocation.print(results)
  else printTable(invocation, results)
  if (results.some(({ status }) => status === 'fail')) throw new SilentError()
}

async function check(invocation: Invocation, gateway: boolean): Promise<CheckResult[]> {
  let client: NeMoPlatform
  try {
    // One of the checks is about them.
    invocation.contradictions()
    client = invocation.client()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const reason = 'The client cannot be made before the config is fixed.'
    return [
      {
        id: 'config-file',
        status: 'fail',
        summary: error.problem,
        evidence: [],
        remedies: [...error.remedies],
        advice: [...error.advice],
      },
      { id: 'server-reachable', status: 'skip', summary: reason, evidence: [], remedies: [], advice: [] },
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
  for (const { id, status, summary, evidence, advice } of results) {
    invocation.sayText(printableLine(summary), `${marks[status]}  ${id.padEnd(width)}  `)
    if (status !== 'fail' && status !== 'warn') continue
    const indent = ' '.repeat(width + 8)
    for (const line of evidence) invocation.sayText(style.dim(printableLine(line)), indent)
    for (const line of adviceLines(advice)) invocation.sayText(printableLine(line), `${indent}→ `)
  }
  const count = (status: CheckResult['status']) => results.filter((result) => result.status === status).length
  invocation.say('')
  invocation.say(
    `${count('pass')} passed, ${count('fail')} failed, ${count('warn')} warnings, ${count('skip')} skipped`,
  )
}
