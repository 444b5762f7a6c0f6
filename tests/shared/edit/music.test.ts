import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setClipSound } from '#shared/edit/commands/clip-look.ts'
import { deleteClips } from '#shared/edit/commands/delete-clips.ts'
import { fitMusic, isMusicUnfit } from '#shared/edit/commands/fit-music.ts'
import { addMusic, addSound, addVoice } from '#shared/edit/commands/music.ts'
import { setTrack } from '#shared/edit/commands/tracks.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { trackKind } from '#shared/project/track-kinds.ts'
import { ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import { emptyDocument, openSession, seconds, videoAsset } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk } from './run-ok.ts'

function soundAsset(id: string, length: number): Asset {
  const asset = videoAsset(id, seconds(length))
  const { interpretation } = asset
  if (!interpretation) throw new Error('no interpretation')
  return { ...asset, kind: 'audio', fileName: `${id}.ogg`, interpretation: { ...interpretation, video: null } }
}

const rates = [
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  { num: 30, den: 1 },
  { num: 30_000, den: 1001 },
  { num: 60, den: 1 },
] as const

const openAt = (frameRate: (typeof rates)[number]) => {
  const document = emptyDocument()
  return openSession({ ...document, settings: { ...document.settings, frameRate } })
}

const partsOf = (session: ReturnType<typeof openSession>) => {
  const document = documentOf(session)
  const { clipSpans } = deriveTimeline(document)
  return Object.values(document.clips)
    .filter((clip) => clip.anchor !== null)
    .flatMap((clip) => {
      const span = clipSpans.get(clip.id)
      return span ? [{ clip, span }] : []
    })
    .toSorted((a, b) => a.span.startTicks - b.span.startTicks)
}

