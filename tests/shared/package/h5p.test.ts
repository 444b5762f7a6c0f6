import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeError } from '#shared/messages/app-error.ts'
import { findLosses, findRefusals } from '#shared/package/capabilities.ts'
import { h5pLibrary, nameLibrary, withDependencies } from '#shared/package/h5p/libraries.ts'
import { planH5p } from '#shared/package/h5p/plan-h5p.ts'
import { stableUuid } from '#shared/package/h5p/stable-uuid.ts'
import { escapeGap, escapeH5p, escapeWithin } from '#shared/package/h5p/text.ts'
import { h5pWords } from '#shared/package/h5p/words.ts'
import { defaultPackageOptions, planPackage } from '#shared/package/plan-package.ts'
import { playerLanguages } from '#shared/package/player-languages.ts'
import type { Question } from '#shared/project/schema/question.ts'
import { everyQuestion } from '../../packages/every-question.ts'
import { h5pDocument, h5pQuestions } from '../../packages/h5p-lesson.ts'
import { sampleChoice, sampleDocument, sampleQuestion } from '../../packages/sample-document.ts'

type Json = { readonly [key: string]: unknown }
type Interaction = {
  readonly duration: Json
  readonly action: Json & { readonly params: Json }
  readonly pause: boolean
  readonly adaptivity?: Json
}
type Video = {
  readonly video: Json
  readonly assets: { readonly interactions: Interaction[]; readonly bookmarks: Json[]; readonly endscreens: Json[] }
}

function textsOf(document = h5pDocument()): { readonly h5p: Json; readonly video: Video; readonly paths: readonly string[] } {
  const files = planH5p(document, defaultPackageOptions)
  const read = (path: string): unknown => {
    const file = files.find((each) => each.path === path)
    return file?.kind === 'text' ? JSON.parse(file.text) : null
  }
  const content = read('content/content.json') as { readonly interactiveVideo: Video }
  return { h5p: read('h5p.json') as Json, video: content.interactiveVideo, paths: files.map(({ path }) => path) }
}

function paramsOf(question: Question): Json {
  return textsOf(h5pDocument([question])).video.assets.interactions[0]?.action.params ?? {}
}

const plain = { retries: 0, feedback: { correct: '', incorrect: '' } } as const

