import { describe, expect, it, vi } from 'vitest'
import { scorm12 } from '#player/runtime/scorm-12-edition.ts'
import { findScormApi } from '#player/runtime/scorm-api.ts'
import { createScormRuntime } from '#player/runtime/scorm-runtime.ts'
import { freshState, recordAnswer, startNewRound, type LearnerState } from '#shared/quiz/learner-state.ts'
import { keepBest } from '#shared/quiz/outcome.ts'
import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { encodeState } from '#shared/quiz/state-encoding.ts'
import { lesson, question } from '../shared/quiz/sample-lesson.ts'

type Values = Record<string, string>

/** A platform's memory, and a page whose grandparent frame holds its API. */
function makePlatform(values: Values = {}): { readonly page: Window; readonly values: Values; readonly calls: string[] } {
  const calls: string[] = []
  const api = {
    LMSInitialize: () => 'true',
    LMSGetValue: (name: string) => values[name] ?? '',
    LMSSetValue: (name: string, value: string) => {
      calls.push(name)
      values[name] = value
      return 'true'
    },
    LMSCommit: () => {
      calls.push('commit')
      return 'true'
    },
    LMSFinish: () => {
      calls.push('finish')
      return 'true'
    },
  }
  const top: Record<string, unknown> = { API: api, opener: null }
  top['parent'] = top
  top['top'] = top
  const middle = { parent: top, top, opener: null }
  return { page: { parent: middle, top, opener: null } as unknown as Window, values, calls }
}

const first = question({ id: 'q1' })
const second = question({ id: 'q2' })
const right = { kind: 'choices', codes: ['a'] } as const
const wrong = { kind: 'choices', codes: ['b'] } as const

const nothing = () => undefined

function stateOf(course: PlayerLesson, ...answers: readonly (typeof right | typeof wrong)[]): LearnerState {
  return answers.reduce<LearnerState>((state, answer, index) => {
    const asked = course.questions[index]
    return asked ? keepBest(course, recordAnswer(state, asked, answer)) : state
  }, freshState)
}

async function visit(course: PlayerLesson, platform: ReturnType<typeof makePlatform>, state: LearnerState): Promise<void> {
  const runtime = createScormRuntime(scorm12, course, platform.page)
  await runtime.connect(nothing)
  runtime.save(state)
  runtime.commit()
  runtime.finish()
}

function answering(status: string): Window {
  return { API: { LMSInitialize: () => 'false', LMSGetValue: () => status } } as unknown as Window
}

describe('finding the API', () => {
  it('looks up the frames and at the opener, past windows that may not be touched', () => {
    const { page } = makePlatform()
    expect(findScormApi(page, scorm12.api)?.initialise()).toBe(true)
    const forbidden = new Proxy(
      {},
      {
        get: () => {
          throw new Error('another site')
        },
      },
    )
    const popup = { parent: forbidden, opener: page, top: null } as unknown as Window
    expect(findScormApi(popup, scorm12.api)?.initialise()).toBe(true)
    expect(findScormApi({ parent: forbidden, opener: forbidden, top: forbidden } as unknown as Window, scorm12.api)).toBeNull()
  })

  it('takes an API that is already initialised, and not one that is dead', () => {
    expect(findScormApi(answering('incomplete'), scorm12.api)?.initialise()).toBe(true)
    expect(findScormApi(answering(''), scorm12.api)?.initialise()).toBe(false)
  })
})

