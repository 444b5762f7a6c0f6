import { beforeAll, describe, expect, it } from 'vitest'
import { controlDocuments } from '#shared/package/scorm/control-documents.ts'
import { planOf } from './build-package.ts'
import { sampleDocument, sampleQuestion, type SampleOptions } from './sample-document.ts'
import { createManifestValidator } from './validate-manifest.ts'

let errorsOf: Awaited<ReturnType<typeof createManifestValidator>>

beforeAll(async () => {
  errorsOf = await createManifestValidator('scorm2004')
})

function manifestOf(options: SampleOptions): string {
  const file = planOf(sampleDocument(options), 'scorm2004').files.find((each) => each.path === 'imsmanifest.xml')
  if (file?.kind !== 'text') throw new Error('no manifest')
  return file.text
}

describe('imsmanifest.xml of SCORM 2004', () => {
  it.each([
    ['a whole lesson', { completion: { minScorePercent: 80 } }],
    ['a lesson without questions', { questions: [], cues: [] }],
    ['a title that is long and hostile', { title: `“<&>” \u0001 ${'𝕿idbit '.repeat(60)}` }],
    ['a title of nothing', { title: '  ' }],
  ] satisfies readonly (readonly [string, SampleOptions])[])('is valid for %s', async (_name, options) => {
    expect(await errorsOf(manifestOf(options))).toEqual([])
  })

  it('would be found out if it were not valid', async () => {
    const manifest = manifestOf({ completion: { minScorePercent: 80 } })
    expect(await errorsOf(manifest.replace('adlcp:scormType="sco"', 'adlcp:scormType="course"'))).not.toEqual([])
    expect(await errorsOf(manifest.replace('minProgressMeasure="1.0"', 'minProgressMeasure="80"'))).not.toEqual([])
    expect(await errorsOf(manifest.replaceAll('imsss:minNormalizedMeasure', 'imsss:mastery'))).not.toEqual([])
  })

  it('has the control documents at the root, and lists every other file', () => {
    const paths = planOf(sampleDocument(), 'scorm2004').files.map((file) => file.path)
    const listed = [...manifestOf({}).matchAll(/<file href="([^"]+)"\/>/g)].map((match) => match[1])
    expect(paths).toEqual(expect.arrayContaining([...controlDocuments]))
    expect([...listed, 'imsmanifest.xml', ...controlDocuments].toSorted()).toEqual(paths.toSorted())
  })

  it('measures the primary objective by the pass mark, and has none where nothing is scored', () => {
    const marked = manifestOf({ completion: { minScorePercent: 80 } })
    expect(marked).toContain('satisfiedByMeasure="true"')
    expect(marked).toContain('<imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure>')
    const practice = sampleQuestion('q', 1, { scored: false })
    expect(manifestOf({ questions: [practice], completion: { minScorePercent: 80 } })).not.toContain('primaryObjective')
  })
})
