import { describe, expect, it } from 'vitest'
import { freshState, recordAnswer } from '#shared/quiz/learner-state.ts'
import { encodeState } from '#shared/quiz/state-encoding.ts'
import { compilePlayerLesson } from '#shared/package/player-lesson.ts'
import { writeLessonScript } from '#shared/package/player-page.ts'
import { decodeRemembered, readLessonScript } from '#shared/trial/remembered.ts'
import { summarizeH5p, summarizeScorm12, summarizeScorm2004, summarizeStatements } from '#shared/trial/summarize.ts'
import { sampleDocument } from '../../packages/sample-document.ts'

describe('what a platform knows', () => {
  it('is the same of one result, in every standard', () => {
    const said = (verb: string, result: Readonly<Record<string, unknown>> = {}) => ({
      verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
      object: { id: 'urn:x' },
      result,
    })
    const known = [
      summarizeScorm12({ 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '90', 'cmi.core.score.max': '100' }),
      summarizeScorm2004({
        'cmi.completion_status': 'completed',
        'cmi.success_status': 'passed',
        'cmi.score.scaled': '0.9',
        'cmi.score.raw': '90',
        'cmi.score.max': '100',
      }),
      summarizeStatements([
        said('initialized'),
        said('completed'),
        said('passed', { score: { scaled: 0.9 } }),
        said('terminated'),
      ]),
    ]
    for (const { percent, completion, success } of known)
      expect({ percent, completion, success }).toEqual({ percent: 90, completion: 'completed', success: 'passed' })
  })

  it('is what H5P hands in for the whole content, not what a part of it says', () => {
    const said = (verb: string, result: object, isPart: boolean) => ({
      verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
      object: { id: 'urn:x' },
      result,
      context: { contextActivities: { category: [{ id: 'urn:c' }], ...(isPart && { parent: [{ id: 'urn:x' }] }) } },
    })
    const part = said('answered', { score: { raw: 1, max: 1, scaled: 1 }, success: true }, true)
    const begun = [said('attempted', {}, false), part]
    expect(summarizeH5p(begun)).toMatchObject({ score: null, percent: null, completion: 'incomplete', success: 'unknown' })
    const whole = said('completed', { score: { raw: 1, max: 4, scaled: 0.25 }, duration: 'PT8.5S' }, false)
    expect(summarizeH5p([...begun, whole, part])).toMatchObject({
      score: { earned: 1, possible: 4 },
      percent: 25,
      completion: 'completed',
      success: 'unknown',
      seconds: 8.5,
    })
  })

  it('is nothing before anything was said, and no pass is taken back', () => {
    expect(summarizeScorm12({})).toMatchObject({ score: null, completion: 'unknown', success: 'unknown' })
    const verbs = ['passed', 'failed'].map((verb) => ({ verb: { id: `x:/${verb}` }, object: { id: 'urn:x' } }))
    expect(summarizeStatements(verbs).success).toBe('passed')
  })
})

describe('what a lesson of ours remembers', () => {
  it('is read with the lesson that lies in its package', () => {
    const lesson = compilePlayerLesson(sampleDocument(), { poster: true })
    const read = readLessonScript(writeLessonScript(lesson))
    expect(read).toEqual(lesson)
    const [question] = lesson.questions
    if (!read || !question) throw new Error('no question')
    const right = question.choices.filter(({ correct }) => correct).map(({ code }) => code)
    const state = recordAnswer({ ...freshState, positionMs: 1500 }, question, { kind: 'choices', codes: right })
    const remembered = decodeRemembered(read, encodeState(lesson, state))
    expect(remembered?.positionSeconds).toBeCloseTo(1.5, 0)
    expect(remembered?.answers).toEqual([{ prompt: question.prompt, graded: true, right: true, attempts: 1 }])
  })

  it('is nothing where a stranger only says that it is a lesson of ours', () => {
    expect(readLessonScript('alert(1)')).toBeNull()
    expect(readLessonScript('window.tidbitLesson = {"version": 99};\n')).toBeNull()
    const liar = readLessonScript('window.tidbitLesson = {"version": 1};\n')
    expect(liar && decodeRemembered(liar, 'anything')).toBeNull()
  })
})
