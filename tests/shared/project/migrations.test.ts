import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkInvariants } from '#shared/project/invariants.ts'
import { parseDocument } from '#shared/project/migrations/ladder.ts'
import { currentSchemaVersion } from '#shared/project/schema/document.ts'

const frozen = (version: number): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/documents/v${version}.json`, import.meta.url), 'utf8'))

/** Texts had no shadow at first; captions stood at the bottom, came at once, highlighted letters and enlarged none. */
function withLaterKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withLaterKeys)
  if (typeof value !== 'object' || value === null) return value
  const known = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withLaterKeys(each)]))
  return {
    ...known,
    ...('boxRadius' in value && { shadow: null }),
    ...('highlightColour' in value && { highlight: 'letters', emphasisScale: 1, entrance: 'none', place: 'bottom' }),
  }
}

describe('parseDocument', () => {
  it.each(Array.from({ length: currentSchemaVersion }, (_, index) => index + 1))(
    'reads the frozen document of version %i',
    (version) => {
      const parsed = parseDocument(frozen(version))
      expect(parsed).toMatchObject({ kind: 'document', migratedFrom: version === currentSchemaVersion ? null : version })
      if (parsed.kind !== 'document') return
      expect(checkInvariants(parsed.document)).toEqual([])
      expect(Object.keys(parsed.document.questions)).toHaveLength(4)
    },
  )

  it('adds to a document of this version what came later, and changes nothing else', () => {
    const input = frozen(currentSchemaVersion)
    const parsed = parseDocument(input)
    expect(parsed).toEqual({ kind: 'document', document: withLaterKeys(input), migratedFrom: null })
    expect(parsed.kind === 'document' && parseDocument(parsed.document)).toEqual(parsed)
  })

  it('names a newer version, and the path of what is wrong', () => {
    const good = frozen(1) as Record<string, unknown>
    expect(parseDocument({ ...good, schemaVersion: 99 })).toEqual({ kind: 'newer', version: 99 })
    expect(parseDocument({ ...good, mainTrack: [{ kind: 'clip' }] })).toMatchObject({
      kind: 'invalid',
      path: 'mainTrack.0.clipId',
    })
    expect(parseDocument({ ...good, extra: 1 })).toMatchObject({ kind: 'invalid', path: '' })
    expect(parseDocument({ ...good, clips: { constructor: {} } })).toMatchObject({ kind: 'invalid' })
    for (const input of [null, [], 'x', {}, { schemaVersion: '1' }, { schemaVersion: 0 }, { schemaVersion: 0.5 }])
      expect(parseDocument(input)).toMatchObject({ kind: 'invalid' })
  })
})
