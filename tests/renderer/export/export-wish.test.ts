import { describe, expect, it } from 'vitest'
import { detailsOf, firstWish, presetsFor, sizeProblem } from '#renderer/export/export-wish.ts'
import { platformWith } from '#shared/package/platforms.ts'
import { seconds } from '../../shared/project/sample-document.ts'
import { sampleLesson } from '../../shared/render-plan/plan-fixtures.ts'

const [moodle, social] = [platformWith('moodle', null), platformWith('social', null)]
const document = sampleLesson()

describe('what is exported', () => {
  it('is what a platform wants where nothing was chosen', () => {
    const plain = { codec: 'h264', maxBytes: null, hardware: 'off' }
    expect(detailsOf(firstWish, moodle, document)).toEqual({
      preset: 'lms',
      choice: plain,
      posterTicks: null,
      credits: false,
      h5pLibraries: null,
      extension: 'zip',
    })
    expect(detailsOf(firstWish, social, document)).toMatchObject({ preset: 'social', extension: 'mp4' })
  })

  it('keeps a video format from packages, whose player knows one only', () => {
    const wish = { ...firstWish, codec: 'vp9', posterSeconds: 1.5, preset: 'source' } as const
    expect(detailsOf(wish, social, document)).toMatchObject({ preset: 'source', extension: 'webm', posterTicks: seconds(1.5) })
    expect(detailsOf(wish, moodle, document)).toMatchObject({ preset: 'lms', extension: 'zip', posterTicks: null })
    expect(detailsOf(wish, moodle, document).choice.codec).toBe('h264')
  })

  it('offers the own preset of a platform first, each once', () => {
    for (const platform of [moodle, social]) {
      const offered = presetsFor(platform)
      expect(offered[0]).toBe(platform.preset)
      expect(new Set(offered).size).toBe(offered.length)
    }
  })

  it('counts megabytes as upload limits do, and tells at once where a lesson cannot fit', () => {
    const details = (limitMegabytes: number) => detailsOf({ ...firstWish, limitMegabytes }, moodle, document)
    expect(details(20).choice.maxBytes).toBe(20_000_000)
    expect(sizeProblem(document, details(20))).toBeNull()
    expect(sizeProblem(document, details(0.02))).toMatchObject({ code: 'export.size-impossible' })
  })

  it('takes the last picture for an instant behind the end', () => {
    const { posterTicks } = detailsOf({ ...firstWish, posterSeconds: 9999 }, social, document)
    expect(posterTicks).toBeLessThan(seconds(9999))
  })
})
