import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createQuestion } from '#shared/project/question-defaults.ts'
import type { CaptionId, CaptionTrackId, ChoiceId, QuestionId } from '#shared/project/ids.ts'
import { createCaptionTrack } from '#shared/project/defaults.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { questionTypes, type Question } from '#shared/project/schema/question.ts'
import { EditSession } from '#shared/edit/edit-session.ts'
import { preflightSentences } from '#shared/messages/ui/preflight.ts'
import { applyFix } from '#shared/preflight/apply-fix.ts'
import { checkDocument } from '#shared/preflight/check-document.ts'
import { find, type FindingCode, type PreflightFinding } from '#shared/preflight/finding.ts'
import { ignoreFinding, partIgnored } from '#shared/preflight/ignored.ts'
import { noFileFacts, type MeasuredMedia } from '#shared/preflight/measured.ts'
import { reachablePercent } from '#shared/preflight/reachable-score.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { documentOf, overlayOf, titleStyle } from '../overlay/sample-overlays.ts'
import { countingIds } from '../project/sample-document.ts'

const at = (seconds: number) => ({ kind: 'timeline', ticks: secondsToTicks(seconds) }) as const
const measure = (_: string, sizePx: number, text: string): number => text.length * sizePx * 0.6

function check(document: LessonDocument, media: MeasuredMedia | null = null): readonly PreflightFinding[] {
  return checkDocument(document, { files: noFileFacts, media, measure, lastExport: null, today: '2026-05-31' })
}
const codes = (document: LessonDocument, media: MeasuredMedia | null = null): readonly FindingCode[] =>
  check(document, media).map(({ code }) => code)

function question(id: string, seconds: number, changes: Partial<Question> = {}): Question {
  let last = 0
  const newChoice = (): ChoiceId => `${id}-c${(last += 1)}` as ChoiceId
  const made = createQuestion(id as QuestionId, at(seconds), 'true-false', newChoice, 'en')
  return { ...made, prompt: `Question ${id}`, scored: true, points: 1, ...changes }
}

function withQuestions(questions: readonly Question[], minScorePercent: number | null = null): LessonDocument {
  const document = documentOf([])
  return {
    ...document,
    questions: Object.fromEntries(questions.map((each) => [each.id, each])),
    completion: { ...document.completion, questionsAnswered: questions.length > 0, minScorePercent },
  }
}

function withCaption(text: string, seconds: number, from = 0): LessonDocument {
  const document = documentOf([])
  const track = createCaptionTrack('cc' as CaptionTrackId, 'en')
  const id = 'cap' as CaptionId
  return {
    ...document,
    captionTracks: { [track.id]: track },
    captions: {
      [id]: {
        id,
        captionTrackId: track.id,
        anchor: at(from),
        durationTicks: secondsToTicks(seconds),
        text,
        words: [],
        speaker: '',
        done: false,
      },
    },
  }
}

/** The document after a finding was mended as one step, and after that step was taken back. */
function mend(document: LessonDocument, code: FindingCode, media: MeasuredMedia | null = null) {
  const fix = check(document, media).find((each) => each.code === code)?.fix
  if (!fix) throw new Error(`no fix of ${code}`)
  const session = new EditSession(document, countingIds())
  const result = session.run(applyFix, { fix })
  expect(result.ok).toBe(true)
  const mended = session.getSnapshot().document
  session.undo()
  expect(session.getSnapshot().document).toEqual(document)
  expect(checkInvariants(mended)).toEqual([])
  return mended
}

const quiet: MeasuredMedia = { flashes: [], contrasts: [], loudness: { lufs: -16, peakDb: -3, gainDb: 0 }, bytesPerMinute: 6e6 }

