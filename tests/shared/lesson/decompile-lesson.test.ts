import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { captionStyles } from '#shared/caption/styles.ts'
import { decompileLesson } from '#shared/lesson/decompile-lesson.ts'
import { formatProblem } from '#shared/lesson/lesson-problem.ts'
import { parseLesson } from '#shared/lesson/parse-lesson.ts'
import { createCaptionTrack, mainTrackId } from '#shared/project/defaults.ts'
import type { AssetId, CaptionTrackId, ChoiceId, ClipId, SlotId, TrackId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Question } from '#shared/project/schema/question.ts'
import type { Caption, CaptionStyle, CaptionTrack } from '#shared/project/schema/text.ts'
import { seconds } from '../project/sample-document.ts'
import { compileOk, fullLesson, sampleFacts } from './lesson-sample.ts'

type Change = (document: LessonDocument) => LessonDocument

/** Changes every record of a table that `accept` takes. */
function each<Table extends 'questions' | 'captionTracks' | 'captions' | 'clips' | 'assets'>(
  table: Table,
  change: (record: LessonDocument[Table][keyof LessonDocument[Table]]) => object,
): Change {
  return (document) => ({
    ...document,
    [table]: Object.fromEntries(
      Object.entries(document[table]).map(([id, record]) => [id, { ...record, ...change(record as never) }]),
    ),
  })
}

const questions = (type: Question['type'], changes: (question: Question) => Partial<Question>): Change =>
  each('questions', (record) => ((record as Question).type === type ? changes(record as Question) : {}))

const firstStyle = (changes: (style: CaptionStyle) => Partial<CaptionStyle>, which = 'captions'): Change =>
  each('captionTracks', (record) => {
    const { kind, style } = record as CaptionTrack
    return which === 'all' || kind === which ? { style: { ...style, ...changes(style) } } : {}
  })

const firstClip = (changes: Partial<Clip>): Change => each('clips', (record) => ((record as Clip).id === 'clip-1' ? changes : {}))

const recode =
  (...codes: string[]) =>
  ({ choices }: Question): Partial<Question> => ({
    choices: choices.map((choice, index) => ({ ...choice, code: codes[index] ?? choice.code })),
  })

/** What lesson.json can say. */
const sayable: Readonly<Record<string, Change>> = {
  'other words': (document) => ({ ...document, metadata: { ...document.metadata, title: 'Other', level: '' } }),
  'another canvas': (document) => ({
    ...document,
    settings: { ...document.settings, canvas: { width: 1000, height: 500 } },
  }),
  'a boxed look': firstStyle(() => ({ ...captionStyles.boxed, maxLines: 3 }), 'all'),
  'ids of true and false that the app made': questions('true-false', ({ choices }) => ({
    choices: choices.map((choice, index) => ({ ...choice, id: `n${index}` as ChoiceId })),
  })),
  'labels of true and false': questions('true-false', ({ choices }) => ({
    choices: choices.map((choice, index) => ({ ...choice, text: ['Yes', 'No'][index] ?? '' })),
  })),
  'jumps after answering': questions('single-choice', () => ({
    branch: { correctTicks: seconds(5.1), incorrectTicks: seconds(2) },
  })),
  'a muted clip': each('clips', (record) => ({ sound: { ...(record as Clip).sound, muted: true } })),
  'no challenge': (document) => ({ ...document, challenge: null }),
  'a challenge that is still to be written': (document) => ({
    ...document,
    challenge: document.challenge && {
      ...document.challenge,
      brief: '',
      steps: ['', 'Press'],
      rubric: [{ title: '', levels: [{ label: '', description: '', points: 0 }] }],
    },
  }),
  'a speaker': each('captions', () => ({ speaker: 'Ben' })),
}

