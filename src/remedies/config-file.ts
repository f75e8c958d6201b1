/** The config file, its contexts, and files beside it. */

import { shellWord } from './quoting.ts'
import type { Remedy } from './remedy.ts'

/** A config file that cannot be read as it is. */
export function restoreConfig(): Remedy {
  return { text: 'Restore the file, or write it anew', command: 'nemo auth login --base-url <url>' }
}

/** A config file that is not there. */
export function createConfig(): Remedy {
  return { text: 'Create the file', command: 'nemo auth login --base-url <url>' }
}

/** Another context of the file. */
export function useContext(text: string): Remedy {
  return { text, command: 'nemo config use-context <name>', call: '`contextName`' }
}

/** A look at the config. */
export function viewConfig(text: string): Remedy {
  return { text, command: 'nemo config view' }
}

/** A file that its owner may not read. */
export function makeReadable(path: string): Remedy {
  return { text: 'Make it readable for you', command: `chmod u+r ${shellWord(path)}` }
}

/** A file that others may read. */
export function makePrivate(path: string): Remedy {
  const command = `chmod 600 ${shellWord(path)}`
  return { text: command, command }
}

/** A file that nobody needs. */
export function removeFile(path: string): Remedy {
  const command = `rm ${shellWord(path)}`
  return { text: command, command }
}

/** Who holds a lock. */
export function findLockHolder(path: string): Remedy {
  return { text: 'See who holds the lock, if calls hang', command: `fuser ${shellWord(path)}` }
}

/** A file that was made by somebody else, mostly by root. */
export function takeOwnership(path: string): Remedy {
  return { text: 'Make it yours', command: `sudo chown "$(id -u):$(id -g)" ${shellWord(path)}` }
}

/** What writing the config takes. */
export function checkWritable(): Remedy {
  return { text: 'Check that you may write the config file and its folder, and that the disk is not full' }
}

/** A file stands where a folder should be. */
export function moveAway(path: string): Remedy {
  return { text: 'Move that file away', command: `mv ${shellWord(path)} ${shellWord(`${path}.old`)}` }
}