describe('a package of H5P', () => {
  it('tells its version and what is new in the comments for editors, on one line', () => {
    const record = { lessonId: 'l', version: 3, note: 'New clip,\nclearer words', sha256: '0'.repeat(64), asked: [] }
    const completion = { watchedPercent: null, questionsAnswered: false, minScorePercent: null }
    const commentOf = (note: string): unknown => {
      const options = { ...defaultPackageOptions, record: { ...record, note, completion } }
      const file = planH5p(h5pDocument(), options).find(({ path }) => path === 'h5p.json')
      return file?.kind === 'text' ? JSON.parse(file.text).authorComments : null
    }
    expect(commentOf(record.note)).toBe('Version 3: New clip, clearer words')
    expect(commentOf(' ')).toBe('Version 3')
    expect(textsOf().h5p['authorComments']).toBeUndefined()
  })

  it('offers captions that nobody named by the name of their language', () => {
    const document = h5pDocument()
    const captionTracks = Object.fromEntries(
      Object.entries(document.captionTracks).map(([id, track]) => [id, { ...track, label: '', language: 'de' }]),
    )
    expect(textsOf({ ...document, captionTracks }).video.video).toMatchObject({
      textTracks: { videoTrack: [{ label: 'Deutsch', srcLang: 'de' }], defaultTrackLabel: 'Deutsch' },
    })
  })

  it('names in h5p.json every library of its content, literally, and what those load, in an order to load them', () => {
    const { h5p, video } = textsOf()
    const declared = (h5p['preloadedDependencies'] as Parameters<typeof nameLibrary>[0][]).map(nameLibrary)
    const named = JSON.stringify(video).match(/"library":"[^"]+"/g) ?? []
    for (const name of new Set(named.map((entry) => entry.slice(11, -1)))) expect(declared).toContain(name)
    expect(declared.at(-1)).toBe('H5P.InteractiveVideo 1.27')
    expect(declared).toEqual(expect.arrayContaining(['FontAwesome 4.5', 'H5P.CKEditor 1.0', 'H5P.TextUtilities 1.3']))
    for (const [index, name] of declared.entries()) {
      const [machineName = ''] = name.split(' ')
      const needs = withDependencies([machineName as 'H5P.Question']).map((each) => nameLibrary(h5pLibrary(each, 27)))
      expect(needs.every((need) => declared.indexOf(need) <= index)).toBe(true)
    }
    expect(h5p).toMatchObject({
      mainLibrary: 'H5P.InteractiveVideo',
      embedTypes: ['iframe'],
      language: 'en',
      license: 'CC BY',
      licenseVersion: '4.0',
      authors: [{ name: 'Ada Öztürk', role: 'Author' }],
    })
  })

  it('keeps film, poster and captions where content names them', () => {
    const { video, paths } = textsOf()
    expect(paths.toSorted()).toEqual(
      [
        'content/content.json',
        'content/files/captions-1.vtt',
        'content/images/poster.jpg',
        'content/videos/lesson.mp4',
        'h5p.json',
      ].toSorted(),
    )
    const named = JSON.stringify(video.video).match(/"path":"[^"]+"/g) ?? []
    for (const entry of named) expect(paths).toContain(`content/${entry.slice(8, -1)}`)
    expect(named).toHaveLength(3)
    expect(video.assets.bookmarks).toEqual([{ time: 1, label: 'The storm &amp; &lt;after&gt;' }])
    expect(video.assets.endscreens).toHaveLength(1)
  })

  it('asks every kind of question but the place in the picture, and stops the film where the lesson does', () => {
    const { interactions } = textsOf().video.assets
    expect(interactions).toHaveLength(h5pQuestions().length)
    expect(interactions.every(({ pause }) => pause)).toBe(true)
    const branching = interactions.find(({ adaptivity }) => adaptivity !== undefined)
    expect(branching?.adaptivity).toMatchObject({ correct: { seekTo: 0.7 }, wrong: { seekTo: 0 } })
    const ids = interactions.map(({ action }) => action['subContentId'])
    expect(new Set(ids).size).toBe(ids.length)
    expect(textsOf().video.assets.interactions.map(({ action }) => action['subContentId'])).toEqual(ids)
  })

  it('writes blanks with alternatives, and letters that would mean something between asterisks as entities', () => {
    const [short] = h5pQuestions().filter(({ id }) => id === 'q-short')
    expect(short && paramsOf(short)['questions']).toEqual(['<p>*12/twelve&#47;dozen/a&#58;b&#42;c*</p>'])
    expect(short && paramsOf(short)['behaviour']).toMatchObject({
      caseSensitive: true,
      acceptSpellingErrors: false,
      enableRetry: false,
    })
    const blank = everyQuestion().find(({ type }) => type === 'fill-blank')
    expect(blank && paramsOf(blank)['questions']).toEqual([
      '<p>The largest planet is *Jupiter*, and its great red *storm/spot* is older than any country.</p>',
    ])
  })

  it('orders and matches by words that are dragged', () => {
    const order = everyQuestion().find(({ type }) => type === 'ordering')
    const match = everyQuestion().find(({ type }) => type === 'matching')
    expect(order && String(paramsOf(order)['textField']).split('\n').slice(0, 2)).toEqual(['1. *Mercury*', '2. *Earth*'])
    expect(match && String(paramsOf(match)['textField']).split('\n').slice(0, 2)).toEqual([
      'Europa: *Jupiter*',
      'Titan: *Saturn*',
    ])
  })
})

