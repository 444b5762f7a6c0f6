import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyItems, parseClipboardItems, type ClipboardItems } from '#shared/edit/clipboard.ts'
import { addCaptionTrack } from '#shared/edit/commands/caption-tracks.ts'
import { addCaption } from '#shared/edit/commands/captions.ts'
import { groupItems } from '#shared/edit/commands/groups.ts'
import { addMarker } from '#shared/edit/commands/markers.ts'
import { duplicateItems, pasteItems } from '#shared/edit/commands/paste-items.ts'
import { addQuestion, editQuestion } from '#shared/edit/commands/questions.ts'
import { addTrackClip } from '#shared/edit/commands/tracks.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import type { Selection } from '#shared/edit/selection.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import type { AssetId, CaptionTrackId, ClipId, OverlayId } from '#shared/project/ids.ts'
import { captionsInOrder, questionsInOrder } from '#shared/project/selectors.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { ticksToSeconds, zeroTicks } from '#shared/time/ticks.ts'
import { countingIds, openSession, seconds } from '../project/sample-document.ts'
import { editArbitrary, fraction, performEdit, startingDocument } from './random-edits.ts'
import { someItems } from './random-timeline-edits.ts'
import { appendClip, documentOf, runOk, selectedId } from './run-ok.ts'

function copy(session: EditSession, items: Selection): ClipboardItems {
  const text = JSON.stringify(copyItems(documentOf(session), items))
  const copied = parseClipboardItems(text)
  if (!copied) throw new Error('nothing was copied')
  return copied
}

const mainSpans = (session: EditSession): readonly (readonly number[])[] => {
  const { mainClipIds, clipSpans } = deriveTimeline(documentOf(session))
  return mainClipIds.map((id) => {
    const span = clipSpans.get(id)
    return span ? [ticksToSeconds(span.startTicks), ticksToSeconds(span.endTicks)] : []
  })
}

const captionTimes = (session: EditSession): readonly (readonly [number, string])[] =>
  Object.values(documentOf(session).captionTracks).flatMap(({ id }) =>
    captionsInOrder(documentOf(session), id).map(({ span, caption }) => [ticksToSeconds(span.startTicks), caption.text] as const),
  )

/** alpha 0 to 4 with a caption at 1, beta 4 to 7 with a voice at 5 and a question at 6, gamma 7 to 9. */
function lesson() {
  const session = openSession()
  const alpha = appendClip(session, 'alpha', 4)
  const beta = appendClip(session, 'beta', 3)
  const gamma = appendClip(session, 'gamma', 2)
  runOk(session, addCaptionTrack, { language: 'en', kind: 'captions' })
  const [captionTrackId] = Object.keys(documentOf(session).captionTracks) as [CaptionTrackId]
  runOk(session, addCaption, { captionTrackId, startTicks: seconds(1), endTicks: seconds(2), text: 'Hello' })
  runOk(session, addTrackClip, { assetId: 'gamma' as AssetId, kind: 'voice-over', atTicks: seconds(5) })
  const voice = selectedId(session, 'clip')
  runOk(session, addQuestion, { atTicks: seconds(6), type: 'single-choice' })
  const question = selectedId(session, 'question')
  runOk(session, editQuestion, {
    questionId: question,
    changes: { prompt: 'Why?', branch: { correctTicks: seconds(8), incorrectTicks: null } },
  })
  return { session, alpha, beta, gamma, voice, question }
}

const clip = (id: ClipId) => ({ kind: 'clip' as const, id })

