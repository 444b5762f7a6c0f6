import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { setCaptionStyle } from '#shared/edit/commands/caption-tracks.ts'
import { captionSpeech, divideSpeechAgain } from '#shared/edit/commands/caption-speech.ts'
import { editCaption, mergeCaptions, retimeCaption, splitCaption } from '#shared/edit/commands/captions.ts'
import { setClipSpeed } from '#shared/edit/commands/clip-speed.ts'
import { deleteStretch } from '#shared/edit/commands/delete-stretch.ts'
import { freezeFrame } from '#shared/edit/commands/freeze-frame.ts'
import { moveClip } from '#shared/edit/commands/move-clip.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import { speakingRuns } from '#shared/edit/place-speech.ts'
import type { AssetId, CaptionTrackId, ClipId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import type { Caption } from '#shared/project/schema/text.ts'
import { captionsInOrder } from '#shared/project/selectors.ts'
import { deriveTimeline, visibleSpan } from '#shared/project/timeline.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { ticks, ticksToSeconds } from '#shared/time/ticks.ts'
import { openSession, seconds } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk } from './run-ok.ts'

type Place = { readonly session: EditSession; readonly captionTrackId: CaptionTrackId; readonly assetId: AssetId }

/** `at` and `to` between 0 and 1: what of the lesson, or which clip or caption. */
type Step = { readonly kind: (typeof kinds)[number]; readonly at: number; readonly to: number }
const kinds = [
  'split',
  'speed',
  'reverse',
  'freeze',
  'delete',
  'move',
  'done',
  'retime',
  'join',
  'halve',
  'lines',
  'divide',
  'listen',
  'undo',
] as const

const share = fc.integer({ min: 0, max: 999 }).map((part) => part / 1000)
const steps = fc.array(fc.record({ kind: fc.constantFrom(...kinds), at: share, to: share }), { minLength: 1, maxLength: 14 })
const voice = fc.array(fc.record({ length: fc.integer({ min: 10, max: 900 }), pause: fc.integer({ min: 0, max: 1500 }) }), {
  minLength: 2,
  maxLength: 40,
})

const twoWords = [
  { length: 10, pause: 0 },
  { length: 10, pause: 0 },
]
function perform({ kind, at, to }: Step, { session, captionTrackId, assetId }: Place, words: readonly SpokenWord[]): void {
  const document = documentOf(session)
  const { durationTicks, mainClipIds } = deriveTimeline(document)
  const instant = (part: number) => ticks(Math.floor(durationTicks * part))
  const clipId = mainClipIds[Math.floor(at * mainClipIds.length)] as ClipId
  // As the list of captions has them: both parts of one that a cut goes through.
  const shown = Object.values(document.captions)
    .flatMap((caption) => {
      const span = visibleSpan(document, caption.anchor, caption.durationTicks)
      return span ? [{ caption, span }] : []
    })
    .toSorted((a, b) => a.span.startTicks - b.span.startTicks)
  const index = Math.floor(at * shown.length)
  const [here, next] = [shown[index], shown[index + 1]]
  if (kind === 'split') session.run(splitClip, { atTicks: instant(at) })
  if (kind === 'speed') session.run(setClipSpeed, { clipId, changes: { speed: { num: 1 + Math.floor(to * 4), den: 2 } } })
  if (kind === 'reverse') session.run(setClipSpeed, { clipId, changes: { reversed: to < 0.5 } })
  if (kind === 'freeze') session.run(freezeFrame, { atTicks: instant(at) })
  if (kind === 'delete')
    session.run(deleteStretch, { startTicks: instant(Math.min(at, to)), endTicks: instant(Math.max(at, to)) })
  if (kind === 'move') session.run(moveClip, { clipId, toIndex: Math.floor(to * mainClipIds.length) })
  if (kind === 'lines')
    session.run(setCaptionStyle, { captionTrackId, changes: { maxCharactersPerLine: 8 + Math.floor(at * 34) } })
  if (kind === 'divide') session.run(divideSpeechAgain, { captionTrackId })
  if (kind === 'listen') session.run(captionSpeech, { track: captionTrackId, heard: [{ assetId, words }] })
  if (kind === 'undo') session.undo()
  if (!here) return
  const captionId = here.caption.id
  if (kind === 'done') session.run(editCaption, { captionId, changes: { done: to < 0.7 } })
  if (kind === 'join' && next) session.run(mergeCaptions, { captionIds: [captionId, next.caption.id] })
  if (kind === 'halve') {
    const atCharacter = here.caption.text.indexOf(' ', Math.floor(here.caption.text.length * to))
    if (atCharacter > 0) session.run(splitCaption, { captionId, atCharacter })
  }
  if (kind === 'retime') {
    const until = next?.span.startTicks ?? durationTicks
    const endTicks = ticks(here.span.startTicks + 1 + Math.floor((until - here.span.startTicks) * to))
    session.run(retimeCaption, { captionId, endTicks })
  }
}

