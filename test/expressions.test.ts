/** Regular expressions: none takes a time that grows with more than the length of what it searches. */

import { readFileSync } from 'node:fs'
import { check } from 'recheck'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { filesBelow } from '../scripts/lib/files.ts'
