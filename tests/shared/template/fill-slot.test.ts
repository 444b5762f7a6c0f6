import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillSlotMedia, fillSlotText, leaveTemplate, markSlot } from '#shared/edit/commands/fill-slot.ts'
import { deleteClips } from '#shared/edit/commands/delete-clips.ts'
import { editQuestion } from '#shared/edit/commands/questions.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import type { AssetId, SlotId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { documentSchema } from '#shared/project/schema/document.ts'
import { deriveTimeline, visibleSpan } from '#shared/project/timeline.ts'
import { clipsOfSlot, findOpenSlots, isKept, judgeTemplate, slotsFrom } from '#shared/template/judge-template.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { openSession, seconds, videoAsset } from '../project/sample-document.ts'
import { documentOf, runOk } from '../edit/run-ok.ts'
import { shippedIds, shippedTemplate } from './shipped.ts'

const photo = (id: string): Asset => ({
  ...videoAsset(id, seconds(1)),
  kind: 'image',
  interpretation: null,
  imageSize: { width: 1200, height: 800 },
})

function song(id: string, length: number): Asset {
  const asset = videoAsset(id, seconds(length))
  const interpretation = asset.interpretation && { ...asset.interpretation, video: null }
  return { ...asset, kind: 'audio', interpretation }
}

const standingOf = (session: EditSession, id: string) =>
  judgeTemplate(documentOf(session))?.slots.find(({ slot }) => slot.id === id)?.standing

const lengthOf = (session: EditSession, id: string): number => {
  const { clipSpans } = deriveTimeline(documentOf(session))
  const span = clipSpans.get(clipsOfSlot(documentOf(session), id as SlotId)[0]?.id ?? ('' as never))
  return span ? ticksToSeconds(span.endTicks) - ticksToSeconds(span.startTicks) : 0
}

describe('filling any slots in any order', () => {
  const step = fc.record({
    pick: fc.nat(100),
    how: fc.constantFrom('media', 'photo', 'text', 'keep', 'open', 'delete'),
    length: fc.integer({ min: 1, max: 400 }).map((tenths) => tenths / 10),
    words: fc.string({ maxLength: 60 }),
  })
  it.each(shippedIds)('keeps a lesson from %s sound, and undo brings the template back', (id) => {
    const template = shippedTemplate(id)
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const session = openSession(template)
        let changed = 0
        steps.forEach(({ pick, how, length, words }, index) => {
          const slots = Object.values(documentOf(session).slots)
          const slot = slots[pick % slots.length]
          if (!slot) return
          const before = documentOf(session)
          const { id: slotId, kind } = slot
          const asset =
            kind === 'music'
              ? song(`s${index}`, length)
              : how === 'photo' || kind === 'image'
                ? photo(`p${index}`)
                : videoAsset(`v${index}`, seconds(length))
          const clip = clipsOfSlot(before, slotId)[0]
          const result =
            how === 'delete' && clip && before.mainTrack.length > 1
              ? session.run(deleteClips, { clipIds: [clip.id] })
              : how === 'keep' || how === 'open'
                ? session.run(markSlot, { slotId, filled: how === 'keep' })
                : kind === 'text'
                  ? session.run(fillSlotText, { slotId, text: words })
                  : session.run(fillSlotMedia, { slotId, asset })
          if (!result.ok) expect(documentOf(session)).toBe(before)
          if (documentOf(session) !== before) changed += 1
          expect(checkInvariants(documentOf(session))).toEqual([])
        })
        documentSchema.parse(documentOf(session))
        expect(session.travel(-changed)).toBe(changed === 0 ? 0 : -changed)
        expect(documentOf(session)).toEqual(template)
      }),
      { numRuns: 25 },
    )
  })
})

describe('a clip in a slot', () => {
  it('lasts as long as it is, up to what the slot allows, and takes along what stood to the end', () => {
    const session = openSession(shippedTemplate('three-tips'))
    runOk(session, fillSlotMedia, { slotId: 'clip-2' as SlotId, asset: videoAsset('long', seconds(60)) })
    expect(lengthOf(session, 'clip-2')).toBeCloseTo(18, 1)
    runOk(session, fillSlotMedia, { slotId: 'clip-2' as SlotId, asset: videoAsset('brief', seconds(4)) })
    expect(lengthOf(session, 'clip-2')).toBeGreaterThan(3.3)
    expect(lengthOf(session, 'clip-2')).toBeLessThan(4)
    const document = documentOf(session)
    const span = deriveTimeline(document).clipSpans.get(clipsOfSlot(document, 'clip-2' as SlotId)[0]?.id ?? ('' as never))
    const shown = Object.values(document.overlays).find(({ slotId }) => slotId === 'tip-2')
    expect(shown && visibleSpan(document, shown.anchor, shown.durationTicks)?.endTicks).toBe(span?.endTicks)
    // The first part of it stays free for the transition into it.
    expect(ticksToSeconds(clipsOfSlot(document, 'clip-2' as SlotId)[0]?.sourceInTicks ?? seconds(0))).toBeCloseTo(0.225, 1)
  })

  it('takes the place of its card, which leaves the lesson', () => {
    const session = openSession(shippedTemplate('explainer'))
    const card = clipsOfSlot(documentOf(session), 'hook' as SlotId)[0]?.assetId as AssetId
    expect(documentOf(session).assets[card]?.kind).toBe('image')
    runOk(session, fillSlotMedia, { slotId: 'hook' as SlotId, asset: videoAsset('kite', seconds(6)) })
    expect(documentOf(session).assets[card]).toBeUndefined()
    expect(standingOf(session, 'hook')).toBe('filled')
    session.undo()
    expect(documentOf(session).assets[card]?.kind).toBe('image')
    expect(standingOf(session, 'hook')).toBe('open')
  })

  it('shows the middle of it in a window of the template', () => {
    const session = openSession(shippedTemplate('reply'))
    runOk(session, fillSlotMedia, { slotId: 'challenge' as SlotId, asset: videoAsset('mine', seconds(20)) })
    const clip = clipsOfSlot(documentOf(session), 'challenge' as SlotId)[0]
    const video = documentOf(session).assets[clip?.assetId as AssetId]?.interpretation?.video
    const crop = clip?.picture.crop
    expect(((video?.displayWidth ?? 0) * (crop?.width ?? 0)) / ((video?.displayHeight ?? 1) * (crop?.height ?? 1))).toBeCloseTo(
      1080 / 960,
      3,
    )
  })
})

