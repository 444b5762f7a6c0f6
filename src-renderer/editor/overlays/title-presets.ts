import type { NewOverlay } from '#shared/edit/commands/overlays.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { brandColour, brandFont } from '#shared/project/brand.ts'
import { defaultCaptionStyle } from '#shared/project/defaults.ts'
import type { Box } from '#shared/project/schema/geometry.ts'
import type { Overlay, TextStyle } from '#shared/project/schema/text.ts'
import { readStickerArt, stickerSides } from '#shared/overlay/stickers.ts'
import { secondsToTicks, zeroTicks } from '#shared/time/ticks.ts'

/** Something ready to be put on the picture: one overlay, or a few that belong together. */
export type OverlayPreset = { readonly id: string; readonly name: string; readonly items: readonly NewOverlay[] }

const { samples, presets: names } = text.overlays

const [ink, white, cream, sun, red, plum] = ['#22304f', '#ffffff', '#fff4e0', '#ffc93c', '#cd3d2a', '#6f4dbd'] as const

const plain: TextStyle = {
  ...defaultCaptionStyle.text,
  fontFamily: 'Inter',
  fontWeight: 700,
  colour: white,
  lineHeight: 1.16,
  boxColour: null,
  boxPadding: 24,
  boxRadius: 20,
  outlineColour: null,
  outlineWidth: 0,
}

/** Letters without a panel have a dark edge, which gives 4.5:1 against any picture. */
const outlined = { outlineColour: ink, outlineWidth: 9 } as const

const motion = (kind: Overlay['enter']['kind'], seconds = 0.4): Overlay['enter'] => ({
  kind,
  durationTicks: secondsToTicks(seconds),
})
const still = { kind: 'none', durationTicks: zeroTicks } as const
/** DESIGN.md section 10: the sides of the LMS profile, and above the captions. */
const side = 64
const aboveCaptions = -490

function title(
  words: string,
  style: Partial<TextStyle>,
  box: Partial<Box>,
  enter: Overlay['enter'] = still,
  leave: Overlay['leave'] = motion('fade', 0.3),
): NewOverlay {
  return {
    content: { kind: 'text', text: words, style: { ...plain, ...style } },
    box: { anchorPoint: 'center', x: 0, y: 0, width: 940, height: 420, ...box },
    enter,
    leave,
  }
}

function sticker(name: string, width: number, box: Partial<Box>, enter = motion('pop')): NewOverlay {
  const art = readStickerArt(name)
  if (art?.kind !== 'drawing') throw new Error(`There is no sticker called ${name}`)
  return {
    content: { kind: 'sticker', name },
    box: { anchorPoint: 'center', x: 0, y: 0, ...stickerSides(art.sticker, width), ...box },
    enter,
    leave: motion('fade', 0.3),
  }
}

/** In the school style, or Tidbit's own where the lesson has none. */
const bannerStyle = { colour: brandColour('text'), align: 'start', boxRadius: 14 } as const

