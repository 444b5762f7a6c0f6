// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { RecipeStep } from '#shared/recipe/recipe-schema.ts'
import { openForm, type OpenForm } from './form-hands.tsx'

const words = text.batchDraft.form
vi.mock('#renderer/ipc/client.ts', () => ({ call: () => new Promise(() => undefined) }))

let form: OpenForm
afterEach(() => form.close())
const open = (step: RecipeStep): void => void (form = openForm(step))

it('mends the sound', () => {
  open({ step: 'doctor' })
  form.type(words.doctor.noise, '0.5')
  form.type(words.doctor.rumble, '{hertz}')
  form.tick(words.doctor.refuseDamaged)
  expect(form.step()).toEqual({ step: 'doctor', noiseReduction: 0.5, highPass: '{hertz}', refuseDamaged: true })
  form.type(words.doctor.noise, '')
  expect(form.step()).not.toHaveProperty('noiseReduction')
})

it('cuts off ends and silences', () => {
  open({ step: 'trim' })
  for (const [key, value] of [
    ['in', '1.5'],
    ['out', '{end}'],
    ['longest', '60'],
  ] as const)
    form.type(words.trim[key], value)
  form.tick(words.trim.fromSpeech)
  form.tick(words.trim.toSpeech)
  expect(form.has(words.trim.below)).toBe(false)
  form.tick(words.trim.silences)
  expect(form.step()).toMatchObject({ silences: true })
  form.type(words.trim.longerThan, '1.25')
  form.type(words.trim.keep, '0.3')
  form.type(words.trim.below, '-30')
  expect(form.step()).toEqual({
    ...{ step: 'trim', in: 1.5, out: '{end}', longest: 60, fromSpeech: true, toSpeech: true },
    silences: { longerThan: 1.25, keep: 0.3, below: -30 },
  })
})

it('joins films and shapes the picture', () => {
  open({ step: 'join', intro: 'intro.mp4' })
  form.type(words.join.intro, '')
  form.type(words.join.outro, '{outro}')
  form.choose(words.join.transition, text.clipSettings.transition.kinds['cross-fade'])
  expect(form.step()).toEqual({ step: 'join', outro: '{outro}', transition: 'cross-fade' })
  form.close()
  open({ step: 'reframe', canvas: '9:16', fit: 'fit' })
  form.choose(words.shape, words.shapes['1:1'])
  form.choose(words.fit, words.fits.usual)
  expect(form.step()).toEqual({ step: 'reframe', canvas: '1:1' })
})

it('takes a look, that of a column, or colours of its own', () => {
  const colour = text.clipSettings.colour
  open({ step: 'look', look: 'vivid' })
  form.choose(colour.look, colour.looks.film)
  expect(form.step()).toEqual({ step: 'look', look: 'film' })
  form.type(colour.strength, '60')
  form.type(colour.exposure, '-10')
  expect(form.step()).toEqual({ step: 'look', look: { name: 'film', strength: 0.6, exposure: -0.1 } })
  form.type(colour.strength, '100')
  form.type(colour.exposure, '0')
  expect(form.step()).toEqual({ step: 'look', look: 'film' })
  form.choose(colour.look, words.look.column)
  form.type(words.look.name, '{mood}')
  expect(form.step()).toEqual({ step: 'look', look: '{mood}' })
  form.choose(colour.look, words.look.own)
  form.type(colour.temperature, '25')
  expect(form.step()).toEqual({ step: 'look', look: { temperature: 0.25 } })
})

it('takes captions from a file or from speech, and gives them a look', () => {
  const { look, tracks } = text.captions
  open({ step: 'captions', from: 'file', file: 'a.srt' })
  form.type(words.captions.file, '{clip}.pt.vtt')
  form.type(words.captions.language, 'pt')
  form.choose(tracks.kind, tracks.kinds.subtitles)
  form.choose(words.captions.style, look.names.television)
  form.choose(look.place, look.places.top)
  form.type(look.size, '90')
  form.tick(words.captions.optional)
  expect(form.step()).toEqual({
    ...{ step: 'captions', from: 'file', file: '{clip}.pt.vtt', language: 'pt', kind: 'subtitles', optional: true },
    style: { preset: 'television', place: 'top', size: 90 },
  })
  // Those of speech are captions; where they come from a file again, the name is still there.
  form.choose(words.captions.from, words.captions.sources.speech)
  expect(form.step()).not.toHaveProperty('kind')
  expect(form.has(tracks.kind)).toBe(false)
  form.choose(words.captions.from, words.captions.sources.file)
  expect(form.step()).toMatchObject({ file: '{clip}.pt.vtt' })
  form.choose(words.captions.style, words.captions.usualStyle)
  form.choose(look.place, words.usual(look.places.bottom))
  form.type(look.size, '76')
  expect(form.step()).not.toHaveProperty('style')
})

it('gives the school style, and its usual colours again', () => {
  const { schoolStyle } = text
  open({ step: 'brand', brand: { primaryColour: '#112233', accentColour: '#445566' } })
  form.type(schoolStyle.name, 'Hill School')
  form.choose(schoolStyle.fonts.heading, 'Fredoka')
  form.type(schoolStyle.logo, 'logo.png')
  form.type(words.brand.bannerTitle, '{speaker}')
  form.type(words.brand.bannerSubtitle, 'Physics')
  expect(form.step()).toEqual({
    step: 'brand',
    brand: {
      ...{ name: 'Hill School', primaryColour: '#112233', accentColour: '#445566', headingFont: 'Fredoka', logo: 'logo.png' },
      nameBanner: { title: '{speaker}', subtitle: 'Physics' },
    },
  })
  form.press(words.brand.usualColours)
  form.type(words.brand.bannerTitle, '')
  form.type(words.brand.bannerSubtitle, '')
  form.choose(schoolStyle.fonts.heading, words.usual('Inter'))
  expect(form.step()).toEqual({ step: 'brand', brand: { name: 'Hill School', logo: 'logo.png' } })
})