describe('what is filled in', () => {
  it('counts wherever it was changed, and what was taken out is nobody’s duty', () => {
    const session = openSession(shippedTemplate('exit-ticket'))
    const open = judgeTemplate(documentOf(session))
    expect(open?.missing).toBe(5)
    expect(open?.done).toBe(false)
    const question = Object.values(documentOf(session).questions).find(({ slotId }) => slotId === 'know')
    if (!question) throw new Error('no question')
    runOk(session, editQuestion, { questionId: question.id, changes: { prompt: 'What makes a cloud?' } })
    expect(standingOf(session, 'know')).toBe('filled')
    runOk(session, fillSlotText, { slotId: 'topic' as SlotId, text: 'The water cycle' })
    expect(standingOf(session, 'topic')).toBe('filled')
    runOk(session, fillSlotText, { slotId: 'topic' as SlotId, text: '  ' })
    expect(standingOf(session, 'topic')).toBe('open')
    expect(findOpenSlots(documentOf(session))).toContain(documentOf(session).slots['topic' as SlotId]?.name)
    runOk(session, fillSlotText, { slotId: 'topic' as SlotId, text: 'Clouds' })
    for (const id of ['sure', 'open']) runOk(session, markSlot, { slotId: id as SlotId, filled: true })
    runOk(session, deleteClips, { clipIds: clipsOfSlot(documentOf(session), 'recap' as SlotId).map(({ id }) => id) })
    expect(standingOf(session, 'recap')).toBe('gone')
    expect(judgeTemplate(documentOf(session))?.missing).toBe(0)
  })

  it('says where several clips go that are chosen at once', () => {
    const session = openSession(shippedTemplate('how-to'))
    runOk(session, fillSlotMedia, { slotId: 'clip-2' as SlotId, asset: videoAsset('fold', seconds(5)) })
    const from = (id: string) => slotsFrom(documentOf(session), { id: id as SlotId, kind: 'clip' })
    expect(from('clip-1').slice(0, 3)).toEqual(['clip-1', 'clip-3', 'clip-4'])
    expect(from('clip-2')[0]).toBe('clip-2')
  })

  it('may be left as it is, also where music is left out', () => {
    const session = openSession(shippedTemplate('explainer'))
    const slotOf = (id: string) => documentOf(session).slots[id as SlotId]
    for (const id of ['music', 'question', 'hook']) {
      expect(standingOf(session, id)).toBe('open')
      runOk(session, markSlot, { slotId: id as SlotId, filled: true })
      expect(standingOf(session, id)).toBe('filled')
      const slot = slotOf(id)
      expect(slot && isKept(documentOf(session), slot)).toBe(true)
    }
    runOk(session, fillSlotText, { slotId: 'question' as SlotId, text: 'Why is ice slippery?' })
    const question = slotOf('question')
    expect(question && isKept(documentOf(session), question)).toBe(false)
    expect(findOpenSlots(documentOf(session))).not.toContain(question?.name)
  })

  it('tells a clip and a lesson that are too short or too long', () => {
    const session = openSession(shippedTemplate('word-of-the-day'))
    runOk(session, fillSlotMedia, { slotId: 'scene' as SlotId, asset: videoAsset('blink', seconds(1)) })
    const judged = judgeTemplate(documentOf(session))
    expect(judged?.slots.find(({ slot }) => slot.id === 'scene')?.problem).toBe('too-short')
    expect(judged?.length).toBe('fine')
    const document = documentOf(session)
    const { template } = document
    if (!template) throw new Error('no rules')
    expect(judgeTemplate({ ...document, template: { ...template, maxTicks: seconds(5) } })?.length).toBe('too-long')
    expect(judgeTemplate({ ...document, template: { ...template, minTicks: seconds(50) } })?.length).toBe('too-short')
  })

  it('stays when the template is left', () => {
    const session = openSession(shippedTemplate('explainer'))
    const clips = Object.keys(documentOf(session).clips)
    runOk(session, leaveTemplate, null)
    expect(judgeTemplate(documentOf(session))).toBeNull()
    expect(Object.keys(documentOf(session).clips)).toEqual(clips)
    session.undo()
    expect(judgeTemplate(documentOf(session))?.slots.length).toBe(9)
  })
})
