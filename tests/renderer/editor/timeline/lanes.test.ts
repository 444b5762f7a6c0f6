import { describe, expect, it } from 'vitest'
import { itemsInStretch, laneName, timelineLanes } from '#renderer/editor/timeline/lanes.ts'
import { addAsset } from '#shared/edit/commands/assets.ts'
import { addCaptionTrack } from '#shared/edit/commands/caption-tracks.ts'
import { addCaption } from '#shared/edit/commands/captions.ts'
import { insertClip } from '#shared/edit/commands/insert-clip.ts'
import { liftItems } from '#shared/edit/commands/lift-items.ts'
import { addQuestion } from '#shared/edit/commands/questions.ts'
import { addTrack, addTrackClip } from '#shared/edit/commands/tracks.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import type { Command } from '#shared/edit/command.ts'
import type { AssetId, CaptionTrackId, ClipId } from '#shared/project/ids.ts'
import { openSession, seconds, videoAsset } from '../../../shared/project/sample-document.ts'

const assetId = 'alpha' as AssetId

function openLesson() {
  const session = openSession()
  const run = <Args>(command: Command<Args>, args: Args): void => {
    expect(session.run(command, args)).toMatchObject({ ok: true })
  }
  const read = () => session.getSnapshot().document
  run(addAsset, { asset: videoAsset(assetId, seconds(5)) })
  return { run, read, lanes: (before: ReturnType<typeof timelineLanes> = []) => timelineLanes(read(), before) }
}

function openFull() {
  const lesson = openLesson()
  for (let clip = 0; clip < 3; clip += 1) lesson.run(insertClip, { assetId })
  lesson.run(addTrackClip, { assetId, kind: 'music', atTicks: seconds(0) })
  lesson.run(addTrackClip, { assetId, kind: 'picture-in-picture', atTicks: seconds(4) })
  lesson.run(addTrack, { kind: 'overlays' })
  lesson.run(addQuestion, { atTicks: seconds(2), type: 'single-choice' })
  lesson.run(addCaptionTrack, { language: 'en', kind: 'captions' })
  const captionTrackId = Object.keys(lesson.read().captionTracks)[0] as CaptionTrackId
  for (const at of [1, 6, 11])
    lesson.run(addCaption, { captionTrackId, startTicks: seconds(at), endTicks: seconds(at + 2), text: `At ${at}` })
  return lesson
}

describe('the lanes of the timeline', () => {
  it('are one in a new lesson', () => {
    expect(openLesson().lanes().map(laneName)).toEqual(['Clips'])
  })

  it('come from what lies in front to what is only heard, each when it is first used', () => {
    const names = openFull().lanes().map(laneName)
    expect(names.slice(1)).toEqual(['Picture in picture', 'Clips', 'Captions', 'Questions', 'Music'])
    expect(names).toHaveLength(6)
  })

  it('keep what an edit did not change', () => {
    const { run, lanes, read } = openFull()
    const before = lanes()
    const second = read().mainTrack.flatMap((place) => (place.kind === 'clip' ? [place.clipId] : []))[1] as ClipId
    run(trimClip, { clipId: second, edge: 'end', deltaTicks: seconds(-1) as never })
    const after = lanes(before)
    const byKind = (of: typeof before, kind: string) => of.find((lane) => lane.kind === kind)
    expect(byKind(after, 'questions')).toBe(byKind(before, 'questions'))
    const [clips, captions] = [byKind(after, 'clips'), byKind(after, 'captions')]
    expect(clips).not.toBe(byKind(before, 'clips'))
    expect(clips?.items.map((item, index) => item === byKind(before, 'clips')?.items[index])).toEqual([true, false, false])
    expect(captions?.items.map((item, index) => item === byKind(before, 'captions')?.items[index])).toEqual([true, true, false])
    expect(lanes(after)).toEqual(after)
    expect(lanes(after).every((lane, index) => lane === after[index])).toBe(true)
  })

  it('show gaps among the clips', () => {
    const { run, lanes, read } = openFull()
    const [first] = read().mainTrack
    if (first?.kind !== 'clip') throw new Error('There is no clip')
    run(liftItems, { items: [{ kind: 'clip', id: first.clipId }] })
    const clips = lanes().find((lane) => lane.kind === 'clips')
    expect(clips?.items.map(({ kind }) => kind)).toEqual(['gap', 'clip', 'clip'])
    expect(clips?.items[0]?.span).toEqual({ startTicks: seconds(0), endTicks: seconds(5) })
  })

  it('give what a stretch touches, questions at their instant', () => {
    const touched = itemsInStretch(openFull().lanes(), seconds(1.5), seconds(4.5))
    expect(touched.map(({ kind }) => kind)).toEqual(['clip', 'clip', 'caption', 'question', 'clip'])
  })
})
