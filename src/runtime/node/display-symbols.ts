/** Where runtimes look for what they show in place of a value. */

/** Node, Bun and Deno: what `console.log` shows. */
export const INSPECT = /* @__PURE__ */ Symbol.for('nodejs.util.inspect.custom')
/** Deno's Jupyter kernel: what a cell shows. */
export const JUPYTER = /* @__PURE__ */ Symbol.for('Jupyter.display')
