import { describe, expect, it } from 'vitest'
import { decompileLesson } from '#shared/lesson/decompile-lesson.ts'
import { deriveId } from '#shared/lesson/derive-id.ts'
import { describeLessonWarning } from '#shared/lesson/lesson-warning.ts'
import { parseLesson } from '#shared/lesson/parse-lesson.ts'
import type { AssetId, CaptionTrackId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { documentSchema } from '#shared/project/schema/document.ts'
import { captionsInOrder, questionsInOrder } from '#shared/project/selectors.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { seconds } from '../project/sample-document.ts'
import { compileOk, fullLesson, problemsOf, sampleFacts, videoFacts } from './lesson-sample.ts'

describe('compileLesson', () => {
  it('makes a sound document with everything in its place', () => {
    const { document, files, warnings } = compileOk(fullLesson)
    expect(documentSchema.safeParse(structuredClone(document)).error).toBeUndefined()
    expect(checkInvariants(document)).toEqual([])
    expect(warnings).toEqual([])
    expect(ticksToSeconds(deriveTimeline(document).durationTicks)).toBe(16)
    expect([...files.values()]).toEqual(['a.mp4', 'media/b.mp4'])
    expect(document.id).toBe('brakes-1')
    expect(document.settings.canvas).toEqual({ width: 1080, height: 1080 })
    expect(document.clips).toMatchObject({
      'clip-1': { sourceInTicks: seconds(1), sourceOutTicks: seconds(11), picture: { fit: 'fit-blur' }, sound: { gainDb: -3 } },
      'clip-2': { sourceOutTicks: seconds(6), sound: { muted: true }, altText: 'A wheel' },
    })
    expect(questionsInOrder(document).map(({ atTicks }) => ticksToSeconds(atTicks))).toEqual([
      4, 9.5, 12, 12.5, 13, 13.5, 14, 14.5, 15, 16,
    ])
    expect(questionsInOrder(document).map(({ question }) => [question.type, question.points, question.retries])).toEqual([
      ['single-choice', 2, 1],
      ['multiple-choice', 1, null],
      ['true-false', 1, 0],
      ['fill-blank', 1, 0],
      ['ordering', 1, 0],
      ['matching', 1, 0],
      ['hotspot', 1, 2],
      ['poll', 0, 0],
      ['reflection', 0, 0],
      ['short-answer', 0, 0],
    ])
    expect(document.challenge).toMatchObject({ modelClipId: 'clip-2', durationLimitTicks: seconds(45) })
  })

  it('puts what each kind of question is answered by where the editor looks for it', () => {
    const { document } = compileOk(fullLesson)
    const of = (type: string) => questionsInOrder(document).find(({ question }) => question.type === type)?.question
    expect(of('fill-blank')).toMatchObject({
      acceptedAnswers: ['brake', 'bicycle|bike'],
      partialCredit: true,
      caseSensitive: true,
    })
    expect(of('ordering')?.choices.map(({ code, feedback }) => [code, feedback])).toEqual([
      ['b', ''],
      ['k', 'Look first.'],
      ['c', ''],
    ])
    expect(of('matching')).toMatchObject({ choices: [{ match: 'Rear wheel' }, { match: 'Front wheel' }], shuffle: true })
    expect(of('hotspot')?.choices[0]).toMatchObject({ correct: true, region: { x: 0.2, y: 0.3, width: 0.2, height: 0.1 } })
    expect(of('hotspot')?.branch).toEqual({ correctTicks: null, incorrectTicks: seconds(12.5) })
    const late = { type: 'true-false', at: 1, prompt: 'Late?', correct: true, goOnAt: { correct: 17 } } as const
    expect(problemsOf({ ...fullLesson, quizzes: [late] })).toEqual([
      'quizzes[0].goOnAt.correct: write at most 16, the length of the lesson in seconds',
    ])
    expect(of('poll')).toMatchObject({ scored: false, feedback: { correct: 'Thanks!', incorrect: '' } })
    expect(of('reflection')).toMatchObject({ scored: false, choices: [], required: false })
  })

  it('requires an answer where the lesson pauses, unless it says otherwise', () => {
    const quiz = { type: 'true-false', prompt: 'Wheels are round.', correct: true } as const
    const quizzes = [
      { ...quiz, at: 1 },
      { ...quiz, at: 2, pause: false },
      { ...quiz, at: 3, pause: false, required: true },
    ]
    const { document } = compileOk({ ...fullLesson, quizzes })
    expect(questionsInOrder(document).map(({ question }) => question.required)).toEqual([true, false, true])
  })

  it('takes cue times of a clip from its file and others from the timeline, also over a cut', () => {
    const { document } = compileOk(fullLesson)
    const spans = (track: string) =>
      captionsInOrder(document, track as CaptionTrackId).map(
        ({ caption, span }) => [ticksToSeconds(span.startTicks), ticksToSeconds(span.endTicks), caption.text] as const,
      )
    expect(spans('captions-en-gb')).toEqual([
      [0.5, 2, 'Press the brake.'],
      [11, 12, 'Look here'],
    ])
    expect(spans('subtitles-de')).toEqual([[9, 12, 'Quer über den Schnitt']])
    expect(Object.values(document.captions).filter(({ captionTrackId }) => captionTrackId === 'subtitles-de')).toHaveLength(2)
  })

  it('gives the same ids every time, and others only to what changed', () => {
    const first = compileOk(fullLesson).document
    expect(compileOk(structuredClone(fullLesson)).document).toEqual(first)
    const [single] = fullLesson.quizzes
    const moved = compileOk({ ...fullLesson, quizzes: [{ ...single, at: 1 }] }).document
    const [id] = Object.keys(moved.questions)
    expect(first.questions).toHaveProperty(id ?? '')
    const twice = compileOk({ ...fullLesson, quizzes: [single, { ...single, at: 6 }] }).document
    expect(Object.keys(twice.questions)).toEqual([id, `${id}-2`])
    expect(compileOk({ ...fullLesson, id: undefined }).document.id).toBe(deriveId('Check your brakes', 'lesson'))
  })

  it('gives free codes in order and keeps given ones', () => {
    const { document } = compileOk(fullLesson)
    const codes = Object.values(document.questions).map(({ choices }) => choices.map(({ code }) => code).join(''))
    expect(codes).toEqual(['ab', 'cad', 'ab', '', 'bkc', 'ab', 'ab', 'ab', '', ''])
  })

  it('clamps an out past the end, and warns of that and of a long lesson', () => {
    const clips = [{ file: 'a.mp4', out: 60 }]
    const { document, warnings } = compileOk({ title: 'T', language: 'en', clips })
    expect(document.clips).toMatchObject({ 'clip-1': { sourceOutTicks: seconds(20) } })
    expect(warnings.map(describeLessonWarning)).toEqual(['clips[0].out: “a.mp4” ends at 20 seconds, so the clip ends there.'])
    const long = compileOk({ title: 'T', language: 'en', clips: Array.from({ length: 5 }, () => ({ file: 'a.mp4' })) })
    expect(long.warnings).toEqual([{ code: 'lesson-long', params: { seconds: 100 } }])
    expect(Object.keys(long.document.assets)).toHaveLength(1)
  })

  it('warns of captions that never show', () => {
    const input = {
      title: 'T',
      language: 'en',
      clips: [{ file: 'a.mp4', in: 5, out: 8, captions: [{ start: 1, end: 2, text: 'trimmed away' }] }],
      captions: [{ start: 3.5, end: 4, text: 'too late' }],
    }
    expect(compileOk(input).warnings.map(({ code }) => code)).toEqual(['captions-after-end', 'captions-outside-clip'])
  })

  it('cuts on the frame grid, whatever the length of the files', () => {
    const facts = new Map([['a.mp4', videoFacts('a', 9.8765)]])
    const { document } = compileOk(
      { title: 'T', language: 'en', clips: [{ file: 'a.mp4', in: 0.123 }, { file: 'a.mp4' }] },
      facts,
    )
    const { durationTicks } = deriveTimeline(document)
    expect(durationTicks % 4000).toBe(0)
    for (const clip of Object.values(document.clips)) {
      expect((clip.sourceOutTicks - clip.sourceInTicks) % 4000).toBe(0)
      expect(clip.sourceOutTicks).toBeLessThanOrEqual(seconds(9.8765))
    }
  })

  it('treats pictures as clips of the length written', () => {
    const picture = {
      ...videoFacts('p', 1),
      kind: 'image' as const,
      interpretation: null,
      imageSize: { width: 100, height: 200 },
    }
    const facts = new Map([['p.jpg', picture]])
    const lesson = { title: 'T', language: 'en', clips: [{ file: 'p.jpg' }, { file: 'p.jpg', out: 5 }] }
    expect(ticksToSeconds(deriveTimeline(compileOk(lesson, facts).document).durationTicks)).toBe(8)
  })

  it('refuses sound files as clips', () => {
    const facts = new Map([['v.mp3', { ...videoFacts('v', 5), kind: 'audio' as const }]])
    expect(() => compileOk({ title: 'T', language: 'en', clips: [{ file: 'v.mp3' }] }, facts)).toThrow(
      'clips[0].file: “v.mp3” has no picture; write the name of a video or a picture',
    )
  })

  it('speaks the language of the lesson in true or false', () => {
    const quizzes = [{ type: 'true-false', at: 1, prompt: 'Wahr?', correct: true }]
    const { document } = compileOk({ title: 'T', language: 'de-AT', clips: [{ file: 'a.mp4' }], quizzes })
    expect(Object.values(document.questions)[0]?.choices.map(({ text, correct }) => [text, correct])).toEqual([
      ['Richtig', true],
      ['Falsch', false],
    ])
  })
})

describe('decompileLesson', () => {
  it('gives a lesson that compiles to the same document', () => {
    const { document, files } = compileOk(fullLesson)
    const { lesson, dropped } = decompileLesson(document, files as ReadonlyMap<AssetId, string>)
    expect(dropped).toEqual([])
    expect(parseLesson(JSON.parse(JSON.stringify(lesson)))).toMatchObject({ ok: true })
    const again = compileOk(lesson, sampleFacts).document
    expect(withoutCaptionIds(again)).toEqual(withoutCaptionIds(document))
  })

  it('says what it drops', () => {
    const { document } = compileOk(fullLesson)
    const [question] = Object.values(document.questions)
    const clip = document.clips[Object.keys(document.clips)[0] as keyof typeof document.clips]
    if (!question || !clip) throw new Error('no question')
    const { lesson, dropped } = decompileLesson({
      ...document,
      settings: { ...document.settings, frameRate: { num: 25, den: 1 } },
      clips: { ...document.clips, [clip.id]: { ...clip, label: 'Take 2' } },
      questions: { [question.id]: { ...question, type: 'hotspot' } },
    })
    expect(lesson.quizzes).toBeUndefined()
    expect(dropped.map(({ path }) => path)).toEqual(['clips.clip-1.label', 'settings.frameRate', `questions.${question.id}`])
  })
})

/** Captions of a clip come back as captions of the timeline, in time order, under other numbers. */
function withoutCaptionIds(document: ReturnType<typeof compileOk>['document']) {
  const captions = Object.values(document.captions).map((caption) => JSON.stringify({ ...caption, id: null }))
  return { ...document, captions: captions.toSorted() }
}
