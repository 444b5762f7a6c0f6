import { createHash } from 'node:crypto'
import { compareText } from '#shared/base/compare-text.ts'
import type { KnownFile } from './item-record.ts'

/**
 * A hash of everything that a result depends on: the same parts in any order of their keys give the same. Where the inputs lie does not
 * matter, only what is in them.
 */
export function hashParts(version: string, parts: unknown, inputs: readonly KnownFile[]): string {
  const contents = inputs.map(({ sha256 }) => sha256)
  return createHash('sha256')
    .update(JSON.stringify([version, contents, parts], sortKeys))
    .digest('hex')
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => compareText(one, other)))
}
