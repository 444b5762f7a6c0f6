import { statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { detachAudio } from '#shared/edit/commands/detach-audio.ts'
import { setClipSpeed } from '#shared/edit/commands/clip-speed.ts'
import { fillSlotMedia } from '#shared/edit/commands/fill-slot.ts'
import { insertNewAsset } from '#shared/edit/commands/insert-clip.ts'
import { addQuestion } from '#shared/edit/commands/questions.ts'
import { contrastOf, readableContrast } from '#shared/overlay/contrast.ts'
import type { LessonId, SlotId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { documentSchema } from '#shared/project/schema/document.ts'
import { questionsInOrder } from '#shared/project/selectors.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { clipsOfSlot, judgeTemplate } from '#shared/template/judge-template.ts'
import { listCandidates, makeTemplate, startLesson } from '#shared/template/save-as-template.ts'
import { countingIds, openSession, videoAsset, seconds } from '../project/sample-document.ts'
import { documentOf, runOk } from '../edit/run-ok.ts'
import { shippedIds, shippedTemplate, templatesFolder } from './shipped.ts'

const card = {
  ...videoAsset('card', seconds(1)),
  kind: 'image' as const,
  interpretation: null,
  imageSize: { width: 1080, height: 1920 },
}

describe('the shipped templates', () => {
  it('are eight for lessons, four for challenges and one for replies', () => {
    const kinds = shippedIds.map((id) => shippedTemplate(id).template?.kind)
    expect(['lesson', 'challenge', 'reply'].map((kind) => kinds.filter((each) => each === kind).length)).toEqual([8, 4, 1])
  })

  it.each(shippedIds)('%s is sound, open, within its own rules and readable', (id) => {
    const document = shippedTemplate(id)
    expect(checkInvariants(document)).toEqual([])
    const judged = judgeTemplate(document)
    expect(judged?.slots.every(({ standing }) => standing === 'open')).toBe(true)
    expect(judged?.length).toBe('fine')
    const kit = document.brandKit
    if (!kit) throw new Error('no school style')
    for (const [one, other] of [
      [kit.textColour, kit.primaryColour],
      [kit.textColour, kit.backgroundColour],
      [kit.backgroundColour, kit.accentColour],
    ] as const)
      expect(contrastOf(one, other)).toBeGreaterThanOrEqual(readableContrast)
    if (document.template?.kind === 'challenge') expect(document.challenge?.withoutFilming).not.toBe('')
  })

  it.each(shippedIds)('%s has its cards, a picture and a film of 18 to 40 s that is not heavy', (id) => {
    for (const { relativePath, byteLength } of Object.values(shippedTemplate(id).assets))
      expect(statSync(path.join(templatesFolder, id, relativePath ?? '')).size).toBe(byteLength)
    expect(statSync(path.join(templatesFolder, id, 'poster.jpg')).size).toBeGreaterThan(5_000)
    const film = statSync(path.join(templatesFolder, id, 'film.mp4')).size
    expect(film).toBeGreaterThan(100_000)
    expect(film).toBeLessThan(1_600_000)
  })
})

describe('a lesson as a template', () => {
  const lesson = startLesson(shippedTemplate('explainer'), 'mine' as LessonId, 'Why do boats float?', 'en')
  const template = { name: 'Mine', summary: '', kind: 'lesson' as const, minTicks: null, maxTicks: null }

  it('offers clips, words and questions in the order of time', () => {
    const candidates = listCandidates(lesson)
    expect(candidates.map(({ startTicks }) => startTicks)).toEqual(
      candidates.map(({ startTicks }) => startTicks).toSorted((a, b) => a - b),
    )
    expect(new Set(candidates.map(({ kind }) => kind))).toEqual(new Set(['clip', 'text', 'question']))
  })

  it('keeps what was not chosen, empties the clips that were, and can be started again and again', () => {
    const keys = listCandidates(lesson)
    const choices = keys.filter(({ kind }) => kind !== 'text').map(({ key }) => ({ key, name: key, hint: '', required: true }))
    const made = makeTemplate(lesson, { id: 'template-1' as LessonId, template, choices, card, newId: countingIds('slot').newId })
    documentSchema.parse(made)
    expect(checkInvariants(made)).toEqual([])
    expect(Object.values(made.slots)).toHaveLength(choices.length)
    const emptied = Object.values(made.clips).filter(({ slotId }) => slotId !== null)
    expect(emptied.every(({ assetId }) => assetId === card.id)).toBe(true)
    expect(Object.values(made.overlays)).toHaveLength(Object.values(lesson.overlays).length)
    const again = startLesson(made, 'again' as LessonId, 'Again', 'de')
    expect(again.metadata).toMatchObject({ title: 'Again', language: 'de' })
    expect(judgeTemplate(again)?.slots.every(({ standing }) => standing === 'open')).toBe(true)
    const twice = makeTemplate(again, {
      id: 'template-2' as LessonId,
      template,
      choices,
      card,
      newId: countingIds('again').newId,
    })
    expect(Object.values(twice.slots).map(({ name }) => name)).toEqual(Object.values(made.slots).map(({ name }) => name))
  })

  it('takes nobody’s voice along, and leaves everything at its instant', () => {
    const session = openSession()
    for (const id of ['talk', 'walk']) runOk(session, insertNewAsset, { asset: videoAsset(id, seconds(8)) })
    const [talk, walk] = Object.values(documentOf(session).clips)
    if (!talk || !walk) throw new Error('no clips')
    runOk(session, setClipSpeed, { clipId: walk.id, changes: { speed: { num: 2, den: 1 } } })
    runOk(session, detachAudio, { clipId: talk.id })
    runOk(session, addQuestion, { atTicks: seconds(11), type: 'single-choice' })
    const filmed = documentOf(session)
    const before = questionsInOrder(filmed).map(({ atTicks }) => atTicks)
    const choices = [talk, walk].map(({ id }) => ({ key: `clips.${id}`, name: id, hint: '', required: true }))
    const made = makeTemplate(filmed, { id: 'template-3' as LessonId, template, choices, card, newId: countingIds('slot').newId })
    expect(checkInvariants(made)).toEqual([])
    expect(Object.keys(made.assets)).toEqual([card.id])
    expect(Object.values(made.clips).map(({ sound }) => sound.muted)).toEqual([false, false])
    expect(deriveTimeline(made).durationTicks).toBe(deriveTimeline(filmed).durationTicks)
    expect(questionsInOrder(made).map(({ atTicks }) => atTicks)).toEqual(before)
  })

  it('keeps the shape of the windows that clips play in', () => {
    const reply = startLesson(shippedTemplate('reply'), 'mine' as LessonId, 'Mine', 'en')
    const session = openSession(reply)
    runOk(session, fillSlotMedia, { slotId: 'challenge' as SlotId, asset: videoAsset('mine', seconds(20)) })
    const clip = clipsOfSlot(documentOf(session), 'challenge' as SlotId)[0]
    if (!clip) throw new Error('no clip')
    const choices = [{ key: `clips.${clip.id}`, name: 'Clip', hint: '', required: true }]
    const made = makeTemplate(documentOf(session), {
      id: 'template-4' as LessonId,
      template,
      choices,
      card,
      newId: countingIds('slot').newId,
    })
    const crop = made.clips[clip.id]?.picture.crop
    expect(((crop?.width ?? 0) * 1080) / ((crop?.height ?? 1) * 1920)).toBeCloseTo(1080 / 960, 3)
  })
})
