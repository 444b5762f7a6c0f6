import { describe, expect, it } from 'vitest'
import { captionStyles, type CaptionStyleName } from '#shared/caption/styles.ts'
import { captionFontFiles, selectFonts } from '#shared/package/fonts.ts'
import { compilePlayerLesson } from '#shared/package/player-lesson.ts'
import { createCaptionTrack } from '#shared/project/defaults.ts'
import type { CaptionId, CaptionTrackId } from '#shared/project/ids.ts'
import type { Caption } from '#shared/project/schema/text.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { documentOf } from '../overlay/sample-overlays.ts'

const trackId = 'en' as CaptionTrackId

function cueOf(look: CaptionStyleName, text: string, extra: Partial<Caption> = {}) {
  const caption: Caption = {
    id: 'c' as CaptionId,
    captionTrackId: trackId,
    anchor: { kind: 'timeline', ticks: ticks(0) },
    durationTicks: secondsToTicks(2),
    text,
    words: [],
    speaker: '',
    done: false,
    ...extra,
  }
  const captionTracks = { [trackId]: { ...createCaptionTrack(trackId, 'en'), style: captionStyles[look] } }
  const document = { ...documentOf([]), captionTracks, captions: { [caption.id]: caption } }
  return compilePlayerLesson(document, { poster: false }).captionTracks[0]?.cues[0]
}

const slices = (cue: ReturnType<typeof cueOf>) => cue?.words?.map(([from, to]) => cue.text.slice(from, to))

describe('captions in the player', () => {
  it('carry no words where all of them look alike', () => {
    expect(cueOf('boxed', 'One\ntwo')).toEqual({ startMs: 0, endMs: 2000, text: 'One\ntwo' })
  })

  it('carry the times of words where the look needs them, across lines', () => {
    const cue = cueOf('karaoke', 'One two\nthree')
    expect(slices(cue)).toEqual(['One', 'two', 'three'])
    expect(cue?.words?.map(([, , from]) => from)).toEqual([0, 571, 1143])
    expect(slices(cueOf('word', 'One two\nthree'))).toEqual(['One', 'two', 'three'])
    expect(slices(cueOf('karaoke', '左に見えるのは'))).toEqual(['左に', '見えるのは'])
    expect(slices(cueOf('marker', 'سلام عليكم'))).toEqual(['سلام', 'عليكم'])
  })

  it('carry what stands out, and a place of their own', () => {
    const placement = { line: 20, edge: 'top', position: 50, align: 'center' } as const
    const cue = cueOf('boxed', 'See the lava', { emphasis: ['lava'], placement })
    expect(cue?.emphasis).toEqual([[8, 12]])
    expect(cue?.place).toEqual(placement)
  })

  it('bring the font of their look and its licence, and no other', () => {
    const { files, css } = selectFonts('a', ['Anton'])
    expect(files).toContain('Anton_400Regular.ttf')
    expect(files).toContain('anton.OFL.txt')
    expect(css).toContain('font-family:"Anton"')
    expect(selectFonts('a', ['Inter']).files).toHaveLength(1)
    const known = captionFontFiles.map(({ to }) => to)
    const families = Object.values(captionStyles).map(({ text }) => text.fontFamily)
    for (const family of families.filter((name) => name !== 'Inter' && !name.startsWith('brand:')))
      expect(
        selectFonts('a', [family]).files.some((file) => known.includes(file)),
        family,
      ).toBe(true)
  })
})
