/** Text in HTML. */

/** Something that is told of a thing. */
export type Fact = readonly [label: string, value: string]

/**
 * What is told of a thing, as a table of two columns.
 *
 * @param note - Stands below it.
 */
export function factsAsHTML(facts: readonly Fact[], note?: string): string {
  const cell = (tag: string, text: string) => `<${tag} style="text-align:left">${escapeHTML(text)}</${tag}>`
  const rows = facts.map(([label, value]) => `<tr>${cell('th', label)}${cell('td', value)}</tr>`)
  const below = note === undefined ? '' : `<p><small>${escapeHTML(note)}</small></p>`
  return `<table>${rows.join('')}</table>${below}`
}

/** Makes a text into one that HTML shows as it stands. */
export function escapeHTML(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