describe('copy and paste', () => {
  it('puts a clip with its captions in at the nearest cut', () => {
    const { session, alpha } = lesson()
    runOk(session, pasteItems, { items: copy(session, [clip(alpha)]), atTicks: seconds(6.5) })
    expect(mainSpans(session)).toEqual([
      [0, 4],
      [4, 7],
      [7, 11],
      [11, 13],
    ])
    expect(captionTimes(session)).toEqual([
      [1, 'Hello'],
      [8, 'Hello'],
    ])
    expect(session.getSnapshot().selection.length).toBe(1)
    session.undo()
    expect(mainSpans(session).length).toBe(3)
  })

  it('keeps the distances of what stands beside, and gives questions new ids without their branches', () => {
    const { session, voice, question } = lesson()
    const items = copy(session, [clip(voice), { kind: 'question', id: question }])
    runOk(session, pasteItems, { items, atTicks: seconds(1) })
    const document = documentOf(session)
    expect(questionsInOrder(document).map(({ atTicks }) => ticksToSeconds(atTicks))).toEqual([2, 6])
    const [pasted, original] = questionsInOrder(document).map(({ question: each }) => each)
    expect(pasted?.prompt).toBe('Why?')
    expect(pasted?.branch).toEqual({ correctTicks: null, incorrectTicks: null })
    expect(pasted?.choices.map(({ code }) => code)).toEqual(original?.choices.map(({ code }) => code))
    const ids = [...(pasted?.choices ?? []), ...(original?.choices ?? [])].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const voices = Object.values(document.clips).filter(({ anchor }) => anchor !== null)
    expect(new Set(voices.map(({ trackId }) => trackId)).size).toBe(1)
    const starts = voices.map(({ id }) => deriveTimeline(document).clipSpans.get(id)?.startTicks)
    expect(starts.toSorted()).toEqual([seconds(1), seconds(5)])
  })

  it('takes another track where its own is busy, and leaves out what would stand behind the end', () => {
    const { session, voice, question } = lesson()
    const items = copy(session, [clip(voice), { kind: 'question', id: question }])
    runOk(session, pasteItems, { items, atTicks: seconds(5) })
    const voices = Object.values(documentOf(session).clips).filter(({ anchor }) => anchor !== null)
    expect(new Set(voices.map(({ trackId }) => trackId)).size).toBe(2)
    const notices = runOk(session, pasteItems, { items, atTicks: seconds(8.5) })
    expect(notices).toEqual([{ code: 'paste-left-out', params: { count: 1 } }])
    const refused = openSession().run(pasteItems, { items, atTicks: zeroTicks })
    expect(refused.ok ? null : refused.error.code).toBe('edit.paste-outside')
  })

  it('brings media along into another lesson, without a path, once', () => {
    const { session, alpha, voice } = lesson()
    const copied = copyItems(documentOf(session), [clip(alpha), clip(voice)])
    expect(JSON.stringify(copied)).not.toContain('"relativePath":"')
    const other = openSession(undefined, countingIds('other'))
    for (const _ of [1, 2]) runOk(other, pasteItems, { items: copied as ClipboardItems, atTicks: zeroTicks })
    const document = documentOf(other)
    expect(Object.keys(document.assets)).toEqual(['alpha', 'gamma'])
    expect(Object.values(document.captionTracks).map(({ language }) => language)).toEqual(['en'])
    expect(captionTimes(other)).toEqual([
      [1, 'Hello'],
      [5, 'Hello'],
    ])
    expect(checkInvariants(document)).toEqual([])
  })

  it('does not confuse media that has the id of other media here', () => {
    const { session, alpha } = lesson()
    const copied = copy(session, [clip(alpha)])
    const other = openSession(undefined, countingIds('other'))
    const [asset] = copied.assets
    if (!asset) throw new Error('no asset')
    const [entry] = copied.main
    const foreign = { ...copied, assets: [{ ...asset, sha256: 'f'.repeat(64) }] }
    runOk(other, pasteItems, { items: copied, atTicks: zeroTicks })
    runOk(other, pasteItems, { items: foreign, atTicks: zeroTicks })
    expect(Object.keys(documentOf(other).assets).length).toBe(2)
    const used = Object.values(documentOf(other).clips).map(({ assetId }) => assetId)
    expect(new Set(used).size).toBe(2)
    expect(entry?.clip.assetId).toBe('alpha')
  })

  it('keeps groups together as a new group', () => {
    const session = openSession(startingDocument({ num: 30, den: 1 }))
    const items = [clip('c1' as ClipId), { kind: 'overlay' as const, id: 'o1' as OverlayId }]
    runOk(session, groupItems, { items })
    runOk(session, duplicateItems, { items })
    const { clips, overlays, groups } = documentOf(session)
    expect(Object.keys(groups).length).toBe(2)
    const pasted = session.getSnapshot().selection
    expect(pasted.map(({ kind }) => kind)).toEqual(['clip', 'overlay'])
    const of = pasted.map(({ kind, id }) =>
      kind === 'clip' ? clips[id]?.groupId : kind === 'overlay' ? overlays[id]?.groupId : null,
    )
    expect(of[0]).toBe(of[1])
    expect(of[0]).not.toBe(clips['c1' as ClipId]?.groupId)
    expect(of[0]).toBeTruthy()
  })

  it.each([
    ['plain words', 'Buy milk'],
    ['other JSON', '{"format":"tidbit-items","version":1}'],
    ['a list', '[1,2,3]'],
    ['nothing', ''],
  ])('reads %s as nothing of ours', (_, text) => {
    expect(parseClipboardItems(text)).toBeNull()
  })

  it('refuses what was tampered with: a clip without its media, or past its end', () => {
    const { session, alpha } = lesson()
    const copied = copy(session, [clip(alpha)])
    expect(parseClipboardItems(JSON.stringify({ ...copied, assets: [] }))).toBeNull()
    const main = copied.main.map((entry) => ({ ...entry, clip: { ...entry.clip, sourceOutTicks: seconds(99) } }))
    expect(parseClipboardItems(JSON.stringify({ ...copied, main }))).toBeNull()
    expect(copyItems(documentOf(session), [])).toBeNull()
  })
})

