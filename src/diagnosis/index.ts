/**
 * Asks the platform why: explains errors, runs the checks of the troubleshooting page, answers whether something may be done.
 * Must change nothing on the platform or the machine, must not guess, and imports neither resources nor auth.
 * May be imported by resources only, with `import()`: nobody pays for it who does not ask.
 */

export { canDo } from './can.ts'
export { runChecks } from './diagnose.ts'
export { explainError } from './explain.ts'
