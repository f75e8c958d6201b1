/** Parts of the package that are loaded when they are needed first: a page that lists workspaces carries no uploads. */

import { NeMoPlatformError } from './base.ts'

/**
 * Waits for a part of the package.
 *
 * @param part - The `import()` of it, written out where it is needed, so that bundlers see it.
 * @throws NeMoPlatformError if it cannot be loaded, for instance in an app whose files were replaced while it ran.
 */
export async function loadPart<Part>(part: Promise<Part>): Promise<Part> {
  try {
    return await part
  } catch (cause) {
    throw new NeMoPlatformError(
      'A part of nemo-platform, which is loaded when it is needed, cannot be loaded.',
      {
        code: 'package/incomplete',
        cause,
        remedies: [
          { text: 'Load the page or start the program again: its files may have been replaced meanwhile' },
        ],
      },
    )
  }
}
