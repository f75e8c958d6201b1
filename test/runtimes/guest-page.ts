/** The cases in a page; their outcomes are for whoever drives the browser. */

import { type Outcomes, playAll } from './guest.ts'

const page = globalThis as { outcomes?: Promise<Outcomes>; location?: { origin: string } }
page.outcomes = playAll(page.location?.origin ?? '')
