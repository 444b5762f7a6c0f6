import { describe, expect, it } from 'vitest'
import { recordExport } from '#shared/package/export-record.ts'
import { checkSinceExport } from '#shared/preflight/check-since-export.ts'
import { describe as inWords } from '#shared/preflight/report.ts'
import { sampleDocument, sampleQuestion } from '../../packages/sample-document.ts'

const question = sampleQuestion('q-earths', 1)
const document = sampleDocument({ questions: [question] })
const last = recordExport(document, { sha256: 'a'.repeat(64), previous: null, note: '' })

describe('what has changed since the last export', () => {
  it('is nothing before the first one, and after one of the same lesson', () => {
    expect(checkSinceExport(document, null)).toEqual([])
    expect(checkSinceExport(document, last)).toEqual([])
  })

  it('leads to the question whose results no longer fit, and is told anew after the next export', () => {
    const dearer = { ...document, questions: { [question.id]: { ...question, points: question.points + 1 } } }
    const [found, ...others] = checkSinceExport(dearer, last)
    expect(others).toEqual([])
    expect(found).toMatchObject({ code: 'questions.results', severity: 'warning', item: { kind: 'question', id: question.id } })
    expect(found && inWords(found)).toMatch(/^Since version 1 was exported: .*earlier scores do not compare\./)
    expect(found?.key).not.toBe(checkSinceExport(dearer, { ...last, version: 2 })[0]?.key)
  })

  it('tells of a question that is gone, and of a lesson that platforms would take for another', () => {
    const gone = checkSinceExport({ ...document, questions: {} }, last)
    expect(gone.map(({ code, item }) => [code, item])).toContainEqual(['questions.results', null])
    expect(new Set(gone.map(({ key }) => key)).size).toBe(gone.length)
    expect(checkSinceExport(document, { ...last, lessonId: 'another' }).map(({ code }) => code)).toEqual(['lesson.identifier'])
  })
})
