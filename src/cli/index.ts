/**
 * The `nemo` command: arguments, questions, output and exit codes around the public package.
 * Must do nothing that a program could not do with the package, and imports the mock platform only for `nemo quickstart`.
 * May be imported by nothing: `bin.ts` is started, and the tests run what is built of it.
 */

export { run } from './main.ts'
