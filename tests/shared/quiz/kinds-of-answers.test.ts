import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countBlanks, fillPrompt, splitBlankAnswers, splitPrompt } from '#shared/quiz/blanks.ts'
import { gradeAnswer, isAnswered, isGraded, type Answer } from '#shared/quiz/grade.ts'
import { centreOf, choiceAt, pullInto } from '#shared/quiz/hotspot.ts'
import { attemptsLeft, freshState, questionState, recordAnswer, type LearnerState } from '#shared/quiz/learner-state.ts'
import { listPartners, rightPartner } from '#shared/quiz/matching.ts'
import type { PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import { toScorm12Interaction } from '#shared/quiz/scorm-12.ts'
import { decodeState, encodeState, freeTextBudget, suspendDataLimit, worstStateLength } from '#shared/quiz/state-encoding.ts'
import { choice, lesson, question } from './sample-lesson.ts'

const blanks = question({
  id: 'blanks',
  type: 'fill-blank',
  prompt: 'The capital of ___ is ____.',
  choices: [],
  blanks: [['France'], ['Paris', 'Lutetia']],
  points: 4,
  typosAllowed: 1,
})
const order = question({
  id: 'order',
  type: 'ordering',
  choices: ['c', 'a', 'd', 'b'].map((code) => choice(code, false)),
  points: 4,
})
const pairs = question({
  id: 'pairs',
  type: 'matching',
  choices: [
    { ...choice('a', false), match: 'Jupiter' },
    { ...choice('b', false), match: 'Saturn' },
    { ...choice('c', false), match: ' Jupiter ' },
  ],
  points: 3,
})
const spot = question({
  id: 'spot',
  type: 'hotspot',
  choices: [
    { ...choice('a', true), region: { x: 0.1, y: 0.1, width: 0.2, height: 0.2 } },
    { ...choice('b', false), region: { x: 0.6, y: 0.6, width: 0.3, height: 0.3 } },
    { ...choice('c', true), region: { x: 0.1, y: 0.8, width: 0.1, height: 0.1 } },
  ],
})
const poll = question({ id: 'poll', type: 'poll', scored: false, points: 0, choices: [choice('a', false), choice('b', false)] })
const thought = question({ id: 'thought', type: 'reflection', scored: false, points: 0, choices: [] })
const kinds: readonly PlayerQuestion[] = [blanks, order, pairs, spot, poll, thought]
const course = lesson(kinds)

const pick = (...codes: string[]): Answer => ({ kind: 'choices', codes })
const fill = (...texts: string[]): Answer => ({ kind: 'blanks', texts })
const pair = (...given: (readonly [string, string])[]): Answer => ({ kind: 'pairs', pairs: given })
const tap = (x: number, y: number): Answer => ({ kind: 'point', x, y })

describe('blanks', () => {
  it('are runs of three underscores or more, also at the ends', () => {
    expect(splitPrompt('The capital of ___ is _______.')).toEqual(['The capital of ', ' is ', '.'])
    expect(['___', 'a __ b', '____ and ___'].map(countBlanks)).toEqual([1, 0, 2])
    expect(fillPrompt('___ is ___.', ['Paris', ' '])).toBe('Paris is ___.')
  })

  it('take alternatives between bars', () => {
    expect(splitBlankAnswers(' Paris | |Lutetia')).toEqual(['Paris', 'Lutetia'])
    expect(splitBlankAnswers(' ')).toEqual([])
  })

  it('are right together, each with its own answers and typos', () => {
    expect(gradeAnswer(blanks, fill('france', 'lutetai'))).toEqual({ correct: true, earned: 4 })
    expect(gradeAnswer(blanks, fill('Paris', 'France'))).toEqual({ correct: false, earned: 0 })
    expect(gradeAnswer(blanks, fill('France', 'Rome'))).toEqual({ correct: false, earned: 0 })
    expect(gradeAnswer({ ...blanks, partialCredit: true }, fill('France', 'Rome'))).toEqual({ correct: false, earned: 2 })
  })

  it('all want something', () => {
    expect(isAnswered(blanks, fill('France', ' '))).toBe(false)
    expect(isAnswered(blanks, fill('France'))).toBe(false)
    expect(isAnswered(blanks, fill('France', '?'))).toBe(true)
  })
})

describe('an ordering', () => {
  it('is right in the order of the author only', () => {
    expect(gradeAnswer(order, pick('c', 'a', 'd', 'b'))).toEqual({ correct: true, earned: 4 })
    expect(gradeAnswer(order, pick('a', 'b', 'c', 'd'))).toEqual({ correct: false, earned: 0 })
    expect(gradeAnswer(order, pick('c', 'a', 'd'))).toEqual({ correct: false, earned: 0 })
  })

  it('earns the share of what stands in its place', () => {
    expect(gradeAnswer({ ...order, partialCredit: true }, pick('c', 'a', 'b', 'd'))).toEqual({ correct: false, earned: 2 })
  })

  it('lets equal words change places', () => {
    const twins = { ...order, choices: order.choices.map((each) => ({ ...each, text: each.code < 'c' ? 'Stir' : each.text })) }
    expect(gradeAnswer(twins, pick('c', 'b', 'd', 'a')).correct).toBe(true)
    expect(gradeAnswer(twins, pick('a', 'c', 'd', 'b')).correct).toBe(false)
  })
})

describe('matching', () => {
  it('offers each partner once', () => {
    expect(listPartners(pairs).map(({ code, text }) => code + text)).toEqual(['aJupiter', 'bSaturn'])
    expect(pairs.choices.map((each) => rightPartner(pairs, each)?.code)).toEqual(['a', 'b', 'a'])
  })

  it('is right when each has its partner', () => {
    expect(gradeAnswer(pairs, pair(['c', 'a'], ['a', 'a'], ['b', 'b']))).toEqual({ correct: true, earned: 3 })
    expect(gradeAnswer(pairs, pair(['a', 'b'], ['b', 'b'], ['c', 'a']))).toEqual({ correct: false, earned: 0 })
    const partial = { ...pairs, partialCredit: true }
    expect(gradeAnswer(partial, pair(['a', 'b'], ['b', 'b'], ['c', 'a']))).toEqual({ correct: false, earned: 2 })
    expect(isAnswered(pairs, pair(['a', 'a'], ['b', 'b']))).toBe(false)
  })
})

describe('a place in the picture', () => {
  it('is right in any right region, and wrong beside them all', () => {
    expect(gradeAnswer(spot, tap(0.2, 0.2)).correct).toBe(true)
    expect(gradeAnswer(spot, tap(0.15, 0.85)).correct).toBe(true)
    expect(gradeAnswer(spot, tap(0.7, 0.7)).correct).toBe(false)
    expect(gradeAnswer(spot, tap(0.5, 0.5)).correct).toBe(false)
  })

  it('means a small region when a finger hits close to it', () => {
    const reach = { x: 0.1, y: 0.05 }
    const near = { x: 0.26, y: 0.85 }
    expect(choiceAt(spot, near)).toBeUndefined()
    const meant = choiceAt(spot, near, reach)
    expect(meant?.code).toBe('c')
    expect(gradeAnswer(spot, { kind: 'point', ...pullInto(meant?.region ?? spotless, near) }).correct).toBe(true)
    expect(choiceAt(spot, { x: 0.5, y: 0.5 }, reach)).toBeUndefined()
  })

  it('counts at the very edge, also after it was rounded, and in the middle of what was picked by name', () => {
    const region = { x: fc.double({ min: 0, max: 0.9, noNaN: true }), y: fc.double({ min: 0, max: 0.9, noNaN: true }) }
    const size = fc.double({ min: 0.01, max: 0.1, noNaN: true })
    const far = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.record({ ...region, width: size, height: size }), far, far, (at, x, y) => {
        const only = { ...spot, choices: [{ ...choice('a', true), region: at }] }
        expect(gradeAnswer(only, { kind: 'point', ...centreOf(at) }).correct).toBe(true)
        expect(gradeAnswer(only, { kind: 'point', ...pullInto(at, { x, y }) }).correct).toBe(true)
      }),
    )
  })
})

