/** By itself, and asked for when it is needed: where modules are made CommonJS, as by Jest, this one cannot be loaded. */

/** Where this code lies, as a URL; in a bundle of CommonJS undefined. */
export const ownAddress: string | undefined = import.meta.url