/** What it cannot, and the path that must be told. */
const unsayable: Readonly<Record<string, readonly [RegExp, Change]>> = {
  'no panel in the boxed look': [
    /^captionTracks\..*\.style$/,
    firstStyle(() => ({ ...captionStyles.boxed, text: { ...captionStyles.boxed.text, boxColour: null } }), 'all'),
  ],
  'a wider outline': [
    /^captionTracks\..*\.style$/,
    firstStyle(({ text }) => ({ text: { ...text, outlineWidth: text.outlineWidth + 3 } }), 'all'),
  ],
  'another look of the second language': [
    /^captionTracks\.subtitles-de\.style$/,
    firstStyle(() => captionStyles.boxed, 'subtitles'),
  ],
  'a second list of one language': [
    /^captionTracks\.again$/,
    (document) => {
      const again = 'again' as CaptionTrackId
      const track = { ...createCaptionTrack(again, 'de'), kind: 'subtitles' as const, style: captionStyles.plain, order: 9 }
      return { ...document, captionTracks: { ...document.captionTracks, [again]: track } }
    },
  ],
  'codes of true and false': [/^questions\..*\.choices$/, questions('true-false', recode('f', 'g'))],
  'true and false both right': [
    /^questions\..*\.choices$/,
    questions('true-false', ({ choices }) => ({ choices: choices.map((choice) => ({ ...choice, correct: true })) })),
  ],
  'retired codes of true or false': [/\.retiredCodes$/, questions('true-false', () => ({ retiredCodes: 'cd' }))],
  'part of the points for one right choice': [
    /^questions\..*\.partialCredit$/,
    questions('single-choice', () => ({ partialCredit: true })),
  ],
  'points without a score': [/^questions\.q-multi\.points$/, questions('multiple-choice', () => ({ scored: false, points: 3 }))],
  'a score without points': [/^questions\.q-multi\.scored$/, questions('multiple-choice', () => ({ points: 0 }))],
  'a jump after an opinion': [
    /\.branch$/,
    questions('poll', () => ({ branch: { correctTicks: seconds(5), incorrectTicks: null } })),
  ],
  'feedback of true': [
    /\.choices$/,
    questions('true-false', ({ choices }) => ({ choices: choices.map((choice) => ({ ...choice, feedback: 'So it is' })) })),
  ],
  'an open question': [/^questions\./, questions('short-answer', () => ({ acceptedAnswers: [] }))],
  'an empty prompt': [/^questions\.q-multi$/, questions('multiple-choice', () => ({ prompt: '' }))],
  'a model answer beside the main track': [
    /^challenge\.modelClipId$/,
    (document) => {
      const [id, trackId] = ['beside' as ClipId, 'pip' as TrackId]
      const [clip, track] = [document.clips['clip-1' as ClipId], document.tracks[mainTrackId]]
      if (!clip || !track) throw new Error('no clip')
      const anchor = { kind: 'timeline', ticks: seconds(1) } as const
      return {
        ...document,
        tracks: { ...document.tracks, [trackId]: { ...track, id: trackId, band: 'picture-in-picture' } },
        clips: { ...document.clips, [id]: { ...clip, id, trackId, anchor } },
        challenge: document.challenge && { ...document.challenge, modelClipId: id },
      }
    },
  ],
  'a quieter main track': [
    /^tracks\.main$/,
    (document) => {
      const track = document.tracks[mainTrackId]
      return track ? { ...document, tracks: { ...document.tracks, [mainTrackId]: { ...track, gainDb: -6 } } } : document
    },
  ],
  'a label': [/^clips\.clip-1\.label$/, firstClip({ label: 'Intro' })],
  'a trimmed caption': [
    /^captions$/,
    each('captions', (record) => ((record as Caption).speaker === '' ? {} : { durationTicks: seconds(30) })),
  ],
  'corrected captions': [/^captions$/, each('captions', () => ({ done: true }))],
  'a caption without text': [
    /^captions$/,
    each('captions', (record) => ((record as Caption).speaker === '' ? {} : { text: ' ' })),
  ],
  'described media': [/^assets\./, each('assets', () => ({ altText: 'A bicycle' }))],
  'media that nothing plays': [
    /^assets\.spare$/,
    (document) => {
      const [asset] = Object.values(document.assets)
      const id = 'spare' as AssetId
      return asset ? { ...document, assets: { ...document.assets, [id]: { ...asset, id } } } : document
    },
  ],
  'a slot': [
    /^slots$/,
    (document) => {
      const id = 'slot' as SlotId
      const slot = {
        id,
        kind: 'clip',
        name: '',
        hint: '',
        required: true,
        filled: false,
        minTicks: null,
        maxTicks: null,
      } as const
      return { ...document, slots: { [id]: slot } }
    },
  ],
}

const compiled = compileOk(fullLesson)

function decompile(document: LessonDocument) {
  return decompileLesson(document, compiled.files)
}

/** The document that comes back, and the one that went in, without what is numbered anew. */
function roundTrip(document: LessonDocument) {
  const { lesson } = decompile(document)
  const parsed = parseLesson(JSON.parse(JSON.stringify(lesson)))
  if (!parsed.ok) throw new Error(parsed.error.map(formatProblem).join('\n'))
  return { before: comparable(document), after: comparable(compileOk(lesson, sampleFacts).document) }
}

function comparable(document: LessonDocument) {
  const captions = Object.values(document.captions).map((caption) => JSON.stringify({ ...caption, id: null }))
  const questionList = Object.values(document.questions).map((question) =>
    question.type === 'true-false'
      ? { ...question, choices: question.choices.map((choice) => ({ ...choice, id: null })) }
      : question,
  )
  return { ...document, captions: captions.toSorted(), questions: questionList }
}

describe('decompileLesson', () => {
  it('gives a lesson that compiles to the same document, whatever lesson.json can say of it', () => {
    fc.assert(
      fc.property(fc.subarray(Object.values(sayable)), (changes) => {
        const document = changes.reduce((changed, change) => change(changed), compiled.document)
        expect(decompile(document).dropped).toEqual([])
        const { before, after } = roundTrip(document)
        expect(after).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })

  it.each(Object.entries(unsayable))('tells that it drops %s', (_, [path, change]) => {
    const document = change(compiled.document)
    expect(document).not.toEqual(compiled.document)
    expect(checkInvariants(document)).toEqual([])
    const { dropped } = decompile(document)
    expect(dropped.map((drop) => drop.path)).toContainEqual(expect.stringMatching(path))
    const told = dropped.filter((drop) => !path.test(drop.path)).map((drop) => drop.path)
    expect(told.every((other) => /^(clips\.beside|tracks|completion)/.test(other))).toBe(true)
  })

  it('still gives a lesson that can be read, whatever it drops, and nothing else is lost', () => {
    const changes = Object.values(unsayable).map(([, change]) => change)
    fc.assert(
      fc.property(fc.subarray(changes), fc.subarray(Object.values(sayable)), (lossy, lossless) => {
        const document = [...lossy, ...lossless].reduce((changed, change) => change(changed), compiled.document)
        const once = roundTrip(document)
        // What came back has nothing left that lesson.json cannot say: it comes back as it is.
        const again = decompile(compileOk(decompile(document).lesson, sampleFacts).document)
        expect(again.dropped).toEqual([])
        if (decompile(document).dropped.length === 0) expect(once.after).toEqual(once.before)
      }),
      { numRuns: 60 },
    )
  })
})