const spotless = { x: 0, y: 0, width: 0, height: 0 }

describe('a poll and a reflection', () => {
  it('are never right or wrong, and asked once', () => {
    expect(kinds.filter((each) => !isGraded(each)).map(({ type }) => type)).toEqual(['poll', 'reflection'])
    for (const [asked, answer] of [
      [{ ...poll, retries: 3 }, pick('b')],
      [
        { ...thought, retries: null },
        { kind: 'text', text: 'Much' },
      ],
    ] as const) {
      const after = questionState(recordAnswer(freshState, asked, answer), asked.id)
      expect(after).toMatchObject({ settled: true, record: { earned: 0 } })
      expect(attemptsLeft(asked, after)).toBe(0)
    }
  })
})

const anyAnswers = fc.record({
  order: fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 4 }).map((codes) => pick(...codes)),
  blanks: fc.tuple(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ maxLength: 40 })).map((texts) => fill(...texts)),
  pairs: fc
    .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('a', 'b'), fc.constantFrom('a', 'b'))
    .map(([a, b, c]) => pair(['a', a], ['b', b], ['c', c])),
  spot: fc.tuple(fc.nat(1000), fc.nat(1000)).map(([x, y]) => tap(x / 1000, y / 1000)),
  poll: fc.constantFrom('a', 'b').map((code) => pick(code)),
  thought: fc.string({ unit: 'grapheme', maxLength: 300 }).map((text): Answer => ({ kind: 'text', text })),
})