describe('music', () => {
  it('plays over and over to the end, in time to a sample whatever the frame rate, and goes in one step', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rates),
        fc.integer({ min: 3, max: 12 }),
        fc.integer({ min: 2, max: 90 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (frameRate, loop, length, place) => {
          const session = openAt(frameRate)
          appendClip(session, 'alpha', length)
          const before = documentOf(session)
          const end = deriveTimeline(before).durationTicks
          const atTicks = Math.floor(end * place) as Ticks
          runOk(session, addMusic, { asset: soundAsset('music', loop + 0.2), atTicks, loopTicks: seconds(loop) })
          expect(checkInvariants(documentOf(session))).toEqual([])
          const parts = partsOf(session)
          const [first] = parts
          expect(parts.at(-1)?.span.endTicks).toBe(end)
          let cursor = first?.span.startTicks ?? -1
          for (const [turn, { clip, span }] of parts.entries()) {
            expect(span.startTicks).toBe(cursor)
            cursor = span.endTicks
            // The music is as far as if it had never been cut.
            const music = span.startTicks - (first?.span.startTicks ?? 0) - turn * seconds(loop)
            expect(Math.abs(clip.sourceInTicks - music)).toBeLessThanOrEqual(2)
            expect(clip.sound.fadeInTicks > 0).toBe(turn === 0)
            expect(clip.sound.fadeOutTicks > 0).toBe(turn === parts.length - 1)
          }
          const track = first && documentOf(session).tracks[first.clip.trackId]
          expect(track && trackKind(track)).toBe('music')
          expect(track?.ducked).toBe(true)
          session.undo()
          expect(documentOf(session)).toEqual(before)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('plays over and over without a gap, also from a file that ends with its last beat', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rates),
        fc.integer({ min: ticksPerSecond, max: 9 * ticksPerSecond }),
        (frameRate, length) => {
          const session = openAt(frameRate)
          appendClip(session, 'alpha', 20)
          const asset = soundAsset('song', length / ticksPerSecond)
          runOk(session, addMusic, { asset, atTicks: seconds(1), loopTicks: length as Ticks })
          const parts = partsOf(session)
          expect(parts.at(-1)?.span.endTicks).toBe(deriveTimeline(documentOf(session)).durationTicks)
          for (const [turn, { clip, span }] of parts.entries()) {
            expect(span.startTicks).toBe(parts[turn - 1]?.span.endTicks ?? span.startTicks)
            expect(clip.sourceOutTicks).toBeLessThanOrEqual(length)
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('is refused where there is nothing to play under, and plays once where it does not loop', () => {
    const session = openSession()
    const asset = soundAsset('song', 5)
    const refused = session.run(addMusic, { asset, atTicks: seconds(0), loopTicks: null })
    expect(!refused.ok && refused.error.code).toBe('edit.music-outside')
    appendClip(session, 'alpha', 20)
    runOk(session, addMusic, { asset, atTicks: seconds(2), loopTicks: null })
    expect(partsOf(session).map(({ span }) => [span.startTicks, span.endTicks])).toEqual([[seconds(2), seconds(7)]])
  })
})

describe('music of a lesson that became longer or shorter', () => {
  it('plays to its end again as if it had just been added, keeps its settings, and goes back in one step', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rates),
        fc.integer({ min: 3, max: 12 }),
        fc.integer({ min: 4, max: 60 }),
        fc.integer({ min: 4, max: 60 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (frameRate, loop, lengthBefore, lengthNow, place) => {
          const asset = soundAsset('music', loop)
          const session = openAt(frameRate)
          appendClip(session, 'alpha', lengthBefore)
          const atTicks = Math.floor(Math.min(seconds(lengthBefore), seconds(lengthNow)) * place) as Ticks
          runOk(session, addMusic, { asset, atTicks, loopTicks: seconds(loop) })
          const fresh = openAt(frameRate)
          appendClip(fresh, 'beta', lengthNow)
          runOk(fresh, addMusic, { asset, atTicks, loopTicks: seconds(loop) })
          const before = partsOf(session)
          const [first] = before
          if (!first) throw new Error('no music')
          runOk(session, setClipSound, { clipIds: [first.clip.id], changes: { gainDb: -6 } })
          const main = deriveTimeline(documentOf(session)).mainClipIds
          appendClip(session, 'beta', lengthNow)
          runOk(session, deleteClips, { clipIds: main })
          const changed = documentOf(session)
          const shape = (parts: ReturnType<typeof partsOf>) =>
            parts.map(({ span, clip: { sourceInTicks, sourceOutTicks, sound } }) => ({
              ...{ span, sourceInTicks, sourceOutTicks },
              fades: [sound.fadeInTicks > 0, sound.fadeOutTicks > 0],
            }))
          const wanted = shape(partsOf(fresh))
          const { clip } = first
          expect(isMusicUnfit(changed, changed.clips[clip.id] ?? clip)).toBe(
            before.at(-1)?.span.endTicks !== deriveTimeline(changed).durationTicks,
          )
          runOk(session, fitMusic, { clipId: clip.id })
          const now = documentOf(session)
          expect(checkInvariants(now)).toEqual([])
          expect(shape(partsOf(session))).toEqual(wanted)
          expect(partsOf(session)[0]?.clip.sound.gainDb).toBe(-6)
          expect(isMusicUnfit(now, now.clips[clip.id] ?? clip)).toBe(false)
          session.undo()
          expect(documentOf(session)).toEqual(changed)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('ends before what comes next on its track, and goes on from where it was trimmed', () => {
    const session = openSession()
    appendClip(session, 'alpha', 10)
    runOk(session, addMusic, { asset: soundAsset('one', 30), atTicks: seconds(0), loopTicks: null })
    const [one] = partsOf(session)
    if (!one) throw new Error('no music')
    runOk(session, trimClip, { clipId: one.clip.id, edge: 'end', deltaTicks: seconds(-6) })
    runOk(session, addMusic, { asset: soundAsset('two', 2), atTicks: seconds(7), loopTicks: null })
    runOk(session, fitMusic, { clipId: one.clip.id })
    expect(partsOf(session).map(({ span }) => [span.startTicks, span.endTicks])).toEqual([
      [seconds(0), seconds(7)],
      [seconds(7), seconds(9)],
    ])
    runOk(session, trimClip, { clipId: one.clip.id, edge: 'start', deltaTicks: seconds(3) })
    runOk(session, fitMusic, { clipId: one.clip.id })
    expect(partsOf(session)[0]?.clip.sourceInTicks).toBe(seconds(3))
  })

  it('is left alone on a locked track, and where it is no music', () => {
    const session = openSession()
    appendClip(session, 'alpha', 10)
    runOk(session, addMusic, { asset: soundAsset('one', 4), atTicks: seconds(0), loopTicks: null })
    const [one] = partsOf(session)
    if (!one) throw new Error('no music')
    runOk(session, setTrack, { trackId: one.clip.trackId, changes: { locked: true } })
    expect(isMusicUnfit(documentOf(session), one.clip)).toBe(false)
    const refused = session.run(fitMusic, { clipId: one.clip.id })
    expect(!refused.ok && refused.error.code).toBe('edit.track-locked')
    const main = Object.values(documentOf(session).clips).find(({ anchor }) => anchor === null)
    expect(main && isMusicUnfit(documentOf(session), main)).toBe(false)
  })
})

describe('a sound and a voice', () => {
  it('stand where they were put', () => {
    const session = openSession()
    appendClip(session, 'alpha', 20)
    runOk(session, addSound, { asset: soundAsset('pop', 0.5), kind: 'effects', atTicks: seconds(3) })
    expect(partsOf(session)[0]?.span.startTicks).toBe(seconds(3))
  })

  it('keep every word of a recording in its place on the frames, in one step', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rates),
        fc.integer({ min: 0, max: 6 * ticksPerSecond }),
        fc.integer({ min: -ticksPerSecond / 2, max: ticksPerSecond }),
        (frameRate, atTicks, sourceIn) => {
          const session = openAt(frameRate)
          appendClip(session, 'alpha', 20)
          const before = documentOf(session)
          const part = {
            atTicks: atTicks as Ticks,
            sourceInTicks: sourceIn as Ticks,
            sourceOutTicks: (sourceIn + seconds(3)) as Ticks,
          }
          runOk(session, addVoice, { asset: soundAsset('voice', 5), parts: [part] })
          expect(checkInvariants(documentOf(session))).toEqual([])
          const [voice] = partsOf(session)
          // What was said at `atTicks` is still heard then.
          const moved = (voice?.span.startTicks ?? 0) - (voice?.clip.sourceInTicks ?? 0) - (atTicks - sourceIn)
          expect(Math.abs(moved)).toBeLessThanOrEqual(2)
          session.undo()
          expect(documentOf(session)).toEqual(before)
        },
      ),
      { numRuns: 60 },
    )
  })
})
