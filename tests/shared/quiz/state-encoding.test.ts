import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base64urlToText, cutForBase64url, textToBase64url } from '#shared/quiz/base64url.ts'
import { freshState, recordAnswer, type LearnerState } from '#shared/quiz/learner-state.ts'
import { computeScore } from '#shared/quiz/outcome.ts'
import { decodeState, encodeState, freeTextBudget, suspendDataLimit, worstStateLength } from '#shared/quiz/state-encoding.ts'
import { addStretch } from '#shared/quiz/watched.ts'
import { choice, lesson, question } from './sample-lesson.ts'

const codes = [...'0123456789abcdefghijklmnopqrstuvwxyz']

const questions = [
  question({ id: 'single', retries: 3 }),
  question({
    id: 'many',
    type: 'multiple-choice',
    points: 12.5,
    partialCredit: true,
    choices: codes.map((code) => choice(code, code < 'm')),
  }),
  question({ id: 'text', type: 'short-answer', choices: [], acceptedAnswers: ['Jupiter'], retries: null }),
]
const course = lesson(questions)

const stretch = fc
  .tuple(fc.integer({ min: 0, max: 299 }), fc.integer({ min: 1, max: 300 }))
  .map(([a, b]) => ({ startMs: Math.min(a, b) * 100, endMs: Math.max(a, b) * 100 }))

const anyState: fc.Arbitrary<LearnerState> = fc
  .record({
    position: fc.integer({ min: 0, max: 300 }),
    stretches: fc.array(stretch, { maxLength: 60 }),
    ended: fc.boolean(),
    best: fc.constantFrom('none', 'completed', 'passed'),
    picks: fc.array(
      fc.record({
        index: fc.integer({ min: 0, max: 2 }),
        picked: fc.uniqueArray(fc.constantFrom(...codes)),
        text: fc.string({ unit: 'grapheme', maxLength: 80 }),
      }),
      { maxLength: 20 },
    ),
  })
  .map(({ position, stretches, ended, best, picks }) =>
    picks.reduce<LearnerState>(
      (state, { index, picked, text }) => {
        const asked = questions[index] ?? questions[0]
        if (!asked) return state
        return recordAnswer(
          state,
          asked,
          asked.type === 'short-answer' ? { kind: 'text', text } : { kind: 'choices', codes: picked },
        )
      },
      { ...freshState, positionMs: position * 100, watched: stretches.reduce(addStretch, freshState.watched), ended, best },
    ),
  )

describe('suspend data', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const encoded = encodeState(course, state)
        expect(encoded).toMatch(/^[A-Za-z0-9._,-]*$/)
        expect(encoded.length).toBeLessThanOrEqual(suspendDataLimit)
        expect(decodeState(course, encoded)).toEqual(state)
      }),
    )
  })

  it('stays within 4,096 characters with essays in every script, and keeps every grade', () => {
    const essays = Array.from({ length: 24 }, (_, index) =>
      question({ id: `essay-${index}`, type: 'short-answer', choices: [], acceptedAnswers: [], points: 7.25 }),
    )
    const long = lesson([...essays, ...questions])
    const state = essays.reduce<LearnerState>(
      (before, each) => recordAnswer(before, each, { kind: 'text', text: '私は地球が好きです🌍 naïve '.repeat(40) }),
      freshState,
    )
    const encoded = encodeState(long, state)
    expect(encoded.length).toBeLessThanOrEqual(suspendDataLimit)
    expect(encoded.length).toBeGreaterThan(suspendDataLimit - 200)
    const decoded = decodeState(long, encoded)
    expect(computeScore(long, decoded)).toEqual(computeScore(long, state))
    expect(
      Object.values(decoded.questions).every(
        (each) => each.record?.answer.kind === 'text' && each.record.answer.text.startsWith('私は'),
      ),
    ).toBe(true)
    expect(freeTextBudget(long)).toBeGreaterThan(50)
  })

  it('guarantees the free text budget it promises', () => {
    const budget = freeTextBudget(course)
    const state = questions.reduce<LearnerState>(
      (before, each) =>
        recordAnswer(
          before,
          each,
          each.type === 'short-answer'
            ? { kind: 'text', text: 'x'.repeat(budget) }
            : { kind: 'choices', codes: each.choices.map((one) => one.code) },
        ),
      freshState,
    )
    expect(decodeState(course, encodeState(course, state)).questions['text']?.record?.answer).toEqual({
      kind: 'text',
      text: 'x'.repeat(budget),
    })
  })

  it('never grows past the worst case it tells, texts aside', () => {
    const silent = lesson(questions.filter(({ type }) => type !== 'short-answer'))
    fc.assert(
      fc.property(anyState, (state) => {
        expect(encodeState(silent, state).length).toBeLessThanOrEqual(worstStateLength(silent))
      }),
    )
    const all = silent.questions.reduce<LearnerState>(
      (before, each) => recordAnswer(before, each, { kind: 'choices', codes: each.choices.map(({ code }) => code) }),
      { ...freshState, watched: Array.from({ length: 40 }, (_, at) => ({ startMs: at * 700 + 100, endMs: at * 700 + 400 })) },
    )
    expect(encodeState(silent, { ...all, positionMs: 30_000 }).length).toBeGreaterThan(worstStateLength(silent) - 40)
  })

  it('leaves whole questions out where nothing helps, and changes no grade of the others', () => {
    const state = questions
      .slice(0, 2)
      .reduce((before, each) => recordAnswer(before, each, { kind: 'choices', codes: ['a'] }), freshState as LearnerState)
    const whole = encodeState(course, state).length
    for (let limit = 0; limit < whole; limit += 1) {
      const decoded = decodeState(course, encodeState(course, state, limit)).questions
      for (const [id, each] of Object.entries(decoded)) expect(each).toEqual(state.questions[id])
    }
  })

  it('finds answers by question id after the lesson was changed and exported again', () => {
    const state = questions
      .slice(0, 2)
      .reduce((before, each) => recordAnswer(before, each, { kind: 'choices', codes: ['a'] }), freshState as LearnerState)
    const changed = lesson([question({ id: 'new' }), ...questions.toReversed()])
    const decoded = decodeState(changed, encodeState(course, state))
    expect(decoded.questions).toEqual(state.questions)
    expect(decoded.questions['new']).toBeUndefined()
  })

  it('takes garbage for a fresh start and never throws', () => {
    expect(decodeState(course, '')).toEqual(freshState)
    expect(decodeState(course, '{"some":"json"}')).toEqual(freshState)
    fc.assert(fc.property(fc.string(), (text) => void decodeState(course, text)))
    fc.assert(
      fc.property(anyState, fc.nat(), fc.string({ maxLength: 3 }), (state, at, noise) => {
        const encoded = encodeState(course, state)
        const cut = at % (encoded.length + 1)
        const decoded = decodeState(course, encoded.slice(0, cut) + noise + encoded.slice(cut + 1))
        const score = computeScore(course, decoded)
        expect(score === null || score.earned <= score.possible).toBe(true)
        expect(decoded.positionMs).toBeLessThanOrEqual(course.durationMs)
      }),
    )
  })
})

describe('base64url', () => {
  it('agrees with the platform, and cuts between characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 60 }), (text, limit) => {
        expect(textToBase64url(text)).toBe(Buffer.from(text, 'utf8').toString('base64url'))
        expect(base64urlToText(textToBase64url(text))).toBe(text)
        const cut = cutForBase64url(text, limit)
        expect(text.startsWith(cut)).toBe(true)
        expect(textToBase64url(cut).length).toBeLessThanOrEqual(limit)
      }),
    )
  })
})
