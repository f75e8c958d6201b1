/** Real mounts and devices, for tests that run as root. */

import { execFileSync } from 'node:child_process'
import { onTestFinished } from 'vitest'

/** Whether mounts can be made here. */
export const CAN_MOUNT = process.platform === 'linux' && process.getuid?.() === 0 && mountWorks()

/** Mounts one file over another. */
export function bindMount(source: string, target: string, { readOnly = false } = {}): void {
  mount(['--bind', source, target], target)
  if (readOnly) execFileSync('mount', ['-o', 'remount,ro,bind', target])
}

/** A file system of a few bytes. */
export function mountSmallDisk(target: string, size: string): void {
  mount(['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', target], target)
}

/** Makes a node of the null device; it is as harmless as the machine's own, and its loss hurts nobody. */
export function makeNullDevice(path: string): void {
  execFileSync('mknod', [path, 'c', '1', '3'])
}

function mount(words: readonly string[], target: string): void {
  execFileSync('mount', words)
  onTestFinished(() => void execFileSync('umount', ['--lazy', target]))
}

function mountWorks(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