describe('captions', () => {
  it.each([
    ['captions.too-fast', 'This sentence has far too many letters for one second', 1.5],
    ['captions.fast', 'Eighteen letters and some', 1.4],
    ['captions.short', 'Hi', 0.5],
    ['captions.long', 'A caption that stands and stands', 8],
    ['captions.many-lines', 'One two three four five six seven eight nine ten eleven twelve thirteen fourteen', 5.9],
    ['captions.empty', '  ', 2],
    ['captions.letters', 'What is \u{10600}', 3],
  ] as const)('tells %s', (code, text, seconds) => {
    expect(codes(withCaption(text, seconds))).toContain(code)
  })

  it('says nothing of one that reads well', () => {
    expect(codes(withCaption('Brakes need care', 3)).filter((code) => code.startsWith('captions.'))).toEqual([])
  })

  it('divides what stands too long, and does not tell of it again', () => {
    const mended = mend(withCaption('A caption that stands and stands', 8), 'captions.long')
    expect(Object.keys(mended.captions)).toHaveLength(2)
    expect(codes(mended)).not.toContain('captions.long')
  })

  it('makes small letters large and moves low captions inwards', () => {
    const document = withCaption('Brakes need care', 3)
    const track = Object.values(document.captionTracks)[0]
    if (!track) throw new Error('no track')
    const small = { ...track, style: { ...track.style, bottomMargin: 20, text: { ...track.style.text, size: 40 } } }
    const bad = { ...document, captionTracks: { [track.id]: small } }
    expect(codes(bad)).toEqual(expect.arrayContaining(['captions.small', 'captions.low']))
    expect(codes(mend(bad, 'captions.small'))).not.toContain('captions.small')
    expect(codes(mend(bad, 'captions.low'))).not.toContain('captions.low')
  })

  it('offers the language of the captions for the lesson', () => {
    const document = withCaption('Remmen', 3)
    const bad = { ...document, metadata: { ...document.metadata, language: 'nl' } }
    expect(mend(bad, 'captions.language').metadata.language).toBe('en')
    expect(preflightSentences['captions.language']({ captions: 'en', lesson: 'nl' })).toMatch(
      /^The captions are in English .* in Dutch;/,
    )
  })
})

describe('text on the picture', () => {
  const titled = (change: Parameters<typeof overlayOf>[1]) => documentOf([overlayOf('o1', change)])

  it('moves what stands under the buttons of a player into the safe zone', () => {
    const low = titled({ box: { anchorPoint: 'bottom', x: 0, y: -60, width: 600, height: 200 } })
    expect(codes(low)).toContain('text.safe-zone')
    const mended = mend(low, 'text.safe-zone')
    expect(codes(mended)).not.toContain('text.safe-zone')
  })

  it('tells of what reaches beyond the picture, is small, or is gone before it is read', () => {
    expect(codes(titled({ box: { anchorPoint: 'left', x: -300, y: 0, width: 600, height: 200 } }))).toContain('text.off-picture')
    const small = { kind: 'text', text: 'Title', style: { ...titleStyle, size: 30 } } as const
    expect(codes(mend(titled({ content: small }), 'text.small'))).not.toContain('text.small')
    const long = { kind: 'text', text: 'word '.repeat(20), style: titleStyle } as const
    expect(codes(titled({ content: long, durationTicks: secondsToTicks(1) }))).toContain('text.short')
    for (const hundredths of [90, 101, 104, 105, 109]) {
      const short = titled({ content: long, durationTicks: secondsToTicks(hundredths / 100) })
      const params = check(short).find(({ code }) => code === 'text.short')?.params
      expect(Number(params?.['seconds'])).toBeLessThan(Number(params?.['wanted']))
    }
  })

  it('puts a panel behind letters that the measured picture swallows', () => {
    const bare = titled({ content: { kind: 'text', text: 'Pale', style: { ...titleStyle, boxColour: null } } })
    const media = { ...quiet, contrasts: [{ id: 'o1', kind: 'overlay', atTicks: secondsToTicks(1), ratio: 1.4 }] } as const
    const [found] = check(bare, media).filter(({ code }) => code === 'text.contrast')
    expect(found).toMatchObject({ atTicks: secondsToTicks(1), item: { kind: 'overlay', id: 'o1' }, params: { ratio: 1.4 } })
    const content = Object.values(mend(bare, 'text.contrast', media).overlays)[0]?.content
    expect(content).toMatchObject({ style: { boxColour: '#101418d9' } })
  })
})

describe('questions and score', () => {
  it('pauses for a question that nobody could see or answer in time', () => {
    const brief = withQuestions([question('q1', 3, { pause: false, showTicks: secondsToTicks(4) })])
    expect(codes(mend(brief, 'questions.hurried'))).not.toContain('questions.hurried')
    const end = withQuestions([question('q1', 10, { pause: false, showTicks: secondsToTicks(4) })])
    expect(codes(mend(end, 'questions.never-seen'))).not.toContain('questions.never-seen')
  })

  it('sets a pass mark that can be reached', () => {
    const poll = question('q2', 5, { type: 'short-answer', choices: [], acceptedAnswers: ['…'] })
    const document = withQuestions([question('q1', 3), poll], 80)
    const mended = mend(document, 'questions.pass-mark')
    expect(mended.completion.minScorePercent).toBe(50)
    expect(codes(mended)).not.toContain('questions.pass-mark')
    expect(
      mend(withQuestions([question('q1', 3, { scored: false })], 80), 'questions.pass-mark-unscored').completion.minScorePercent,
    ).toBeNull()
  })

  it('takes the best way through branches, also by a wrong answer', () => {
    const lead = (correct: number | null, incorrect: number | null) => ({
      branch: {
        correctTicks: correct === null ? null : secondsToTicks(correct),
        incorrectTicks: incorrect === null ? null : secondsToTicks(incorrect),
      },
    })
    expect(reachablePercent(withQuestions([question('a', 1, lead(8, null)), question('b', 5, { points: 3 })]))).toBe(75)
    expect(reachablePercent(withQuestions([question('a', 1, lead(null, 8)), question('b', 5, { points: 3 })]))).toBe(100)
    expect(reachablePercent(withQuestions([question('a', 5, lead(0, 0)), question('b', 6)]))).toBe(100)
    expect(reachablePercent(withQuestions([]))).toBeNull()
  })
})

