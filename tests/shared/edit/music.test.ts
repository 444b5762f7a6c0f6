import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMusic, addSound, addVoice } from '#shared/edit/commands/music.ts'
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
