import { mainTrack } from '#shared/project/defaults.ts'
import type { ClipId, TrackId, TransitionId } from '#shared/project/ids.ts'
import type { Clip, ClipPicture, Transition } from '#shared/project/schema/clip.ts'
import type { Placement, Region } from '#shared/project/schema/geometry.ts'
import { ticks, type Ticks } from '#shared/time/ticks.ts'
import type { Lesson } from './one-clip-lesson.ts'

/** A frame of 30 a second. */
export const frameTicks = 4000

export const frames = (count: number): Ticks => ticks(count * frameTicks)

export const standing: Placement = { x: 0, y: 0, scale: 1, rotationDegrees: 0, opacity: 1 }

/** Changes the picture of a clip. */
export function withPicture(picture: Partial<ClipPicture>): (clip: Clip) => Clip {
  return (clip) => ({ ...clip, picture: { ...clip.picture, ...picture } })
}

export function placementAt(frame: number, placement: Partial<Placement>): ClipPicture['placementKeyframes'][number] {
  return { atTicks: frames(frame), value: { ...standing, ...placement }, easing: 'linear' }
}

export function regionAt(frame: number, value: Region): ClipPicture['followKeyframes'][number] {
  return { atTicks: frames(frame), value, easing: 'linear' }
}

/** A transition between the first two clips. */
export function withTransition(lesson: Lesson, kind: Transition['kind'], frameCount: number): Lesson {
  const id = 'transition' as TransitionId
  const transition: Transition = {
    id,
    leftClipId: 'clip0' as ClipId,
    rightClipId: 'clip1' as ClipId,
    kind,
    durationTicks: frames(frameCount),
  }
  return { ...lesson, document: { ...lesson.document, transitions: { [id]: transition } } }
}

/** Takes a clip off the main track and lays it over the lesson from a frame on, on a track of its own. */
export function asPictureInPicture(lesson: Lesson, clipId: string, startFrame: number, order = 0, hidden = false): Lesson {
  const { document } = lesson
  const trackId = `over-${clipId}` as TrackId
  const clip = document.clips[clipId as ClipId]
  if (!clip) throw new RangeError(`no clip ${clipId}`)
  return {
    ...lesson,
    document: {
      ...document,
      tracks: { ...document.tracks, [trackId]: { ...mainTrack, id: trackId, band: 'picture-in-picture', order, hidden } },
      mainTrack: document.mainTrack.filter((item) => item.kind === 'gap' || item.clipId !== clipId),
      clips: { ...document.clips, [clip.id]: { ...clip, trackId, anchor: { kind: 'timeline', ticks: frames(startFrame) } } },
    },
  }
}
