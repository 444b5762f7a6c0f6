import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainCall, readDuration } from '#shared/trial/explain-call.ts'
import { explainStatement } from '#shared/trial/explain-statement.ts'

const set = (name: string, value: string, values: Readonly<Record<string, string>> = {}) =>
  explainCall({ method: 'LMSSetValue', args: [name, value], result: 'true', errorCode: '0', errorText: '' }, values).sentence

describe('a call in words', () => {
  it('says points of points, whatever the order in which they come', () => {
    expect(set('cmi.core.score.raw', '80', { 'cmi.core.score.max': '120' })).toBe(
      'The lesson told the platform: 80 of 120 points.',
    )
    expect(set('cmi.core.score.raw', '80')).toBe('The lesson told the platform: 80 of 100 points.')
    expect(set('cmi.score.scaled', '0.8333')).toContain('83.33 %')
  })

  it('knows both names of a status and of a wrong answer', () => {
    expect(set('cmi.core.lesson_status', 'passed')).toContain('the learner passed')
    expect(set('cmi.success_status', 'failed')).toContain('the learner failed')
    expect(set('cmi.interactions.2.result', 'wrong')).toBe(set('cmi.interactions.2.result', 'incorrect'))
    expect(set('cmi.interactions.0.learner_response', 'a[,]b')).toContain('a, b')
  })

  it('says of an answer what a teacher asks', () => {
    expect(set('cmi.interactions.0.description', '{lang=en}Is the Moon round?')).toBe(
      'The lesson told the platform: the question reads: “Is the Moon round?”',
    )
    expect(set('cmi.interactions.0.type', 'sequencing')).toContain('the answer is an order.')
    expect(set('cmi.interactions.0.weighting', '1')).toContain('the answer counts for 1 point.')
    expect(set('cmi.interactions.0.timestamp', '2026-01-05T09:00:37.02Z')).toContain('the answer was given at 09:00:37.')
    for (const name of ['type', 'result']) expect(set(`cmi.interactions.0.${name}`, 'constructor')).toContain('is constructor.')
    expect(set('cmi.interactions.0.time', '09:00:37')).toContain('the answer was given at 09:00:37.')
  })

  it('says what was refused, and why', () => {
    const refused = explainCall(
      {
        method: 'SetValue',
        args: ['cmi.location', 'x'],
        result: 'false',
        errorCode: '406',
        errorText: 'Data Model Element Type Mismatch',
      },
      {},
    )
    expect(refused.kind).toBe('refused')
    expect(refused.sentence).toContain('Data Model Element Type Mismatch')
  })

  it('has a sentence for anything that a stranger may send', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string(), { maxLength: 3 }), fc.string(), (method, args, result) => {
        const { sentence } = explainCall({ method, args, result, errorCode: '0', errorText: '' }, {})
        expect(sentence.length).toBeGreaterThan(0)
      }),
    )
  })

  it('reads durations of every edition', () => {
    expect(readDuration('0001:02:03.50')).toBe(3723.5)
    expect(readDuration('PT1M5.25S')).toBe(65.25)
    expect(readDuration('P1DT2H')).toBe(93_600)
    expect(readDuration('soon')).toBe(0)
  })
})

describe('a statement in words', () => {
  const statement = (verb: string, more: Readonly<Record<string, unknown>> = {}) => ({
    verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
    object: { id: 'https://school.example/1', definition: { name: { en: 'How many?' } } },
    ...more,
  })

  it('names the question, the answer and the score', () => {
    expect(explainStatement(statement('answered', { result: { response: 'a', success: true } }))).toBe(
      'The learner answered “How many?” with a: right.',
    )
    expect(explainStatement(statement('passed', { result: { score: { scaled: 0.9 } } }))).toBe('The learner passed. Score: 90 %.')
    const part = { id: 'urn:q', definition: { name: { 'en-US': 'Which?' } } }
    expect(explainStatement({ verb: { id: 'urn:v/attempted' }, object: part })).toBe('The learner came to “Which?”.')
    expect(explainStatement({ verb: { id: 'urn:x', display: { en: 'waved' } }, object: { id: 'urn:y' } })).toContain('waved')
  })
})