describe('a visit', () => {
  it('opens as incomplete, and says goodbye once', async () => {
    const platform = makePlatform({ 'cmi.core.lesson_status': 'not attempted' })
    const course = lesson([first, second])
    const runtime = createScormRuntime(scorm12, course, platform.page)
    expect(await runtime.connect(nothing)).toEqual(freshState)
    expect(platform.values['cmi.core.lesson_status']).toBe('incomplete')
    runtime.finish()
    runtime.finish()
    runtime.commit()
    expect(platform.calls.filter((call) => call === 'finish')).toHaveLength(1)
    expect(platform.calls.at(-1)).toBe('finish')
  })

  it('reports the score as it grows where there is no pass mark, and only once decided where there is one', async () => {
    const free = makePlatform()
    const plain = lesson([first, second])
    await visit(plain, free, stateOf(plain, right))
    expect(free.values).toMatchObject({
      'cmi.core.score.raw': '50',
      'cmi.core.lesson_status': 'incomplete',
      'cmi.core.exit': 'suspend',
    })

    const judged = makePlatform()
    const strict = lesson([first, second], { minScorePercent: 80 })
    await visit(strict, judged, stateOf(strict, right))
    expect(judged.values['cmi.core.score.raw']).toBeUndefined()
    await visit(strict, judged, stateOf(strict, right, wrong))
    expect(judged.values).toMatchObject({
      'cmi.core.score.raw': '50',
      'cmi.core.lesson_status': 'failed',
      'cmi.core.exit': 'suspend',
    })
  })

  it('lowers neither status nor score when a learner comes back after passing and leaves again', async () => {
    const course = lesson([first, second], { minScorePercent: 80 })
    const platform = makePlatform({ 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '100', 'cmi.suspend_data': '' })
    const runtime = createScormRuntime(scorm12, course, platform.page)
    const remembered = await runtime.connect(nothing)
    expect(remembered?.best).toBe('passed')
    const state = keepBest(course, recordAnswer(remembered ?? freshState, first, wrong))
    runtime.save(state)
    runtime.finish()
    expect(platform.values).toMatchObject({ 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '100' })
  })

  it('never lets a passed learner’s score fall, neither in a new round nor in a second visit', async () => {
    const course = lesson([first, second], { minScorePercent: 50 })
    const platform = makePlatform({ 'cmi.core.lesson_status': 'not attempted' })
    const answer = (state: LearnerState, given: typeof right | typeof wrong) =>
      [first, second].reduce((before, asked) => keepBest(course, recordAnswer(before, asked, given)), state)
    const runtime = createScormRuntime(scorm12, course, platform.page)
    await runtime.connect(nothing)
    const passed = answer(freshState, right)
    runtime.save(passed)
    runtime.commit()
    expect(platform.values).toMatchObject({ 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '100' })
    const again = answer(startNewRound(passed), wrong)
    runtime.save(again)
    runtime.finish()
    expect(platform.values).toMatchObject({ 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '100' })

    await visit(course, platform, answer(startNewRound(again), wrong))
    expect(platform.values).toMatchObject({ 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '100' })
    // A platform that lost the score must not be told one below the mark.
    delete platform.values['cmi.core.score.raw']
    await visit(course, platform, again)
    expect(platform.values['cmi.core.score.raw']).toBeUndefined()
  })

  it('lets a failed learner’s score rise and fall with the answers that count', async () => {
    const course = lesson([first, second], { minScorePercent: 80 })
    const platform = makePlatform({ 'cmi.core.lesson_status': 'not attempted' })
    await visit(course, platform, stateOf(course, right, wrong))
    await visit(course, platform, stateOf(course, wrong, wrong))
    expect(platform.values).toMatchObject({ 'cmi.core.lesson_status': 'failed', 'cmi.core.score.raw': '0' })
  })

  it('comes back to where a learner left before anything began, unless the lesson is over', async () => {
    const openAndLeave = async (values: Values): Promise<Values> => {
      const platform = makePlatform(values)
      const runtime = createScormRuntime(scorm12, lesson([first]), platform.page)
      await runtime.connect(nothing)
      runtime.finish()
      return platform.values
    }
    expect((await openAndLeave({}))['cmi.core.exit']).toBe('suspend')
    expect((await openAndLeave({ 'cmi.core.lesson_status': 'failed' }))['cmi.core.exit']).toBe('suspend')
    expect((await openAndLeave({ 'cmi.core.lesson_status': 'passed' }))['cmi.core.exit']).toBeUndefined()
  })

  it('changes nothing when a teacher only looks', async () => {
    const course = lesson([first, second])
    const platform = makePlatform({ 'cmi.core.lesson_mode': 'review', 'cmi.core.lesson_status': 'completed' })
    await visit(course, platform, stateOf(course, wrong, wrong))
    expect(platform.calls).toEqual(['finish'])
  })

  it('goes on after the interactions the platform counts, or after its own count', async () => {
    const course = lesson([first, second])
    const report = async (values: Values): Promise<Values> => {
      const platform = makePlatform(values)
      const runtime = createScormRuntime(scorm12, course, platform.page)
      await runtime.connect(nothing)
      const record = stateOf(course, right).questions['q1']?.record
      if (!record) throw new Error('no record')
      runtime.report(first, record, 1000)
      runtime.commit()
      return platform.values
    }
    expect((await report({ 'cmi.interactions._count': '4' }))['cmi.interactions.4.id']).toBe('q1')
    const remembered = encodeState(course, stateOf(course, right, wrong))
    expect((await report({ 'cmi.suspend_data': remembered }))['cmi.interactions.2.id']).toBe('q1')
  })

  it('gives up waiting for a platform that never comes, and teaches on', async () => {
    vi.useFakeTimers()
    try {
      const runtime = createScormRuntime(scorm12, lesson([first]), { parent: null, opener: null, top: null } as unknown as Window)
      const connecting = runtime.connect(nothing)
      await vi.advanceTimersByTimeAsync(2000)
      expect(await connecting).toBeNull()
      expect(runtime.isConnected()).toBe(false)
      runtime.commit()
      runtime.finish()
      await vi.advanceTimersByTimeAsync(120_000)
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})