it('fills the places of a template', () => {
  open({ step: 'template', template: 'weekly.tidbit' })
  form.type(words.template.file, 'monthly.tidbit')
  form.type(words.template.clip, 'Clip')
  form.press(words.template.addSlot)
  form.type(words.template.slot(1), 'Title')
  form.type(words.template.content(1), '{title}')
  expect(form.step()).toEqual({ step: 'template', template: 'monthly.tidbit', clip: 'Clip', slots: { Title: '{title}' } })
  form.press(words.template.removeSlot(1))
  expect(form.step()).not.toHaveProperty('slots')
})

it('asks questions', () => {
  const { questions } = words
  open({ step: 'questions', questions: [{ type: 'single-choice', prompt: 'Old' }] })
  form.type(questions.at, '4')
  form.type(questions.prompt, '{question}')
  form.type(questions.choices, '{a}\n{b}\n')
  form.type(questions.correct, 'B')
  form.type(questions.points, '2')
  form.type(questions.retries, '{tries}')
  form.type(questions.hint, 'Look again')
  form.type(questions.feedback.correct, 'Yes')
  form.type(questions.feedback.incorrect, 'No')
  form.tick(questions.required)
  form.type(questions.completion.minScorePercent, '80')
  form.tick(questions.completion.questionsAnswered)
  const question = { type: 'single-choice', at: 4, prompt: '{question}', choices: ['{a}', '{b}'], correct: 'B' }
  const rest = {
    points: 2,
    retries: '{tries}',
    hint: 'Look again',
    feedback: { correct: 'Yes', incorrect: 'No' },
    required: false,
  }
  const completion = { minScorePercent: 80, questionsAnswered: true }
  expect(form.step()).toEqual({ step: 'questions', questions: [{ ...question, ...rest }], completion })
  form.choose(text.quiz.type, text.quiz.types.reflection)
  expect(form.step()).not.toHaveProperty('questions[0].choices')
  form.press(questions.add)
  expect(form.step()).toHaveProperty('questions.length', 2)
  form.press(questions.remove(1))
  expect(form.step()).toMatchObject({ questions: [{ prompt: '{question}', correct: '{correct}' }] })
})

it('makes it loud, checks it and names the lesson', () => {
  open({ step: 'loudness', loudness: -16 })
  form.type(words.loudness.level, '-20')
  expect(form.step()).toEqual({ step: 'loudness', loudness: -20 })
  form.choose(words.loudness.kind, words.loudness.kinds['as-recorded'])
  expect(form.step()).toEqual({ step: 'loudness', loudness: 'as-recorded' })
  form.close()
  open({ step: 'preflight', stopAt: 'error' })
  form.choose(words.stopAt, words.stops.warning)
  expect(form.step()).toEqual({ step: 'preflight', stopAt: 'warning' })
  form.close()
  open({ step: 'metadata' })
  const { metadata } = words
  for (const key of ['title', 'description', 'altText', 'level', 'licence', 'id'] as const) form.type(metadata[key], `{${key}}`)
  form.type(metadata.authors, 'Ana\n\nBo')
  expect(form.step()).toEqual({
    ...{ step: 'metadata', title: '{title}', description: '{description}', altText: '{altText}', level: '{level}' },
    ...{ licence: '{licence}', id: '{id}', authors: ['Ana', 'Bo'] },
  })
})

it('sets a challenge', () => {
  const { challenge } = text
  open({ step: 'challenge', challenge: { durationLimit: 30 } })
  form.type(challenge.hook, 'Can you?')
  form.type(challenge.steps.title, 'Film\nShow')
  form.type(challenge.handInWhat, 'A clip')
  form.type(challenge.deadline, '2026-12-24')
  form.type(challenge.teamMin, '2')
  form.type(words.challenge.limit, '0')
  expect(form.step()).toMatchObject({
    challenge: {
      ...{ hook: 'Can you?', steps: ['Film', 'Show'], handIn: { what: 'A clip', where: '' }, deadline: '2026-12-24' },
      teamSize: { min: 2, max: 2 },
    },
  })
  expect(form.step()).not.toHaveProperty('challenge.durationLimit')
})

it('says what is made', () => {
  const { outputs } = words
  open({ step: 'outputs', outputs: [{ format: 'mp4' }] })
  form.tick(outputs.burnCaptions)
  form.type(outputs.name, '{row}-{title}')
  form.type(outputs.folder, '{week}')
  expect(form.step()).toEqual({
    step: 'outputs',
    outputs: [{ format: 'mp4', name: '{row}-{title}', folder: '{week}', burnCaptions: false }],
  })
  form.choose(outputs.format, outputs.formats.cmi5)
  form.press(outputs.add)
  expect(form.step()).toMatchObject({ outputs: [{ format: 'cmi5' }, { format: 'mp4' }] })
  expect(form.step()).not.toHaveProperty('outputs[0].burnCaptions')
})
