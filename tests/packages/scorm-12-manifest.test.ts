import { beforeAll, describe, expect, it } from 'vitest'
import { sampleDocument, sampleQuestion, type SampleOptions } from './sample-document.ts'
import { planOf } from './build-package.ts'
import { createManifestValidator } from './validate-manifest.ts'

let errorsOf: Awaited<ReturnType<typeof createManifestValidator>>

beforeAll(async () => {
  errorsOf = await createManifestValidator('scorm12')
})

function identifiers(manifest: string): readonly (string | undefined)[] {
  return [...manifest.matchAll(/identifier(?:ref)?="([^"]+)"/g)].map((match) => match[1])
}

function manifestOf(options: SampleOptions): string {
  const file = planOf(sampleDocument(options), 'scorm12').files.find((each) => each.path === 'imsmanifest.xml')
  if (file?.kind !== 'text') throw new Error('no manifest')
  return file.text
}

describe('imsmanifest.xml', () => {
  it.each([
    ['a whole lesson', { completion: { minScorePercent: 80 } }],
    ['a lesson without questions', { questions: [], cues: [] }],
    ['a title that is long and hostile', { title: `“<&>” \u0001 ${'𝕿idbit '.repeat(60)}` }],
    ['a title of nothing', { title: '  ' }],
  ] satisfies readonly (readonly [string, SampleOptions])[])('is valid for %s', async (_name, options) => {
    expect(await errorsOf(manifestOf(options))).toEqual([])
  })

  it('would be found out if it were not valid', async () => {
    const manifest = manifestOf({})
    expect(await errorsOf(manifest.replace('adlcp:scormtype="sco"', 'adlcp:scormtype="course"'))).not.toEqual([])
    expect(
      await errorsOf(manifest.replace('<imsmd:title>', '<imsmd:headline>').replace('</imsmd:title>', '</imsmd:headline>')),
    ).not.toEqual([])
    expect(await errorsOf(manifest.replaceAll('organization>', 'organisation>'))).not.toEqual([])
  })

  it('lists every file of the package, and no other', () => {
    const listed = [...manifestOf({}).matchAll(/<file href="([^"]+)"\/>/g)].map((match) => match[1])
    const packed = planOf(sampleDocument(), 'scorm12').files.map((file) => file.path)
    expect([...listed, 'imsmanifest.xml'].toSorted()).toEqual(packed.toSorted())
  })

  it('has the pass mark as mastery score, and none where nothing is scored', () => {
    expect(manifestOf({ completion: { minScorePercent: 80 } })).toContain('<adlcp:masteryscore>80</adlcp:masteryscore>')
    expect(manifestOf({})).not.toContain('masteryscore')
    const practice = sampleQuestion('q', 1, { scored: false })
    expect(manifestOf({ questions: [practice], completion: { minScorePercent: 80 } })).not.toContain('masteryscore')
  })

  it('keeps its identifiers when the lesson changes', () => {
    expect(identifiers(manifestOf({ title: 'Another title', seconds: 5, questions: [] }))).toEqual(identifiers(manifestOf({})))
    expect(identifiers(manifestOf({}))[0]).toBe('tidbit-lesson-planets')
  })
})
