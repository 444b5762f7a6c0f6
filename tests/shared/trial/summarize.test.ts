import { describe, expect, it } from 'vitest'
import { freshState, recordAnswer } from '#shared/quiz/learner-state.ts'
import { encodeState } from '#shared/quiz/state-encoding.ts'
import { compilePlayerLesson } from '#shared/package/player-lesson.ts'
import { writeLessonScript } from '#shared/package/player-page.ts'
import { decodeRemembered, readLessonScript } from '#shared/trial/remembered.ts'
import { summarizeScorm12, summarizeScorm2004, summarizeStatements } from '#shared/trial/summarize.ts'
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
