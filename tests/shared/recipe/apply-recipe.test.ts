import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkInvariants } from '#shared/project/invariants.ts'
import { questionsInOrder } from '#shared/project/selectors.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { parseRecipe } from '#shared/recipe/parse-recipe.ts'
import { makeRecipe } from '#shared/recipe/recipe-of-lesson.ts'
import { fillRecipe } from '#shared/recipe/fill-recipe.ts'
import { findNeeds } from '#shared/recipe/find-needs.ts'
import { applyRecipe } from '#shared/recipe/apply-recipe.ts'
import { ticks, ticksToSeconds, zeroTicks } from '#shared/time/ticks.ts'
import { seconds } from '../project/sample-document.ts'
import { applyOk, fullRecipe, parseOk, refusals, sampleFacts, sampleRow } from './recipe-sample.ts'

describe('applyRecipe', () => {
  it('makes the lesson that the recipe and the row describe', () => {
    const { document, warnings, files } = applyOk(fullRecipe)
    expect(checkInvariants(document)).toEqual([])
    expect(warnings).toEqual([])
    expect(document.metadata).toMatchObject({ title: 'Check your brakes', language: 'en', keywords: ['bicycle', 'safety'] })
    expect(document.settings).toMatchObject({ canvas: { width: 1080, height: 1080 }, loudnessLufs: -14 })
    const { durationTicks, mainClipIds } = deriveTimeline(document)
    const main = mainClipIds.flatMap((id) => document.clips[id] ?? [])
    // 2 s of intro, 1 to 9.5 s without the silence from 5 to 7 but for 0.2 s on each side, 3 s of outro.
    expect(ticksToSeconds(durationTicks)).toBeCloseTo(2 + 8.5 - 1.6 + 3, 1)
    expect(main.map(({ assetId }) => files.get(assetId))).toEqual([
      'intro.mp4',
      'clips/brake.mp4',
      'clips/brake.mp4',
      'outro.mp4',
    ])
    const own = main.slice(1, 3)
    for (const { picture, sound, altText } of own) {
      expect(picture).toMatchObject({ fit: 'fit-blur', look: { name: 'film' } })
      expect(sound).toMatchObject({ noiseReduction: 0.3, highPassHz: 80 })
      expect(altText).toBe('A bicycle')
    }
    expect(main[0]).toMatchObject({ picture: { look: null }, sound: { noiseReduction: 0 } })
    expect(Object.values(document.transitions)).toHaveLength(2)
    const [caption] = Object.values(document.captions)
    expect(caption).toMatchObject({
      text: 'Press the brake.',
      anchor: { kind: 'clip', clipId: own[0]?.id, sourceTicks: seconds(2) },
    })
    expect(Object.values(document.captionTracks)[0]).toMatchObject({ language: 'en', style: { preset: 'karaoke' } })
    expect(document.brandKit).toMatchObject({ name: 'School', primaryColour: '#102030' })
    expect(document.challenge).toMatchObject({ brief: 'Show how you do it.', modelClipId: own[0]?.id })
    expect(document.completion).toEqual({ watchedPercent: null, questionsAnswered: true, minScorePercent: 80 })
    const questions = Object.values(document.questions)
    expect(questions).toMatchObject([
      {
        prompt: 'Which lever?',
        points: 2,
        choices: [
          { text: 'Left', correct: false },
          { text: 'Right', correct: true },
        ],
        feedback: { correct: 'Well done, Ana.' },
      },
      { type: 'true-false', prompt: 'Bicycles have wheels.' },
    ])
  })

  it('names what it needs to know of a row', () => {
    const filled = fillRecipe(parseOk(fullRecipe), sampleRow)
    expect(filled.ok && findNeeds(filled.value)).toEqual({
      media: ['intro.mp4', 'outro.mp4'],
      captionFiles: [{ file: 'brake.srt', optional: false }],
      speech: null,
      quietBelowDb: -40,
      template: null,
    })
  })

  it('begins and ends with whole sentences, and captions what is said', () => {
    const word = (text: string, at: number) => ({ text, startTicks: seconds(at), endTicks: seconds(at + 0.5), confidence: 1 })
    const heard = {
      language: 'en',
      words: [word('Hello', 2), word('there.', 2.5), word('And', 6), word('then', 6.5)],
      shotCuts: [],
    }
    const steps = [
      { step: 'trim', fromSpeech: true, toSpeech: true },
      { step: 'captions', from: 'speech' },
      { step: 'outputs', outputs: [{ format: 'mp4' }] },
    ]
    const { document } = applyOk({ ...fullRecipe, steps }, sampleRow, { ...sampleFacts, heard })
    const [clip] = Object.values(document.clips)
    expect(ticksToSeconds(clip?.sourceInTicks ?? zeroTicks)).toBeCloseTo(1.85, 1)
    expect(ticksToSeconds(clip?.sourceOutTicks ?? zeroTicks)).toBeCloseTo(3.15, 1)
    expect(Object.values(document.captions).map(({ text }) => text)).toContain('Hello there.')
    const cut = { ...heard, shotCuts: [seconds(3.2)] }
    const divided = applyOk({ ...fullRecipe, steps }, sampleRow, { ...sampleFacts, heard: cut }).document
    const endOf = (made: typeof document) =>
      Object.values(made.captions).find(({ text }) => text === 'Hello there.')?.durationTicks
    expect([document, divided].map(endOf)).toEqual([seconds(1.3), seconds(1.2)])
  })

  it('asks no question that a row leaves empty, and says nothing of columns without a value', () => {
    const row = { ...sampleRow, values: { ...sampleRow.values, question: '', from: '', to: '', points: '' } }
    const { document } = applyOk(fullRecipe, row)
    expect(Object.values(document.questions).map(({ prompt }) => prompt)).toEqual(['Bicycles have wheels.'])
    expect(ticksToSeconds(deriveTimeline(document).durationTicks)).toBeCloseTo(2 + 10 - 1.6 + 3, 1)
  })

  it('refuses a row with the place and what to write', () => {
    const question = { type: 'single-choice', prompt: 'Which?', choices: ['Left', 'Right'], correct: '{correct}' }
    const withCorrect = (correct: string) => ({ ...sampleRow, values: { correct } })
    expect(refusals([{ step: 'questions', questions: [question] }], withCorrect('Z'))).toEqual([
      'questions[0].correct: “Z” is no answer; write the letter or the words of one',
    ])
    expect(refusals([{ step: 'questions', questions: [question] }], withCorrect('A; B'))).toEqual([
      'questions[0].correct: write exactly one answer, or ask for several',
    ])
    expect(refusals([{ step: 'questions', questions: [{ ...question, correct: 'A', at: 60 }] }])).toEqual([
      'questions[0].at: write at most 10, the length of the lesson in seconds',
    ])
    expect(refusals([{ step: 'trim', in: 12 }])).toEqual(['trim.in: write less than 10, the length of the clip'])
    expect(refusals([{ step: 'captions', from: 'file', file: 'none.srt' }])).toEqual([
      'captions.file: names no caption file for this row',
    ])
    expect(refusals([{ step: 'trim', fromSpeech: true }])).toEqual(['trim: nothing is said in this clip; trim it by seconds'])
    expect(refusals([{ step: 'metadata', title: '{heading}' }])).toEqual([
      'heading: is no column of this sheet; add it, or choose another',
    ])
    expect(refusals([{ step: 'trim', in: '{from}' }], { ...sampleRow, values: { from: 'soon' } })).toHaveLength(1)
  })

  it('makes the same valid lesson again, whatever the row says', () => {
    const recipe = parseOk(fullRecipe)
    const cell = fc.oneof(fc.string(), fc.constantFrom('', '0', '3.5', '1e9', '{title}', 'A', '<b>', '\u202e', '999999'))
    const names = Object.keys(sampleRow.values)
    fc.assert(
      fc.property(
        fc.tuple(...names.map(() => cell)),
        fc.array(fc.tuple(fc.nat(100), fc.nat(100)), { maxLength: 4 }),
        (cells, spans) => {
          const row = { ...sampleRow, values: Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])) }
          const quiet = spans.map(([from, length]) => ({
            startTicks: ticks(Math.min(from, 99) * 12_000),
            endTicks: ticks(Math.min(100, from + length + 1) * 12_000),
          }))
          const filled = fillRecipe(recipe, row)
          if (!filled.ok) return
          const [once, again] = [0, 1].map(() => applyRecipe(filled.value, row, { ...sampleFacts, quiet }))
          expect(again).toEqual(once)
          if (once?.ok) expect(checkInvariants(once.value.document)).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('makeRecipe', () => {
  it('makes a recipe that gives another clip the same shape, look, words and questions', () => {
    const { document } = applyOk(fullRecipe)
    const { recipe, leftOut } = makeRecipe(document)
    expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toMatchObject({ ok: true })
    const again = applyOk(recipe).document
    for (const part of ['settings', 'completion', 'brandKit'] as const) expect(again[part]).toEqual(document[part])
    const asked = (of: typeof document) =>
      questionsInOrder(of).map(({ question: { type, prompt, points, choices } }) => [
        type,
        prompt,
        points,
        choices.map(({ correct }) => correct),
      ])
    expect(asked(again)).toEqual(asked(document))
    const looks = ({ clips }: typeof document) =>
      Object.values(clips).map(({ picture, sound }) => [picture.look?.name, sound.highPassHz])
    expect(looks(again)).toEqual(expect.arrayContaining(looks(document)))
    expect(again.challenge?.brief).toBe(document.challenge?.brief)
    expect(Object.values(again.captionTracks)[0]?.style).toEqual(Object.values(document.captionTracks)[0]?.style)
    expect(leftOut).toEqual([
      'Where the clips are cut. A recipe can take out silences, or keep the first seconds.',
      '“intro.mp4” itself. Put it beside the recipe.',
      '“outro.mp4” itself. Put it beside the recipe.',
    ])
  })

  it('keeps what the buttons of a statement say, where they say something of their own', () => {
    const judge = { type: 'true-false', prompt: 'Water is wet.', at: 0, correct: 'true' }
    const own = { ...judge, prompt: 'Ice is hot.', at: 'end', choices: ['Fact', 'Myth'], correct: 'Myth' }
    const asking = parseOk({ ...fullRecipe, steps: [{ step: 'questions', questions: [judge, own] }, fullRecipe.steps[0]] })
    const { recipe } = makeRecipe(applyOk(asking).document)
    const [step] = recipe.steps.filter((each) => each.step === 'questions')
    expect(step?.questions).toMatchObject([{ correct: 'true' }, { choices: ['Fact', 'Myth'], correct: 'false' }])
    expect(step?.questions[0]).not.toHaveProperty('choices')
    const texts = questionsInOrder(applyOk(recipe).document).map(({ question }) =>
      question.choices.map(({ text, correct }) => [text, correct]),
    )
    expect(texts[1]).toEqual([
      ['Fact', false],
      ['Myth', true],
    ])
  })

  it('takes braces of a lesson for braces', () => {
    const questions = [{ type: 'reflection', prompt: 'What is {x}?' }]
    const steps = [{ step: 'questions', questions: [{ ...questions[0], prompt: 'What is {{x}}?' }] }, fullRecipe.steps[0]]
    const { document } = applyOk({ ...fullRecipe, steps })
    expect(Object.values(document.questions).map(({ prompt }) => prompt)).toEqual(['What is {x}?'])
    const again = applyOk(makeRecipe(document).recipe).document
    expect(Object.values(again.questions).map(({ prompt }) => prompt)).toEqual(['What is {x}?'])
  })
})
