/** Lets a child kill itself at a chosen step of its work on files, so that a kill meets a write for certain. */

/**
 * For the script of a child: `countSteps(action)` runs an action and gives the number of its steps that change files, `dieAtStep(number)` ends
 * the process before that step from now on; one that writes has written half of its bytes by then.
 */
export const KILL_AT_STEP = `
  const { countSteps, dieAtStep } = await (async () => {
    const { promises: files } = await import('node:fs')
    const { syncBuiltinESMExports } = await import('node:module')
    let steps = 0
    let lastStep = Infinity
    const watch = (owner, name, writeHalf) => {
      const original = owner[name]
      owner[name] = async function (...all) {
        // How often a file is read depends on the time.
        const isRead = name === 'open' && (all[1] ?? 'r') === 'r'
        if (!isRead) steps += 1
        if (!isRead && steps >= lastStep) {
          await writeHalf?.(this, all)
          process.kill(process.pid, 'SIGKILL')
        }
        return original.apply(this, all)
      }
    }
    const handle = await files.open(process.execPath)
    const prototype = Object.getPrototypeOf(handle)
    await handle.close()
    const { write } = prototype
    for (const name of ['open', 'rename', 'rm']) watch(files, name)
    for (const name of ['chmod', 'sync', 'truncate']) watch(prototype, name)
    watch(prototype, 'writeFile', (file, [text]) => write.call(file, text.slice(0, text.length / 2)))
    watch(prototype, 'write', (file, [bytes, start, length, position]) =>
      write.call(file, bytes, start, Math.floor(length / 2), position))
    syncBuiltinESMExports()
    return {
      countSteps: async (action) => {
        const before = steps
        await action()
        return steps - before
      },
      dieAtStep: (number) => {
        lastStep = steps + number
      },
    }
  })()`