describe('what H5P cannot carry', () => {
  it('refuses a place in the picture, and a picture without words', () => {
    const spot = everyQuestion().filter(({ type }) => type === 'hotspot')
    expect(findRefusals(h5pDocument(spot), 'h5p').map(describeError)).toEqual([
      'H5P’s Interactive Video has no question in which learners point at a place (“Where is the red storm?”): its hotspots only lead elsewhere, without points. Change its kind, or choose another kind of package.',
    ])
    expect(planPackage(h5pDocument(spot), 'h5p')).toMatchObject({ ok: false, error: { code: 'package.h5p-hotspot' } })
    expect(findRefusals(h5pDocument(spot), 'scorm12')).toEqual([])
  })

  const losses = (questions: readonly Question[]) => findLosses(sampleDocument({ questions }), 'h5p')
  const features = (questions: readonly Question[]) => losses(questions).map(({ feature }) => feature)
  const single = (id: string, at: number, part: Partial<Question> = {}) =>
    sampleQuestion(id, at, { ...plain, required: false, hint: '', ...part })

  it('tells nothing of points where H5P counts as the lesson does, and tells it where it does not', () => {
    expect(features([single('a', 0.5, { points: 2 }), single('b', 1, { points: 2 })])).not.toContain('score')
    expect(features([single('a', 0.5, { points: 1 }), single('b', 1, { points: 3 })])).toContain('score')
    expect(features([single('a', 0.5, { scored: false, points: 0 }), single('b', 1)])).toContain('score')
    const order = everyQuestion().filter(({ type }) => type === 'ordering')
    expect(features(order)).not.toContain('score')
    expect(features(order.map((question) => ({ ...question, partialCredit: false })))).toContain('score')
  })

  it('tells each loss of a kind of question, and only those of this lesson', () => {
    const kinds = (questions: readonly Question[]) =>
      losses(questions).find(({ feature }) => feature === 'question-kinds')?.sentence
    expect(kinds([single('a', 0.5)])).toBeUndefined()
    expect(kinds([single('a', 0.5, { required: true })])).toMatch(/^The film stops at each question/)
    expect(kinds([single('a', 0.5, { retries: 2 })])).toMatch(/as often as they like/)
    expect(kinds(everyQuestion())).toMatch(/Ordering and matching become words/)
    expect(features([single('a', 0.5, { hint: 'Think' })])).toContain('hints')
  })
})

describe('text for H5P', () => {
  it('holds no sign of HTML, whatever the author wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        expect(escapeH5p(text)).not.toMatch(/[<>"'@]|&(?!(?:amp|lt|gt|quot|#0?\d+);)/)
        expect(escapeGap(text)).not.toMatch(/[*/:\\]/)
      }),
    )
  })

  it('is cut to a length without breaking an entity', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('&', 'a', '<', '😀', "'") }),
        fc.integer({ min: 5, max: 60 }),
        (text, most) => {
          const cut = escapeWithin(text, most)
          expect(cut.length).toBeLessThanOrEqual(most)
          expect(cut.replaceAll(/&(?:amp|lt|#039);/g, '')).not.toContain('&')
        },
      ),
    )
  })

  it('never lets words of an author reach content.json as elements', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (words) => {
        const text = `x${words}<b onclick=y>`
        const choices = [sampleChoice('a', text, true, text), sampleChoice('b', `${text}2`, false)]
        const content = JSON.stringify(textsOf(h5pDocument([single(text, choices)])).video.assets)
        expect(content).not.toContain('<b onclick')
      }),
      { numRuns: 30 },
    )
  })

  const single = (prompt: string, choices: Question['choices']): Question =>
    sampleQuestion('q', 0.5, { ...plain, prompt: prompt.slice(0, 250), choices, hint: prompt })

  const placeholders = (language: string, key: 'scoreBar' | 'inputLabel' | 'submitAll') => {
    const words = h5pWords(language)
    return (words[key].match(/[:@]\w+/g) ?? []).toSorted()
  }

  it('has words in every language of the player', () => {
    for (const language of playerLanguages.filter((each) => each !== 'en')) {
      expect(h5pWords(language).check).not.toBe(h5pWords('en').check)
      for (const key of ['scoreBar', 'inputLabel', 'submitAll'] as const)
        expect(placeholders(language, key)).toEqual(placeholders('en', key))
    }
    expect(h5pWords('pt-BR').check).toBe('Check')
  })

  it('gives the same id to the same name, and another to another', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(stableUuid(a)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(stableUuid(a) === stableUuid(b)).toBe(a === b)
      }),
    )
  })
})
