import { array, assert, integer, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  emptyFilmLog,
  filmContext,
  filmProgress,
  filmResult,
  filmVerbs,
  isFilmSeen,
  logFilm,
  playedSegments,
  type FilmEvent,
} from '#shared/quiz/xapi-film.ts'
import { lesson } from './sample-lesson.ts'

const course = lesson([])
const log = (...events: readonly FilmEvent[]) => events.reduce(logFilm, emptyFilmLog)

describe('what was played', () => {
  it('is a stretch from play to pause, cut in two by a seek', () => {
    const seen = log(
      { kind: 'played', atMs: 0 },
      { kind: 'seeked', fromMs: 4500, toMs: 10_000 },
      { kind: 'paused', atMs: 12_250 },
      { kind: 'seeked', fromMs: 12_250, toMs: 1000 },
      { kind: 'played', atMs: 1000 },
      { kind: 'paused', atMs: 3000 },
    )
    expect(playedSegments(seen)).toBe('0[.]4.5[,]10[.]12.25[,]1[.]3')
    expect(filmProgress(seen, 30_000)).toBe(0.225)
  })

  it('counts no stretch twice, and is never more than all', () => {
    const stretch = tuple(integer({ min: 0, max: 30_000 }), integer({ min: 1, max: 30_000 }))
    assert(
      property(array(stretch, { maxLength: 30 }), (stretches) => {
        const seen = log(
          ...stretches.flatMap(([from, length]): FilmEvent[] => [
            { kind: 'played', atMs: from },
            { kind: 'paused', atMs: Math.min(30_000, from + length) },
          ]),
        )
        const progress = filmProgress(seen, 30_000)
        expect(progress).toBeGreaterThanOrEqual(0)
        expect(progress).toBeLessThanOrEqual(1)
        const again = log(
          ...stretches.concat(stretches).flatMap(([from, length]): FilmEvent[] => [
            { kind: 'played', atMs: from },
            { kind: 'paused', atMs: Math.min(30_000, from + length) },
          ]),
        )
        expect(filmProgress(again, 30_000)).toBe(progress)
      }),
    )
  })

  it('is enough once the share is seen that the lesson asks for', () => {
    const half = log({ kind: 'played', atMs: 0 }, { kind: 'paused', atMs: 15_000 })
    expect(isFilmSeen(course, half)).toBe(false)
    expect(isFilmSeen(lesson([], { watchedPercent: 50 }), half)).toBe(true)
  })
})

/** What the statement templates of the profile, version 1.0.3, call `included`. */
const included: Readonly<
  Record<(typeof filmVerbs)[number], { readonly context: readonly string[]; readonly result: readonly string[] }>
> = {
  initialized: { context: ['length'], result: [] },
  played: { context: [], result: ['time'] },
  paused: { context: ['length'], result: ['time', 'progress', 'played-segments'] },
  seeked: { context: [], result: ['time-from', 'time-to'] },
  // Its three templates together: captions, sound, size.
  interacted: {
    context: ['cc-enabled', 'cc-subtitle-lang', 'volume', 'full-screen', 'screen-size', 'video-playback-size'],
    result: ['time'],
  },
  completed: { context: ['length'], result: ['time', 'progress', 'played-segments'] },
  terminated: { context: ['length'], result: ['time', 'progress', 'played-segments'] },
}

it.each(filmVerbs)('%s has what the profile wants', (verb) => {
  const extension = (name: string) => `https://w3id.org/xapi/video/extensions/${name}`
  const seen = log({ kind: 'played', atMs: 0 }, { kind: 'paused', atMs: 15_000 })
  const result = filmResult(verb, { log: seen, durationMs: 30_000, atMs: 15_000, fromMs: 2000, spentMs: 16_040 })
  const context = filmContext(course, 'session', {
    speed: 1.5,
    volume: 0.5,
    captionLanguage: 'nl',
    captionsShown: false,
    fullScreen: true,
    screenSize: '360x720',
    filmSize: '360x640',
  })
  for (const name of included[verb].context) expect(context).toHaveProperty([extension(name)])
  for (const name of included[verb].result) expect(result?.['extensions']).toHaveProperty([extension(name)])
  if (verb === 'completed') expect(result).toMatchObject({ completion: true, duration: 'PT16.04S' })
  expect(context).toMatchObject({
    [extension('length')]: 30,
    [extension('speed')]: '1.5x',
    [extension('cc-enabled')]: false,
    [extension('full-screen')]: true,
    [extension('screen-size')]: '360x720',
    [extension('video-playback-size')]: '360x640',
    [extension('cc-subtitle-lang')]: 'nl',
  })
})
