/**
 * Bytes in memory of their own, as `fetch` and files take them. `slice()` gives just these; `Uint8Array<ArrayBuffer>`, the name
 * for it since TypeScript 5.7, is a mistake to compilers before.
 */
export type Bytes = ReturnType<Uint8Array['slice']>
