/** A value that notebooks, the REPL and `console.log` show as it wants to be shown. */

/** What is shown in place of the value, by media type; `text/plain` is for terminals. */
export interface Shown {
  readonly media: Readonly<Record<string, string>> & { readonly 'text/plain': string }
}

const INSPECT = /* @__PURE__ */ Symbol.for('nodejs.util.inspect.custom')
const JUPYTER = /* @__PURE__ */ Symbol.for('Jupyter.display')

/** Makes one. */
export function shown(text: string, media: Readonly<Record<string, string>>): Shown {
  const all = { 'text/plain': text, ...media }
  const value = { media: all }
  Object.defineProperty(value, INSPECT, { value: () => text })
  Object.defineProperty(value, JUPYTER, { value: async () => all })
  return value
}