const said = (captions: readonly Caption[]): readonly string[] => captions.flatMap(({ words }) => words.map(({ text }) => text))
const captionsOf = (session: EditSession): readonly Caption[] => Object.values(documentOf(session).captions)

it('loses, doubles and mixes no word, whatever is edited between listening and dividing', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(voice, steps, (spoken, list) => {
      let at = 0
      const words = spoken.flatMap(({ length, pause }, index): SpokenWord[] => {
        const startTicks = ticks((at + pause) * 120)
        at += pause + length
        return at > 20_000 ? [] : [{ text: `w${index}.`, startTicks, endTicks: ticks(at * 120), confidence: 0.5 }]
      })
      const session = openSession()
      const clipId = appendClip(session, 'alpha', 20)
      const assetId = documentOf(session).clips[clipId]?.assetId
      if (!assetId) throw new Error('no asset')
      runOk(session, captionSpeech, { track: { language: 'en' }, heard: [{ assetId, words }] })
      const [captionTrackId] = Object.keys(documentOf(session).captionTracks) as CaptionTrackId[]
      if (!captionTrackId) throw new Error('no track')
      const order = new Map(words.map(({ text }, index) => [text, index]))
      // Captions that are joined over clips in another order, or backwards, read as they play.
      const isStraight = list.every(({ kind }) => kind !== 'move' && kind !== 'reverse')
      for (const step of list) {
        const before = said(captionsOf(session)).toSorted()
        const kept = captionsOf(session).filter(({ done }) => done)
        perform(step, { session, captionTrackId, assetId }, words)
        const document = documentOf(session)
        expect(checkInvariants(document)).toEqual([])
        const after = said(captionsOf(session)).toSorted()
        if (!['delete', 'listen', 'undo'].includes(step.kind)) expect(after).toEqual(before)
        if (step.kind === 'delete') expect(after.filter((text) => !before.includes(text))).toEqual([])
        for (const caption of captionsOf(session)) {
          const places = caption.words.map(({ text }) => order.get(text) ?? -1)
          if (isStraight) expect(places).toEqual(places.toSorted((a, b) => a - b))
          expect(caption.text.split(/\s+/u)).toEqual(caption.words.map(({ text }) => text))
        }
        if (step.kind === 'divide' || step.kind === 'listen') expect(captionsOf(session).filter(({ done }) => done)).toEqual(kept)
        const playing = new Set(speakingRuns(document).flatMap((run) => run.map(({ id }) => id)))
        const heard = said(captionsOf(session).filter(({ anchor }) => anchor.kind === 'clip' && playing.has(anchor.clipId)))
        expect(heard.toSorted()).toEqual([...new Set(heard)].toSorted())
      }
    }),
    {
      numRuns: 150,
      examples: [
        // A still behind all that a caption says.
        [twoWords, [{ kind: 'freeze', at: 0.001, to: 0 }]],
        // One that is done and shorter than what it says.
        [twoWords, (['retime', 'done', 'listen'] as const).map((kind) => ({ kind, at: 0, to: 0 }))],
        // A part that is heard no more while the rest is listened to.
        [
          twoWords,
          [
            { kind: 'split', at: 0.001, to: 0 },
            { kind: 'reverse', at: 0, to: 0 },
            { kind: 'listen', at: 0, to: 0 },
            { kind: 'reverse', at: 0, to: 0.5 },
          ],
        ],
      ],
    },
  )
})

