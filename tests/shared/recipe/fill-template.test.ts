import { describe, expect, it } from 'vitest'
import { checkInvariants } from '#shared/project/invariants.ts'
import type { LessonDocument, Slot } from '#shared/project/schema/document.ts'
import { questionsInOrder } from '#shared/project/selectors.ts'
import { judgeTemplate } from '#shared/template/judge-template.ts'
import { makeRecipe } from '#shared/recipe/recipe-of-lesson.ts'
import type { RowFacts } from '#shared/recipe/making.ts'
import { shippedIds, shippedTemplate } from '../template/shipped.ts'
import { applyOk, fullRecipe, refusals, sampleFacts, sampleRow } from './recipe-sample.ts'

const outputs = { step: 'outputs', outputs: [{ format: 'mp4' }] }

/** Every file of a slot is examined like the clip. */
function factsFor(template: LessonDocument): RowFacts {
  const clip = sampleFacts.media.get('intro.mp4')
  if (!clip) throw new Error('no sample')
  const picture = { ...clip, kind: 'image', imageSize: { width: 800, height: 600 }, interpretation: null } as typeof clip
  const media = [...sampleFacts.media, ['other.mp4', clip], ['photo.png', picture]] as const
  return { ...sampleFacts, media: new Map(media), template }
}

/** A recipe that has something for each required slot. */
function stepsFor(id: string, template: LessonDocument): readonly object[] {
  const slots = Object.values(template.slots).filter(({ required }) => required)
  const [first] = slots.filter(({ kind }) => kind === 'clip')
  const content = ({ kind, name }: Slot) => (kind === 'text' ? `Words: ${name}` : kind === 'image' ? 'photo.png' : 'other.mp4')
  const others = slots.filter((slot) => slot.kind !== 'question' && slot !== first)
  const asked = slots.filter(({ kind }) => kind === 'question')
  const questions = asked.map(({ name }) => ({ type: 'true-false', prompt: `Asked: ${name}`, correct: 'yes', slot: name }))
  return [
    { step: 'template', template: id, slots: Object.fromEntries(others.map((slot) => [slot.name, content(slot)])) },
    ...(questions.length > 0 ? [{ step: 'questions', questions }] : []),
  ]
}

describe('a template in a recipe', () => {
  it.each(shippedIds)('fills every slot of %s', (id) => {
    const template = shippedTemplate(id)
    const facts = factsFor(template)
    const steps = stepsFor(id, template)
    const { document } = applyOk({ ...fullRecipe, steps: [...steps, outputs] }, sampleRow, facts)
    expect(checkInvariants(document)).toEqual([])
    expect(judgeTemplate(document)?.missing).toBe(0)
    const asked = Object.values(template.slots).filter(({ kind }) => kind === 'question')
    expect(questionsInOrder(document).map(({ question }) => question.prompt)).toEqual(asked.map(({ name }) => `Asked: ${name}`))
  })

  it('refuses what is left open, and slots that are not there', () => {
    const facts = factsFor(shippedTemplate('exit-ticket'))
    const [fill, ask] = stepsFor('exit-ticket', shippedTemplate('exit-ticket'))
    if (!fill || !ask) throw new Error('no steps')
    expect(refusals([fill], sampleRow, facts)).toEqual([
      'questions: has nothing for “What stayed?”, “How sure are they?”, “What is still open?” of the template; ask a question with that “slot”',
    ])
    expect(refusals([{ ...fill, slots: {} }, ask], sampleRow, facts)).toEqual(['template.slots: has nothing for “Today’s topic”'])
    const elsewhere = { step: 'questions', questions: [{ type: 'reflection', prompt: 'Why?', slot: 'Recap clip' }] }
    expect(refusals([fill, elsewhere], sampleRow, facts)).toHaveLength(1)
  })

  it('asks nothing in a slot whose question a row leaves empty', () => {
    const template = shippedTemplate('exit-ticket')
    const [fill, ask] = stepsFor('exit-ticket', template) as [object, { readonly questions: readonly object[] }]
    const questions = ask.questions.map((question, index) => (index === 0 ? { ...question, prompt: '{question}' } : question))
    const row = { ...sampleRow, values: { question: '' } }
    const steps = [fill, { step: 'questions', questions }, outputs]
    const { document } = applyOk({ ...fullRecipe, steps }, row, factsFor(template))
    expect(Object.values(document.questions)).toHaveLength(2)
  })
})

describe('makeRecipe', () => {
  it('takes what was filmed for the clip of a row, not the background of a template that plays longer', () => {
    const template = shippedTemplate('exit-ticket')
    const steps = [...stepsFor('exit-ticket', template), { step: 'doctor', highPass: 80 }, outputs]
    const { document } = applyOk({ ...fullRecipe, steps }, sampleRow, factsFor(template))
    const { recipe } = makeRecipe(document)
    expect(recipe.steps).toContainEqual({ step: 'doctor', highPass: 80 })
    expect(recipe.steps.map(({ step }) => step)).not.toContain('join')
  })
})
