import { describe, expect, it } from 'vitest'
import { limitSeek, questionAtEnd, questionOffered, questionReached } from '#player/question-gate.ts'
import { freshState, settleQuestion } from '#shared/quiz/learner-state.ts'
import { lesson, question } from '../shared/quiz/sample-lesson.ts'

const early = question({ id: 'early', atMs: 1000 })
const late = question({ id: 'late', atMs: 30_000 })
const course = lesson([early, late])

describe('playing', () => {
  it('stops at the instant of a question, once', () => {
    expect(questionReached(course, freshState, 900, 999)).toBeNull()
    expect(questionReached(course, freshState, 900, 1000)?.id).toBe('early')
    expect(questionReached(course, freshState, 900, 1040)?.id).toBe('early')
    expect(questionReached(course, freshState, 1000, 1040)).toBeNull()
    expect(questionReached(course, settleQuestion(freshState, 'early'), 900, 1040)).toBeNull()
  })

  it('offers a question that does not pause while it lasts, and stops when its time ran out if it is required', () => {
    const passing = { ...early, showMs: 2000 }
    const offered = lesson([passing])
    expect(questionReached(offered, freshState, 900, 1040)).toBeNull()
    expect(questionOffered(offered, freshState, 999)).toBeNull()
    expect(questionOffered(offered, freshState, 1000)?.id).toBe('early')
    expect(questionOffered(offered, freshState, 3000)).toBeNull()
    expect(questionReached(offered, freshState, 2990, 3010)?.id).toBe('early')
    expect(questionReached(lesson([{ ...passing, required: false }]), freshState, 2990, 3010)).toBeNull()
  })
})

describe('the end', () => {
  it('asks what stands at the very end, also where the video is a little shorter than planned', () => {
    const state = settleQuestion(freshState, 'early')
    expect(questionAtEnd(course, state, 29_967)?.id).toBe('late')
    expect(questionAtEnd(lesson([{ ...late, required: false }]), freshState, 29_800)?.id).toBe('late')
    expect(questionAtEnd(lesson([{ ...early, required: false }]), freshState, 30_000)).toBeNull()
    expect(questionAtEnd(course, settleQuestion(state, 'late'), 30_000)).toBeNull()
  })
})

describe('jumping', () => {
  it('goes back freely and forward to the next open required question', () => {
    expect(limitSeek(course, freshState, 20_000, 0)).toEqual({ toMs: 0, stop: null })
    expect(limitSeek(course, freshState, 0, 20_000)).toEqual({ toMs: 1000, stop: early })
    expect(limitSeek(course, freshState, 1000, 20_000)).toEqual({ toMs: 1000, stop: early })
    expect(limitSeek(course, freshState, 0, 1000)).toEqual({ toMs: 1000, stop: early })
    expect(limitSeek(course, freshState, 0, 999)).toEqual({ toMs: 999, stop: null })
    expect(limitSeek(lesson([{ ...early, showMs: 2000 }]), freshState, 0, 1000)).toEqual({ toMs: 1000, stop: null })
    expect(limitSeek(course, settleQuestion(freshState, 'early'), 0, 20_000)).toEqual({ toMs: 20_000, stop: null })
    expect(limitSeek(lesson([{ ...early, required: false }]), freshState, 0, 20_000)).toEqual({ toMs: 20_000, stop: null })
  })
})
