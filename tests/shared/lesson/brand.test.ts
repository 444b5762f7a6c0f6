import { describe, expect, it } from 'vitest'
import type { FileFacts } from '#shared/lesson/compile-clips.ts'
import { compileLesson } from '#shared/lesson/compile-lesson.ts'
import { decompileLesson } from '#shared/lesson/decompile-lesson.ts'
import type { Lesson } from '#shared/lesson/lesson-schema.ts'
import { parseLesson } from '#shared/lesson/parse-lesson.ts'
import { defaultBrandKit } from '#shared/project/brand.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { documentSchema } from '#shared/project/schema/document.ts'
import { compileOk, problemsOf, sampleFacts, videoFacts } from './lesson-sample.ts'

const logo: FileFacts = { ...videoFacts('logo', 1), kind: 'image', interpretation: null, imageSize: { width: 300, height: 200 } }
const facts = new Map([...sampleFacts, ['logo.png', logo]])
const branded: Lesson = {
  id: 'branded',
  title: 'In the colours of the school',
  language: 'en',
  clips: [{ file: 'a.mp4', out: 8 }],
  overlays: [
    {
      type: 'title',
      text: 'Hello',
      start: 0,
      end: 2,
      font: 'brand:heading',
      colour: 'brand:text',
      boxColour: 'brand:primary/d9',
    },
    { type: 'shape', shape: 'rectangle', start: 2, end: 4, fill: 'brand:accent', stroke: 'brand:background' },
  ],
  captions: [{ start: 0, end: 1, text: 'Look' }],
  captionStyle: { preset: 'school', highlightColour: '#ff0000' },
  brand: {
    name: 'Hill School',
    primaryColour: '#102030',
    headingFont: 'Noto Sans',
    logo: 'logo.png',
    nameBanner: { title: 'Ana Silva', subtitle: 'Physics' },
  },
}

describe('the school style of a lesson.json', () => {
  it('becomes part of the document and comes back whole', () => {
    const { document } = compileOk(branded, facts)
    expect(checkInvariants(documentSchema.parse(JSON.parse(JSON.stringify(document))))).toEqual([])
    const { logo: _, ...kit } = branded.brand ?? {}
    expect(document.brandKit).toEqual({ ...defaultBrandKit, ...kit, logoAssetId: expect.stringMatching(/^asset-/) })
    const { lesson, dropped } = decompileLesson(document, new Map(Object.keys(document.assets).map((id) => [id as never, id])))
    expect(dropped).toEqual([])
    expect(lesson.captionStyle).toEqual({ preset: 'school', highlightColour: '#ff0000' })
    const again = parseLesson(JSON.parse(JSON.stringify(lesson)))
    if (!again.ok) throw new Error(JSON.stringify(again.error))
    const byAsset = new Map([...facts].map(([name, fact]) => [`asset-${fact.sha256.slice(0, 24)}`, facts.get(name) ?? fact]))
    const compiled = compileOk(again.value, byAsset).document
    expect({ ...compiled, assets: {} }).toEqual({ ...document, assets: {} })
  })

  it('is Tidbit’s own where it says nothing, and none where it is left out', () => {
    expect(compileOk({ ...branded, brand: {} }, facts).document.brandKit).toEqual(defaultBrandKit)
    const { brand: _, ...plain } = branded
    expect(compileOk(plain, facts).document.brandKit).toBeNull()
  })

  it('refuses colours that are none and a logo that is no picture', () => {
    expect(problemsOf({ ...branded, brand: { primaryColour: 'green' } })).toEqual([
      expect.stringMatching(/^brand\.primaryColour: /),
    ])
    expect(problemsOf({ ...branded, brand: { primaryColour: 'brand:text' } })).toHaveLength(1)
    const result = compileLesson({ ...branded, brand: { logo: 'a.mp4' } }, facts)
    expect(result.ok ? [] : result.error.map(({ path }) => path)).toEqual(['brand.logo'])
  })
})
