/** Waits that failed: what to look at. */

import { codeText, shellWord } from './quoting.ts'
import type { Remedy } from './remedy.ts'

/** The log of a job. */
export function readJobLog(name: string): Remedy {
  return {
    text: 'Read its log',
    command: `nemo jobs logs ${shellWord(name)}`,
    call: `client.jobs.getLogs(${codeText(name)})`,
  }
}

/** A job that was paused. */
export function resumeJob(name: string): Remedy {
  return {
    text: 'Let it go on',
    command: `nemo jobs resume ${shellWord(name)}`,
    call: `client.jobs.resume(${codeText(name)})`,
  }
}

/** A look at one resource; `path` leads from the client to its group. */
export function lookAt(path: string, name: string, text = 'Look at its status and its history'): Remedy {
  return {
    text,
    command: `nemo ${path.replaceAll('.', ' ')} get ${shellWord(name)}`,
    call: `client.${path}.retrieve(${codeText(name)})`,
  }
}

/** A look at what a deployment of an agent has logged. */
export function readAgentLogs(name: string): Remedy {
  return {
    text: 'Read what it has logged',
    command: `nemo agents logs ${shellWord(name)}`,
    call: `client.use(Agents).deployments.getLogs(${codeText(name)})`,
  }
}