describe('duplicating', () => {
  it('puts the copy right behind, or where it is dropped', () => {
    const { session, alpha, gamma, voice } = lesson()
    runOk(session, duplicateItems, { items: [clip(alpha)] })
    expect(mainSpans(session).map(([start]) => start)).toEqual([0, 4, 8, 11])
    runOk(session, duplicateItems, { items: [clip(gamma)], atTicks: zeroTicks })
    expect(mainSpans(session).map(([, end]) => end)).toEqual([2, 6, 10, 13, 15])
    runOk(session, duplicateItems, { items: [clip(voice)] })
    const { clipSpans } = deriveTimeline(documentOf(session))
    const start = clipSpans.get(selectedId(session, 'clip'))?.startTicks
    expect(start).toBe(clipSpans.get(voice)?.endTicks)
    runOk(session, addMarker, { atTicks: seconds(3) })
    runOk(session, duplicateItems, { items: [{ kind: 'marker', id: selectedId(session, 'marker') }] })
    expect(Object.keys(documentOf(session).markers).length).toBe(2)
  })
})

describe('after any edits', () => {
  it('whatever is copied pastes into another lesson, soundly, and undo leaves nothing', { timeout: 120_000 }, () => {
    const edits = fc.array(editArbitrary, { minLength: 1, maxLength: 40, size: 'max' })
    let pasted = 0
    fc.assert(
      fc.property(edits, fraction, fraction, fraction, (list, a, b, at) => {
        const session = openSession(startingDocument({ num: 30, den: 1 }))
        for (const edit of list) performEdit(edit, session)
        const copied = copyItems(documentOf(session), someItems(documentOf(session), a, b))
        if (!copied) return
        const read = parseClipboardItems(JSON.stringify(copied))
        expect(read).toEqual(JSON.parse(JSON.stringify(copied)))
        const start = startingDocument({ num: 25, den: 1 })
        const other = openSession(start, countingIds('other'))
        const result = other.run(pasteItems, { items: copied, atTicks: seconds(at * 25) })
        if (!result.ok) return void expect(result.error.code).toBe('edit.paste-outside')
        pasted += 1
        expect(checkInvariants(documentOf(other))).toEqual([])
        other.undo()
        expect(documentOf(other)).toEqual(start)
      }),
      { numRuns: 40 },
    )
    expect(pasted).toBeGreaterThan(20)
  })
})
