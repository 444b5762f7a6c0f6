import { createNodeMediaEngine } from '#main/core/media/node-media-engine.ts'
import { mainTrack } from '#shared/project/defaults.ts'
import type { ClipId, TrackId } from '#shared/project/ids.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { ticks } from '#shared/time/ticks.ts'
import { lessonOf, type Lesson } from '../../media/one-clip-lesson.ts'
import { asPictureInPicture, withPicture } from '../../media/lesson-parts.ts'
import { benchOverlay } from './bench-lesson.ts'

// A lesson of five tracks: a film, a small one over it, and three sounds. Arguments: FILM SMALL OUTPUT SOUND…

const [film = '', small = '', output = '', ...sounds] = process.argv.slice(2)
const engine = createNodeMediaEngine()
try {
  const paths = [film, small, ...sounds]
  const corner = withPicture({ placement: { x: 324, y: -576, scale: 0.3, rotationDegrees: 0, opacity: 1 } })
  const recipes = await Promise.all(
    paths.map(async (path) => ({ path, report: await engine.probe(path), ...(path === small && { change: corner }) })),
  )
  const layered = asPictureInPicture(lessonOf(recipes), 'clip1', 0)
  const lesson = sounds.reduce((whole, _, index) => asSound(whole, `clip${index + 2}`), layered)
  await engine.render(compilePlan(lesson.document, { preset: 'lms', overlays: [benchOverlay] }), lesson.files, output)
} finally {
  await engine.close()
}

/** Takes a clip off the main track and lets it sound from the start, on a track of its own. */
function asSound(lesson: Lesson, id: string): Lesson {
  const { document } = lesson
  const clip = document.clips[id as ClipId]
  if (!clip) throw new RangeError(`no clip ${id}`)
  const trackId = `sound-${id}` as TrackId
  const track = { ...mainTrack, id: trackId, band: 'audio' as const, role: 'music' as const }
  return {
    ...lesson,
    document: {
      ...document,
      tracks: { ...document.tracks, [trackId]: track },
      mainTrack: document.mainTrack.filter((item) => item.kind === 'gap' || item.clipId !== id),
      clips: { ...document.clips, [clip.id]: { ...clip, trackId, anchor: { kind: 'timeline', ticks: ticks(0) } } },
    },
  }
}
