import { describe, expect, test } from 'vitest'
import { createDocument } from '#shared/project/defaults.ts'
import type { LessonId } from '#shared/project/ids.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { renderPlanSchema } from '#shared/render-plan/plan.ts'
import { outputCanvas, presetNames } from '#shared/render-plan/presets.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { sampleLesson } from './plan-fixtures.ts'

const compile = (change?: (clip: Clip) => Clip) => compilePlan(sampleLesson(change), { preset: 'lms', overlays: [] })

test('the plan of a lesson is pinned', () => {
  expect(compile()).toMatchInlineSnapshot(`
    {
      "audio": {
        "ducking": {
          "attackTicks": 24000,
          "depthDb": 15,
          "releaseTicks": 72000,
        },
        "entries": [
          {
            "durationTicks": 240000,
            "envelope": [],
            "fadeInTicks": 360,
            "fadeOutTicks": 360,
            "gainDb": 0,
            "highPassHz": 0,
            "input": 0,
            "isDucked": false,
            "isVoice": true,
            "keepPitch": true,
            "noiseReduction": 0,
            "reversed": false,
            "sourceInTicks": 120000,
            "sourceOutTicks": 360000,
            "speed": {
              "den": 1,
              "num": 1,
            },
            "startTicks": 0,
          },
        ],
        "loudness": {
          "targetLufs": -16,
          "truePeakDbtp": -1,
        },
      },
      "canvas": {
        "height": 1920,
        "width": 1080,
      },
      "durationTicks": 420000,
      "encoder": {
        "audio": {
          "bitsPerSecond": 128000,
          "codec": "aac",
          "sampleRate": 48000,
        },
        "container": "mp4",
        "copyUntouched": true,
        "video": {
          "codec": "h264",
          "gopFrames": 60,
          "hardware": "off",
          "preset": "fast",
          "rate": {
            "bufferBits": 9000000,
            "crf": 22,
            "kind": "quality",
            "maxBitsPerSecond": 4500000,
          },
          "threads": 4,
        },
      },
      "frameCount": 105,
      "frameRate": {
        "den": 1,
        "num": 30,
      },
      "inputs": [
        {
          "assetId": "phone",
          "audio": {
            "streamIndex": 1,
            "variant": "original",
          },
          "kind": "video",
          "originTicks": 0,
          "video": {
            "displayHeight": 1920,
            "displayWidth": 1080,
            "dynamicRange": "sdr",
            "fieldOrder": "progressive",
            "hasAlpha": false,
            "matrix": "bt709",
            "mirrored": false,
            "primaries": "bt709",
            "range": "limited",
            "rotationDegrees": 90,
            "streamIndex": 0,
            "variant": "original",
          },
        },
        {
          "assetId": "wide",
          "audio": null,
          "kind": "video",
          "originTicks": 0,
          "video": {
            "displayHeight": 1080,
            "displayWidth": 1920,
            "dynamicRange": "sdr",
            "fieldOrder": "progressive",
            "hasAlpha": false,
            "matrix": "bt709",
            "mirrored": false,
            "primaries": "bt709",
            "range": "limited",
            "rotationDegrees": 0,
            "streamIndex": 0,
            "variant": "original",
          },
        },
      ],
      "limits": {
        "maxPixels": 35389440,
      },
      "luts": [],
      "overlays": [],
      "segments": [
        {
          "above": [],
          "base": {
            "kind": "clip",
            "layer": {
              "blurs": [],
              "chromaKey": null,
              "clipFrame": 0,
              "clipFrameCount": 60,
              "clipId": "first",
              "crop": null,
              "fadeInFrames": 0,
              "fadeOutFrames": 0,
              "fit": "fill",
              "follow": [],
              "frozen": false,
              "input": 0,
              "look": null,
              "motion": [
                {
                  "atFrame": 0,
                  "easing": "linear",
                  "value": {
                    "opacity": 1,
                    "rotationDegrees": 0,
                    "scale": 1,
                    "x": 0,
                    "y": 0,
                  },
                },
              ],
              "reversed": false,
              "sourceInTicks": 120000,
              "sourceOutTicks": 360000,
              "speed": {
                "den": 1,
                "num": 1,
              },
            },
          },
          "frameCount": 60,
          "startFrame": 0,
        },
        {
          "above": [],
          "base": {
            "kind": "gap",
          },
          "frameCount": 15,
          "startFrame": 60,
        },
        {
          "above": [],
          "base": {
            "kind": "clip",
            "layer": {
              "blurs": [],
              "chromaKey": null,
              "clipFrame": 75,
              "clipFrameCount": 30,
              "clipId": "second",
              "crop": null,
              "fadeInFrames": 0,
              "fadeOutFrames": 0,
              "fit": "fit",
              "follow": [],
              "frozen": false,
              "input": 1,
              "look": null,
              "motion": [
                {
                  "atFrame": 0,
                  "easing": "linear",
                  "value": {
                    "opacity": 1,
                    "rotationDegrees": 0,
                    "scale": 1,
                    "x": 0,
                    "y": 0,
                  },
                },
              ],
              "reversed": false,
              "sourceInTicks": 0,
              "sourceOutTicks": 120000,
              "speed": {
                "den": 1,
                "num": 1,
              },
            },
          },
          "frameCount": 30,
          "startFrame": 75,
        },
      ],
      "version": 2,
    }
  `)
})

test.for(presetNames)('the %s plan passes its own schema and keeps the frame grid', (preset) => {
  const document = sampleLesson()
  const plan = renderPlanSchema.parse(compilePlan(document, { preset, overlays: [] }))
  expect(plan.canvas).toEqual(outputCanvas(document, preset))
  expect(plan.frameCount).toBe(105)
  let next = 0
  for (const { startFrame, frameCount } of plan.segments) {
    expect(startFrame).toBe(next)
    next += frameCount
  }
  expect(next).toBe(plan.frameCount)
})

test('presets differ as the numbers of the design say', () => {
  const of = (preset: (typeof presetNames)[number]) => compilePlan(sampleLesson(), { preset, overlays: [] })
  expect(of('low').canvas).toEqual({ width: 720, height: 1280 })
  expect(of('low').encoder.video.rate).toMatchObject({ kind: 'quality', maxBitsPerSecond: 2_000_000 })
  expect(of('social').audio.loudness.targetLufs).toBe(-14)
  expect(of('social').encoder.audio.bitsPerSecond).toBe(192_000)
})

describe('sound', () => {
  test('a muted track is left out, a solo one silences the rest', () => {
    const document = sampleLesson()
    const main = document.tracks['main' as never] as (typeof document.tracks)[never]
    const muted = { ...document, tracks: { main: { ...(main as object), muted: true } } } as typeof document
    expect(compilePlan(muted, { preset: 'lms', overlays: [] }).audio.entries).toEqual([])
  })

  test('an envelope moves from the source clock to the timeline, with the speed', () => {
    const plan = compile((clip) => ({
      ...clip,
      speed: { num: 2, den: 1 },
      sound: { ...clip.sound, envelope: [{ atTicks: secondsToTicks(2), gainDb: -6 }] },
    }))
    expect(plan.audio.entries[0]?.envelope).toEqual([{ atTicks: secondsToTicks(0.5), gainDb: -6 }])
  })
})

describe('refusals', () => {
  test('an empty lesson is refused', () => {
    const empty = createDocument('lesson' as LessonId, 'Empty', 'en')
    expect(() => compilePlan(empty, { preset: 'lms', overlays: [] })).toThrow('no clip')
  })
})
