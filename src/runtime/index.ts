/**
 * What differs between Node and the web: the connection, the transport, files and the login.
 * Each side offers the same names under `#runtime/…`; `web` must not import from Node, and nothing here knows resources.
 * May be imported by access, resources, client, cli and the entry point of auth; the sides themselves only through `#runtime/…`.
 */

export type { Connection, ConnectionOptions, OpenConnection } from './connection.ts'
