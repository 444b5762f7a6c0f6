import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkInvariants } from '#shared/project/invariants.ts'
import { parseDocument } from '#shared/project/migrations/ladder.ts'
import { currentSchemaVersion } from '#shared/project/schema/document.ts'

const frozen = (version: number): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/documents/v${version}.json`, import.meta.url), 'utf8'))

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

  it('gives a document of this version back unchanged', () => {
    const input = frozen(currentSchemaVersion)
    expect(parseDocument(input)).toEqual({ kind: 'document', document: input, migratedFrom: null })
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
