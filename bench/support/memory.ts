/** Tells how much memory a piece of work took at its peak. */

import { readFileSync, writeFileSync } from 'node:fs'

const MEBIBYTE = 1024 * 1024

/** Does the work, and tells by how much the resident memory of this process grew meanwhile, in MiB. */
export async function measureGrowth(work: () => Promise<void>): Promise<number> {
  forgetPeak()
  const before = process.memoryUsage.rss()
  await work()
  return (peak() - before) / MEBIBYTE
}

/** Linux keeps the peak since the start of the process, and can be told to begin anew. */
function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {
    // Elsewhere the peak includes the start of the process.
  }
}

function peak(): number {
  try {
    const kibibytes = /^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    if (kibibytes !== undefined) return Number(kibibytes) * 1024
  } catch {
    // No Linux.
  }
  return process.resourceUsage().maxRSS * 1024
}
