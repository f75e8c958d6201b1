/** The little of foreign runners that the guests use. */

declare module 'bun:test' {
  export function test(name: string, run: () => Promise<void>, timeout: number): void
  export const expect: unknown
}