function answerAll(answers: Readonly<Record<string, Answer>>, of = course): LearnerState {
  return of.questions.reduce<LearnerState>((state, each) => {
    const answer = answers[each.id]
    return answer ? recordAnswer(state, each, answer) : state
  }, freshState)
}

describe('suspend data of every kind', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const state = answerAll(answers)
        const encoded = encodeState(course, state)
        expect(encoded).toMatch(/^[A-Za-z0-9._,-]*$/)
        expect(decodeState(course, encoded)).toEqual(state)
      }),
    )
  })

  it('never grows past the worst case it tells, texts aside', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const silent = answerAll({ ...answers, thought: { kind: 'text', text: '' }, blanks: fill('', '') })
        expect(encodeState(course, silent).length).toBeLessThanOrEqual(worstStateLength(course))
      }),
    )
  })

  it('takes garbage for no answer', () => {
    fc.assert(
      fc.property(anyAnswers, fc.nat(), fc.string({ maxLength: 3 }), (answers, at, noise) => {
        const encoded = encodeState(course, answerAll(answers))
        const cut = at % (encoded.length + 1)
        decodeState(course, encoded.slice(0, cut) + noise + encoded.slice(cut + 1))
      }),
    )
    expect(decodeState(course, '1.0.sn0..').questions).toEqual({})
  })

  it('lets short answers leave their room to a long one, and keeps what is promised to each', () => {
    const thoughts = Array.from({ length: 8 }, (_, index) => ({ ...thought, id: `thought-${index}` }))
    const many = lesson([blanks, ...thoughts])
    const words = { kind: 'text', text: 'Ja' } as const
    const long = { kind: 'text', text: 'x'.repeat(1000) } as const
    const short = Object.fromEntries(thoughts.map(({ id }, index) => [id, index === 3 ? long : words]))
    const state = answerAll({ ...short, blanks: fill('France', 'Paris') }, many)
    expect(decodeState(many, encodeState(many, state))).toEqual(state)
    const budget = freeTextBudget(many)
    const full = { kind: 'text', text: 'x'.repeat(budget) } as const
    const all = answerAll(
      { ...Object.fromEntries(thoughts.map(({ id }) => [id, full])), blanks: fill('x'.repeat(budget), 'x'.repeat(budget)) },
      many,
    )
    expect(decodeState(many, encodeState(many, all))).toEqual(all)
    const over = answerAll(Object.fromEntries(thoughts.map(({ id }) => [id, long])), many)
    expect(encodeState(many, over).length).toBeLessThanOrEqual(suspendDataLimit)
    expect(Object.keys(decodeState(many, encodeState(many, over)).questions)).toHaveLength(8)
  })
})

function report(asked: PlayerQuestion, answer: Answer) {
  const record = recordAnswer(freshState, asked, answer).questions[asked.id]?.record
  if (!record) throw new Error('not recorded')
  const { type, response, correctPatterns, result } = toScorm12Interaction(asked, record, {
    timeOfDay: [9, 5, 7],
    latencyMs: 12_340,
  })
  return [type, response, correctPatterns, result]
}

describe('interactions of SCORM 1.2', () => {
  it.each([
    ['blanks', report(blanks, fill(' France', 'Rome')), ['fill-in', 'France; Rome', ['France; Paris'], 'wrong']],
    [
      'one blank',
      report({ ...blanks, blanks: [['Paris', 'Lutetia']] }, fill('Paris')),
      ['fill-in', 'Paris', ['Paris', 'Lutetia'], 'correct'],
    ],
    ['an order', report(order, pick('a', 'c', 'd', 'b')), ['sequencing', 'a,c,d,b', ['c,a,d,b'], 'wrong']],
    ['pairs', report(pairs, pair(['c', 'a'], ['a', 'a'], ['b', 'b'])), ['matching', 'a.a,b.b,c.a', ['a.a,b.b,c.a'], 'correct']],
    ['a place', report(spot, tap(0.7, 0.7)), ['choice', 'b', ['a', 'c'], 'wrong']],
    ['a place beside all', report(spot, tap(0.5, 0.5)), ['choice', '', ['a', 'c'], 'wrong']],
    ['a poll', report(poll, pick('b')), ['choice', 'b', [], 'neutral']],
    ['a reflection', report(thought, { kind: 'text', text: 'Much\n more' }), ['fill-in', 'Much more', [], 'neutral']],
  ])('tell %s', (_, told, expected) => {
    expect(told).toEqual(expected)
  })
})
