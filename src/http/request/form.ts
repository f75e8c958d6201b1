/** Writes a form as `multipart/form-data`, so that its length and its boundary are known before anything is sent. */

/** A form as it goes over the wire, its files unread. */
export interface EncodedForm {
  readonly parts: readonly (string | Blob)[]
  /** The content type, which names the boundary. */
  readonly type: string
}

/**
 * Encodes a form.
 *
 * @param contentType - The type that the caller names: its boundary is kept.
 */
export function encodeForm(form: FormData, contentType?: string): EncodedForm {
  const boundary = boundaryOf(contentType) ?? `form-${crypto.randomUUID()}`
  const parts: (string | Blob)[] = []
  for (const [name, value] of form) {
    const disposition = `--${boundary}\r\ncontent-disposition: form-data; name="${escaped(withLineBreaks(name))}"`
    if (typeof value === 'string') {
      parts.push(`${disposition}\r\n\r\n${withLineBreaks(value)}\r\n`)
    } else {
      const type = value.type || 'application/octet-stream'
      parts.push(
        `${disposition}; filename="${escaped(value.name)}"\r\ncontent-type: ${type}\r\n\r\n`,
        value,
        '\r\n',
      )
    }
  }
  parts.push(`--${boundary}--\r\n`)
  return { parts, type: `multipart/form-data; boundary=${boundary}` }
}

/** The boundary that a content type names; undefined where it names none. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType ?? '') ?? []
  return quoted ?? bare
}

/** As the HTML standard has it: every line break is CR LF. */
function withLineBreaks(text: string): string {
  return text.replace(/\r\n?|\n/g, '\r\n')
}

function escaped(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22')
}
