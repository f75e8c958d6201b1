/** One line that is redrawn: in a cell of a notebook, in a terminal, and, where nothing can be redrawn, written once at the end. */

/** The line. */
export interface Line {
  /** Shows a text in place of the one before. */
  draw(text: string): void
  /** Leaves the last text standing. */
  end(): Promise<void>
}

/** What Deno's kernel sends to the notebook. */
type Broadcast = (type: string, content: object) => Promise<void>

/** Opens a line where this runs. */
export function openLine(): Line {
  const broadcast = findKernel()
  if (broadcast !== undefined) return cellLine(broadcast)
  return globalThis.process?.stdout?.isTTY === true ? terminalLine() : lastLine()
}

/** The kernel is there in notebooks alone: elsewhere Deno throws when it is asked for. */
function findKernel(): Broadcast | undefined {
  try {
    return (globalThis as { Deno?: { jupyter?: { broadcast?: Broadcast } } }).Deno?.jupyter?.broadcast
  } catch {
    return undefined
  }
}

let lines = 0

function cellLine(broadcast: Broadcast): Line {
  lines += 1
  const id = `nemo-platform-progress-${lines}`
  let wanted: string | undefined
  let isFirst = true
  let sending: Promise<void> | undefined
  const send = async () => {
    // What comes while a text is on its way is sent after it, and only the newest.
    while (wanted !== undefined) {
      const data = { 'text/plain': wanted }
      wanted = undefined
      const type = isFirst ? 'display_data' : 'update_display_data'
      isFirst = false
      await broadcast(type, { data, metadata: {}, transient: { display_id: id } })
    }
  }
  return {
    draw(text) {
      wanted = text
      // What cannot be shown is no failure of what goes on.
      sending ??= send()
        .catch(() => {})
        .finally(() => {
          sending = undefined
        })
    },
    async end() {
      await sending
    },
  }
}

function terminalLine(): Line {
  return {
    draw: (text) => void process.stdout.write(`\r\u001b[2K${text}`),
    end: async () => void process.stdout.write('\n'),
  }
}

function lastLine(): Line {
  let last: string | undefined
  return {
    draw(text) {
      last = text
    },
    async end() {
      if (last !== undefined) console.log(last)
    },
  }
}