/** Titles as they are offered, from the most used on. */
export const titlePresets: readonly OverlayPreset[] = [
  {
    id: 'heading',
    name: names.heading,
    items: [title(samples.heading, { fontWeight: 800, size: 124, ...outlined }, { anchorPoint: 'top', y: 270 }, motion('pop'))],
  },
  {
    id: 'subtitle',
    name: names.subtitle,
    items: [
      title(
        samples.subtitle,
        { fontWeight: 600, size: 58, boxColour: '#101418d9', boxPadding: 26, boxRadius: 22 },
        { anchorPoint: 'top', y: 470, height: 260 },
        motion('fade'),
      ),
    ],
  },
  {
    id: 'banner',
    name: names.banner,
    items: [
      title(
        samples.bannerName,
        {
          ...bannerStyle,
          fontFamily: brandFont('heading'),
          fontWeight: 800,
          size: 68,
          boxColour: brandColour('primary'),
          boxPadding: 26,
        },
        { anchorPoint: 'bottom-left', x: side, y: aboveCaptions - 78, width: 900, height: 140 },
        motion('slide'),
      ),
      title(
        samples.bannerRole,
        {
          ...bannerStyle,
          fontFamily: brandFont('body'),
          fontWeight: 600,
          size: 44,
          boxColour: brandColour('background'),
          boxPadding: 22,
        },
        { anchorPoint: 'bottom-left', x: side, y: aboveCaptions, width: 900, height: 110 },
        motion('slide', 0.5),
      ),
    ],
  },
  {
    id: 'number',
    name: names.number,
    items: [
      title(
        samples.number,
        { fontWeight: 800, size: 460, colour: sun, outlineColour: ink, outlineWidth: 16 },
        { y: -170, height: 480 },
        motion('pop', 0.5),
      ),
      title(samples.numberNote, { size: 72, ...outlined }, { y: 130, height: 140 }, motion('fade')),
    ],
  },
  {
    id: 'hook',
    name: names.hook,
    items: [
      title(
        samples.hook,
        { fontWeight: 800, size: 104, boxColour: plum, boxPadding: 40, boxRadius: 32 },
        { y: -120 },
        motion('pop'),
      ),
    ],
  },
  {
    id: 'keyword',
    name: names.keyword,
    items: [
      title(
        samples.keyword,
        { fontWeight: 800, size: 92, colour: ink, boxColour: sun, boxPadding: 26, boxRadius: 12 },
        { height: 260 },
        motion('pop'),
      ),
    ],
  },
  {
    id: 'step',
    name: names.step,
    items: [
      title(
        samples.step,
        { fontWeight: 800, size: 64, align: 'start', boxColour: red, boxPadding: 28, boxRadius: 48 },
        { anchorPoint: 'top-left', x: side, y: 270, width: 900, height: 160 },
        motion('slide'),
      ),
    ],
  },
  {
    id: 'label',
    name: names.label,
    items: [
      title(
        samples.label,
        { size: 54, colour: ink, boxColour: cream, boxPadding: 24, boxRadius: 44 },
        { width: 700, height: 140 },
        motion('fade', 0.25),
      ),
    ],
  },
  {
    id: 'callout',
    name: names.callout,
    items: [
      title(
        samples.callout,
        { size: 58, colour: ink, boxColour: sun, boxPadding: 26, boxRadius: 48 },
        { x: -120, y: -210, width: 640, height: 150 },
        motion('pop'),
      ),
      sticker('arrow-down-swing', 250, { x: 210, y: -70 }, motion('pop', 0.5)),
    ],
  },
  {
    id: 'quote',
    name: names.quote,
    items: [
      title(
        samples.quote,
        { fontWeight: 600, size: 66, colour: ink, lineHeight: 1.3, boxColour: cream, boxPadding: 44, boxRadius: 30 },
        { height: 900 },
        motion('fade', 0.5),
      ),
    ],
  },
  {
    id: 'warning',
    name: names.warning,
    items: [
      title(
        samples.warning,
        { fontWeight: 800, size: 84, colour: ink, boxColour: sun, boxPadding: 32, boxRadius: 24 },
        { y: 40, height: 180 },
        motion('pop'),
      ),
      sticker('warning', 240, { y: -170 }),
    ],
  },
  {
    id: 'typed',
    name: names.typed,
    items: [
      title(
        samples.typed,
        { size: 76, boxColour: '#101418d9', boxPadding: 32, boxRadius: 20 },
        { height: 360 },
        motion('type', 1.2),
        motion('fade', 0.3),
      ),
    ],
  },
  {
    id: 'praise',
    name: names.praise,
    items: [
      sticker('confetti', 860, {}, motion('pop', 0.6)),
      title(samples.praise, { fontWeight: 800, size: 132, ...outlined }, {}, motion('pop', 0.5)),
    ],
  },
]
