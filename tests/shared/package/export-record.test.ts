import { describe, expect, it } from 'vitest'
import { describeChange } from '#shared/package/describe-change.ts'
import { exportRecordFile, findBreakingChanges, recordExport, type ExportRecord } from '#shared/package/export-record.ts'
import { planPackage } from '#shared/package/plan-package.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Choice, Question } from '#shared/project/schema/question.ts'
import { everyQuestion } from '../../packages/every-question.ts'
import { sampleChoice, sampleDocument, sampleQuestion } from '../../packages/sample-document.ts'

const [shaA, shaB] = ['a'.repeat(64), 'b'.repeat(64)]
const question = sampleQuestion('q-earths', 1)
const document = sampleDocument({ questions: [question] })
const first = recordExport(document, { sha256: shaA, previous: null, note: 'First' })

function changesOf(after: LessonDocument): readonly string[] {
  return findBreakingChanges(first, recordExport(after, { sha256: shaB, previous: first, note: '' })).map(describeChange)
}

function withQuestion(change: (before: Question) => Question): LessonDocument {
  return { ...document, questions: { [question.id]: change(question) } }
}

describe('the record of an export', () => {
  it('counts versions that differ and keeps the note of one that does not', () => {
    expect(first).toMatchObject({ version: 1, note: 'First', lessonId: document.id })
    expect(recordExport(document, { sha256: shaA, previous: first, note: '' })).toEqual(first)
    expect(recordExport(document, { sha256: shaB, previous: first, note: 'Second' })).toMatchObject({
      version: 2,
      note: 'Second',
    })
    const foreign: ExportRecord = { ...first, lessonId: 'another', version: 7 }
    expect(recordExport(document, { sha256: shaB, previous: foreign, note: '' }).version).toBe(1)
  })

  it('travels in the package, is listed, and names its version in the manifests', () => {
    const record = { ...first, version: 12 }
    for (const format of ['scorm12', 'scorm2004'] as const) {
      const planned = planPackage(document, format, { preset: 'lms', posterTicks: null, record })
      if (!planned.ok) throw new Error(planned.error.code)
      const text = (path: string) =>
        planned.value.files.flatMap((file) => (file.path === path && file.kind === 'text' ? file.text : []))[0]
      expect(JSON.parse(text(exportRecordFile) ?? '')).toEqual(record)
      expect(text('imsmanifest.xml')).toContain(`href="${exportRecordFile}"`)
      expect(text('imsmanifest.xml')).toMatch(/version>\s*<[^>]+>12</)
    }
  })
})

describe('what breaks the results of learners', () => {
  it('is nothing where only words around the questions change', () => {
    expect(changesOf(document)).toEqual([])
    expect(
      changesOf(withQuestion((before) => ({ ...before, prompt: 'How many Earths side by side?', hint: 'More than ten' }))),
    ).toEqual([])
    const all = sampleDocument({ questions: everyQuestion() })
    const record = recordExport(all, { sha256: shaA, previous: null, note: '' })
    expect(findBreakingChanges(record, record)).toEqual([])
  })

  it('is a question that goes, comes, or asks something else', () => {
    expect(changesOf({ ...document, questions: {} })[0]).toMatch(/is gone: answers to it no longer count/)
    const other = sampleQuestion('q-other', 1)
    expect(changesOf({ ...document, questions: { ...document.questions, [other.id]: other } })[0]).toMatch(
      /is new: who finished before/,
    )
    expect(changesOf(withQuestion((before) => ({ ...before, type: 'poll', scored: false })))[0]).toMatch(
      /another kind of question/,
    )
  })

  it('is another right answer, another choice, other points', () => {
    const flip = (before: Question): Question => ({
      ...before,
      choices: before.choices.map((choice) => ({ ...choice, correct: !choice.correct })),
    })
    expect(changesOf(withQuestion(flip))).toEqual([expect.stringMatching(/another right answer/)])
    const reword = (before: Question): Question => ({
      ...before,
      choices: before.choices.map((choice, index) => (index === 0 ? { ...choice, text: 'Something else' } : choice)),
    })
    expect(changesOf(withQuestion(reword))).toEqual([expect.stringMatching(/has other choices/)])
    expect(changesOf(withQuestion((before) => ({ ...before, points: 5 })))).toEqual([
      expect.stringMatching(/counts 5 instead of 1/),
    ])
  })

  it('is one more right choice, pair or item to order, and not one more wrong choice', () => {
    const one = sampleDocument({ questions: [...everyQuestion(), question] })
    const record = recordExport(one, { sha256: shaA, previous: null, note: '' })
    const changesWith = (id: string, choice: Choice): readonly string[] => {
      const before = Object.values(one.questions).find((each) => each.id === id)
      if (!before) throw new Error(`no ${id}`)
      const questions = { ...one.questions, [id]: { ...before, choices: [...before.choices, choice] } }
      const after = recordExport({ ...one, questions }, { sha256: shaB, previous: record, note: '' })
      return findBreakingChanges(record, after).map(describeChange)
    }
    const again = [expect.stringMatching(/another right answer/)]
    expect(changesWith('q-earths', sampleChoice('z', 'Just as many', true))).toEqual(again)
    expect(changesWith('q-order', sampleChoice('z', 'Pluto', false))).toEqual(again)
    expect(changesWith('q-match', { ...sampleChoice('z', 'Phobos', false), match: 'Mars' })).toEqual(again)
    expect(changesWith('q-earths', sampleChoice('z', 'None at all', false))).toEqual([])
  })

  it('is a place in the picture that moved, unless an older record does not tell where it was', () => {
    const spot = everyQuestion().find(({ type }) => type === 'hotspot')
    const [storm] = spot?.choices ?? []
    if (!spot || !storm?.region) throw new Error('no place')
    const one = sampleDocument({ questions: [spot] })
    const record = recordExport(one, { sha256: shaA, previous: null, note: '' })
    const questions = {
      [spot.id]: { ...spot, choices: [{ ...storm, region: { ...storm.region, x: 0.1 } }, ...spot.choices.slice(1)] },
    }
    const after = recordExport({ ...one, questions }, { sha256: shaB, previous: record, note: '' })
    expect(findBreakingChanges(record, after).map(describeChange)).toEqual([expect.stringMatching(/another right answer/)])
    const older = record.asked.map((asked) => ({
      ...asked,
      choices: asked.choices.map(({ code, text, right }) => ({ code, text, right })),
    }))
    expect(findBreakingChanges({ ...record, asked: older }, after)).toEqual([])
  })

  it('is another rule for completion or passing', () => {
    const completion = { ...document.completion, minScorePercent: 55, questionsAnswered: !document.completion.questionsAnswered }
    expect(changesOf({ ...document, completion })).toEqual([
      expect.stringMatching(/what it takes to complete/i),
      expect.stringMatching(/pass mark is 55 %/),
    ])
  })
})
