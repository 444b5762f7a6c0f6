import { describe, expect, it } from 'vitest'
import { decompileLesson } from '#shared/lesson/decompile-lesson.ts'
import type { ClipId, TrackId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { documentSchema } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import type { FileFacts } from '#shared/lesson/compile-clips.ts'
import type { Lesson } from '#shared/lesson/lesson-schema.ts'
import { seconds } from '../project/sample-document.ts'
import { compileOk, problemsOf, sampleFacts, videoFacts } from './lesson-sample.ts'

const music: FileFacts = {
  ...videoFacts('song', 60),
  kind: 'audio',
  interpretation: withoutPicture(videoFacts('song', 60).interpretation),
}
const lut: FileFacts = { ...videoFacts('warm', 1), kind: 'lut', interpretation: null }
const facts = new Map([...sampleFacts, ['song.mp3', music], ['warm.cube', lut]])

function withoutPicture(interpretation: FileFacts['interpretation']): FileFacts['interpretation'] {
  const audio = {
    streamIndex: 0,
    codec: 'mp3',
    sampleRate: 44_100,
    channels: 2,
    channelLayout: 'stereo',
    startTicks: seconds(0),
    durationTicks: seconds(60),
  }
  return interpretation && { ...interpretation, video: null, audio }
}

/** Uses every key of a clip and of a track. */
const edited: Lesson = {
  id: 'edited',
  title: 'Edited',
  language: 'en',
  canvas: '9:16',
  clips: [
    {
      file: 'a.mp4',
      in: 1,
      out: 11,
      speed: 1.5,
      keepPitch: false,
      fit: 'fit',
      crop: { x: 0.1, y: 0, width: 0.5, height: 1 },
      move: [
        { at: 1, easing: 'linear', scale: 1.5 },
        { at: 4, x: 20, y: -30, rotation: 5, opacity: 0.5 },
      ],
      look: { name: 'film', exposure: 0.1, contrast: -0.2, saturation: 0.3, temperature: 0.4, lut: 'warm.cube', strength: 0.5 },
      greenScreen: { colour: '#00aa00', similarity: 0.2, blend: 0 },
      blurs: [{ path: [{ at: 2, x: 0.2, y: 0.2, width: 0.1, height: 0.1 }], strength: 0.5 }],
      fadeIn: 0.5,
      fadeOut: 1,
      gainPoints: [{ at: 2, gain: -6 }],
      soundFadeIn: 0.2,
      soundFadeOut: 0.3,
      noiseReduction: 0.4,
      highPass: 80,
    },
    {
      file: 'media/b.mp4',
      out: 6,
      reverse: true,
      place: { x: 10, scale: 0.5 },
      follow: [{ at: 0, x: 0, y: 0, width: 0.5, height: 0.5 }],
      look: 'vivid',
      transition: { kind: 'wipe', seconds: 0.8 },
    },
    { file: 'a.mp4', in: 3, out: 4, freeze: 2, transition: { kind: 'cross-fade' } },
  ],
  tracks: [
    { kind: 'music', name: 'Calm', gain: -12, clips: [{ at: 0, file: 'song.mp3', out: 5, soundFadeOut: 2 }] },
    { kind: 'voice-over', muted: true, duck: true, clips: [{ at: 1, file: 'song.mp3', out: 2 }] },
    {
      kind: 'effects',
      clips: [
        { at: 1, file: 'song.mp3', in: 3, out: 4 },
        { at: 3, file: 'song.mp3', in: 3, out: 4 },
      ],
    },
    { kind: 'picture-in-picture', clips: [{ at: 3, file: 'media/b.mp4', out: 2, place: { scale: 0.4 } }] },
  ],
  completion: { watchedPercent: 90, questionsAnswered: false },
  metadata: {},
}

describe('a lesson with every change to picture and sound', () => {
  it('becomes a sound document with each thing in its place', () => {
    const { document } = compileOk(edited, facts)
    expect(documentSchema.safeParse(structuredClone(document)).error).toBeUndefined()
    expect(checkInvariants(document)).toEqual([])
    const first = document.clips['clip-1' as ClipId]
    expect(first?.speed).toEqual({ num: 3, den: 2 })
    expect(first?.picture.placementKeyframes[1]).toEqual({
      atTicks: seconds(4),
      easing: 'ease-in-out',
      value: { x: 20, y: -30, scale: 1, rotationDegrees: 5, opacity: 0.5 },
    })
    expect(first?.picture.look?.lutAssetId).toBe(`asset-${lut.sha256.slice(0, 24)}`)
    expect(Object.values(document.transitions).map(({ kind, leftClipId }) => [kind, leftClipId])).toEqual([
      ['wipe', 'clip-1'],
      ['cross-fade', 'clip-2'],
    ])
    expect(document.tracks['track-1' as TrackId]).toMatchObject({ role: 'music', ducked: true, gainDb: -12, name: 'Calm' })
    const { clipSpans } = deriveTimeline(document)
    expect(clipSpans.get('track-3-clip-2' as ClipId)?.startTicks).toBe(seconds(3))
    // Music keeps its place when clips before it change; a picture in the picture goes with the clip under it.
    expect(document.clips['track-1-clip-1' as ClipId]?.anchor?.kind).toBe('timeline')
    expect(document.clips['track-4-clip-1' as ClipId]?.anchor).toMatchObject({ kind: 'clip', clipId: 'clip-1' })
  })

  it('is written again as it was read, and nothing is dropped', () => {
    const { document, files } = compileOk(edited, facts)
    const { lesson, dropped } = decompileLesson(document, files)
    expect(dropped).toEqual([])
    expect(lesson).toEqual(edited)
  })
})

describe('mistakes', () => {
  const [first, second, third] = edited.clips
  const withFirst = (change: object): object => ({ ...edited, clips: [{ ...first, ...change }, second, third] })
  it.for([
    [
      'a region over the edge',
      withFirst({ crop: { x: 0.6, y: 0, width: 0.5, height: 1 } }),
      'clips[0].crop.width: write at most 0.4',
    ],
    ['place and move', withFirst({ place: { x: 1 } }), 'clips[0].place: write either place or move'],
    [
      'a transition into the first clip',
      withFirst({ transition: { kind: 'wipe' } }),
      'clips[0].transition: has no clip before it',
    ],
    ['a speed of ten', withFirst({ speed: 10 }), 'clips[0].speed: write a number of at most 4'],
    ['a picture as music', { ...edited, tracks: [{ kind: 'music', clips: [{ at: 0, file: 'warm.cube' }] }] }, 'has no sound'],
    ['a film as colour table', withFirst({ look: { lut: 'song.mp3' } }), 'clips[0].look.lut: “song.mp3” is no colour table'],
    ['a look that does not exist', withFirst({ look: 'vivd' }), 'clips[0].look: write one of warm-classroom'],
    [
      'a look that does not exist, in detail',
      withFirst({ look: { name: 'vivd' } }),
      'clips[0].look.name: write one of warm-classroom',
    ],
    [
      'two clips at once on one track',
      {
        ...edited,
        tracks: [
          {
            kind: 'effects',
            clips: [
              { at: 0, file: 'song.mp3', out: 3 },
              { at: 2, file: 'song.mp3', out: 3 },
            ],
          },
        ],
      },
      'tracks[0].clips[1].at: write at least 3',
    ],
  ] as const)('tells what to write for %s', ([, input, message]) => {
    const problems = problemsOf(input, facts)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(message)
  })
})