it('shows a caption with its timed words whole behind a still that stands before all of them, and before one behind', () => {
  const caption = (freezeAt: number) => {
    const session = openSession()
    const clipId = appendClip(session, 'alpha', 20)
    const assetId = documentOf(session).clips[clipId]?.assetId
    if (!assetId) throw new Error('no asset')
    const words = ['low', 'sun'].map((word, index): SpokenWord => {
      const startTicks = seconds(4 + index / 2)
      return { text: word, startTicks, endTicks: ticks(startTicks + seconds(0.4)), confidence: 0.5 }
    })
    runOk(session, captionSpeech, { track: { language: 'en' }, heard: [{ assetId, words }] })
    const [made] = captionsOf(session)
    if (!made) throw new Error('no caption')
    runOk(session, retimeCaption, { captionId: made.id, startTicks: seconds(2) })
    runOk(session, retimeCaption, { captionId: made.id, endTicks: seconds(8) })
    runOk(session, freezeFrame, { atTicks: seconds(freezeAt), durationTicks: seconds(2) })
    return captionsInOrder(documentOf(session), made.captionTrackId).map(({ span, caption: { text, words: timed } }) => [
      ticksToSeconds(span.startTicks),
      text,
      timed.map(({ offsetTicks }) => ticksToSeconds(offsetTicks)),
    ])
  }
  expect(caption(3)).toEqual([[5, 'low sun', [1, 1.5]]])
  expect(caption(6)).toEqual([[2, 'low sun', [2, 2.5]]])
})

it('keeps words where they are spoken when an edge of their caption moves, also over a clip that plays backwards', () => {
  const session = openSession()
  const clipId = appendClip(session, 'alpha', 20)
  const assetId = documentOf(session).clips[clipId]?.assetId
  if (!assetId) throw new Error('no asset')
  const word = { text: 'low', startTicks: seconds(6), endTicks: seconds(7), confidence: 0.5 }
  runOk(session, captionSpeech, { track: { language: 'en' }, heard: [{ assetId, words: [word] }] })
  const captionId = captionsOf(session)[0]?.id
  if (!captionId) throw new Error('no caption')
  const spokenAt = () => {
    const [caption] = captionsOf(session)
    return caption?.anchor.kind === 'clip' ? caption.anchor.sourceTicks + (caption.words[0]?.offsetTicks ?? 0) : null
  }
  runOk(session, setClipSpeed, { clipId, changes: { reversed: true } })
  for (const edge of [{ endTicks: seconds(15.5) }, { startTicks: seconds(12.5) }, { endTicks: seconds(14.5) }]) {
    runOk(session, retimeCaption, { captionId, ...edge })
    expect(spokenAt()).toBe(seconds(6))
  }
})

it('shows captions that are joined over a cut until the last of them ends', () => {
  const session = openSession()
  const clipId = appendClip(session, 'alpha', 20)
  const assetId = documentOf(session).clips[clipId]?.assetId
  if (!assetId) throw new Error('no asset')
  const words = ['low', 'sun', 'rises', 'now'].map((word, index): SpokenWord => {
    const startTicks = seconds(index / 2)
    return { text: word, startTicks, endTicks: ticks(startTicks + seconds(0.3)), confidence: 0.5 }
  })
  runOk(session, captionSpeech, { track: { language: 'en' }, heard: [{ assetId, words }] })
  runOk(session, deleteStretch, { startTicks: seconds(0.9), endTicks: seconds(1) })
  const captionIds = captionsOf(session).map(({ id }) => id)
  expect(captionIds).toHaveLength(2)
  runOk(session, mergeCaptions, { captionIds })
  const [track] = Object.values(documentOf(session).captionTracks)
  const shown = track ? captionsInOrder(documentOf(session), track.id) : []
  expect(
    shown.map(({ span, caption }) => [ticksToSeconds(span.startTicks), ticksToSeconds(span.endTicks), caption.text]),
  ).toEqual([[0, 2, 'low sun rises now']])
  expect(shown[0]?.caption.words.map(({ offsetTicks }) => ticksToSeconds(offsetTicks))).toEqual([0, 0.5, 0.9, 1.4])
})