describe('the lesson', () => {
  it('tells of loudness, size and flashes as they were measured, and evens the loudness out', () => {
    const document = documentOf([])
    const raw = { ...document, settings: { ...document.settings, loudnessLufs: null } }
    const media: MeasuredMedia = {
      ...quiet,
      loudness: { lufs: -27.3, peakDb: -8, gainDb: 11.3 },
      bytesPerMinute: 20e6,
      flashes: [{ kind: 'red', startTicks: secondsToTicks(2), endTicks: secondsToTicks(3), flashes: 5 }],
    }
    expect(codes(raw, media)).toEqual(expect.arrayContaining(['sound.not-levelled', 'lesson.size', 'picture.red-flashes']))
    expect(codes(mend(raw, 'sound.not-levelled', media), media)).not.toContain('sound.not-levelled')
    expect(codes(document, quiet).filter((code) => /sound|size|flash/.test(code))).toEqual([])
  })

  it('leaves aside what is ignored, and looks at it again', () => {
    const document = documentOf([])
    const session = new EditSession(document, countingIds())
    session.run(ignoreFinding, { key: 'lesson.no-description', ignored: true })
    const ignoring = session.getSnapshot().document
    expect(partIgnored(ignoring, check(ignoring)).ignored.map(({ code }) => code)).toEqual(['lesson.no-description'])
    session.run(ignoreFinding, { key: 'lesson.no-description', ignored: false })
    expect(session.getSnapshot().document.metadata).toEqual(document.metadata)
  })

  it('judges any questions without failing, worst first, each under a name of its own, with fixes that work', () => {
    const anyQuestion = fc.record({
      type: fc.constantFrom(...questionTypes),
      seconds: fc.integer({ min: 0, max: 10 }),
      pause: fc.boolean(),
      scored: fc.boolean(),
      points: fc.integer({ min: 0, max: 5 }),
      to: fc.option(fc.integer({ min: 0, max: 10 })),
      prompt: fc.constantFrom('', 'Why?', 'Fill ___ in'),
    })
    fc.assert(
      fc.property(fc.array(anyQuestion, { maxLength: 5 }), fc.option(fc.integer({ min: 0, max: 100 })), (drawn, mark) => {
        const questions = drawn.map(({ type, seconds, pause, scored, points, to, prompt }, index) => {
          let last = 0
          const made = createQuestion(
            `q${index}` as QuestionId,
            at(seconds),
            type,
            () => `q${index}c${(last += 1)}` as ChoiceId,
            'en',
          )
          const branch = { correctTicks: to === null ? null : secondsToTicks(to), incorrectTicks: null }
          return { ...made, prompt, pause, showTicks: pause ? null : secondsToTicks(5), scored, points, branch }
        })
        const document = withQuestions(questions, mark)
        const found = check(document)
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length)
        const ranks = found.map(({ severity }) => ['error', 'warning', 'advice'].indexOf(severity))
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
        for (const { fix, code, key } of found) {
          if (!fix) continue
          const session = new EditSession(document, countingIds())
          expect(session.run(applyFix, { fix }).ok).toBe(true)
          const left = check(session.getSnapshot().document)
          expect(left.map((each) => each.key)).not.toContain(key)
          expect(code).toBeTruthy()
        }
        const reachable = reachablePercent(document)
        expect(reachable === null || (reachable >= 0 && reachable <= 100)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('names a finding by what it is about, so that another edit does not bring it back', () => {
    expect(find('captions.none').key).toBe('captions.none')
    expect(find('text.short', { item: { kind: 'overlay', id: 'o1' as never } }).key).toBe('text.short:o1')
  })
})
