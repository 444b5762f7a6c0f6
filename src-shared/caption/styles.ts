import { brandColour, brandFont } from '../project/brand.ts'
import { defaultCaptionStyle } from '../project/defaults.ts'
import type { CaptionStyle } from '../project/schema/text.ts'

const [night, white, sun, ink] = ['#101418', '#ffffff', '#ffe14a', '#22304f'] as const

type Design = Partial<Omit<CaptionStyle, 'text' | 'preset'>> & { readonly text?: Partial<CaptionStyle['text']> }

const style = (preset: string, { text, ...others }: Design): CaptionStyle => ({
  ...defaultCaptionStyle,
  ...others,
  preset,
  text: { ...defaultCaptionStyle.text, ...text },
})

/** Letters on the picture itself have a dark edge, which gives 4.5:1 against any picture. */
const edged = (outlineWidth: number) => ({ boxColour: null, outlineColour: night, outlineWidth })

/** A word that has the line to itself can be larger. */
const wordSize = 104

/**
 * The looks a caption track can take, by `CaptionStyle.preset`. Letters stand on a panel or have an edge, and so does what is
 * highlighted, with a contrast of 4.5:1 (tests/media/caption-contrast.test.ts looks at the painted pixels).
 */
export const captionStyles = {
  boxed: defaultCaptionStyle,
  plain: style('plain', { emphasisScale: 1.2, text: { fontWeight: 800, ...edged(6) } }),
  /** In the colours and the font of the school style. */
  school: style('school', {
    highlightColour: brandColour('accent'),
    text: { fontFamily: brandFont('body'), colour: brandColour('text'), boxColour: `${brandColour('background')}/d9` },
  }),
  karaoke: style('karaoke', { animation: 'karaoke' }),
  word: style('word', { animation: 'word', emphasisScale: 1.2, text: { fontWeight: 800, size: wordSize, ...edged(6) } }),
  /** Letters that are hard to mistake, dark on a light that does not dazzle. */
  easy: style('easy', {
    highlightColour: '#9a2c0b',
    text: { fontFamily: 'Atkinson Hyperlegible', colour: '#1c1a17', lineHeight: 1.3, boxColour: '#fff6e0', boxPadding: 28 },
  }),
  headline: style('headline', {
    highlightColour: sun,
    emphasisScale: 1.25,
    text: {
      fontFamily: 'Anton',
      size: 88,
      lineHeight: 1.36,
      ...edged(7),
      shadow: { colour: night, x: 6, y: 8 },
    },
  }),
  marker: style('marker', {
    animation: 'karaoke',
    highlight: 'box',
    highlightColour: '#6d28d9',
    emphasisScale: 1.15,
    text: { fontFamily: 'Montserrat', fontWeight: 800, size: 74, lineHeight: 1.28, ...edged(7) },
  }),
  singalong: style('singalong', {
    animation: 'karaoke',
    highlight: 'fill',
    highlightColour: sun,
    entrance: 'slide',
    text: { fontFamily: 'Fredoka', fontWeight: 600, size: 80, boxColour: '#1d2a63f5', boxPadding: 30, boxRadius: 44 },
  }),
  handwritten: style('handwritten', {
    highlightColour: '#b3261e',
    emphasisScale: 1.2,
    entrance: 'fade',
    text: { fontFamily: 'Caveat', size: 92, colour: ink, lineHeight: 1.1, boxColour: '#fffdf2', boxRadius: 10 },
  }),
  pop: style('pop', {
    animation: 'word',
    entrance: 'pop',
    highlightColour: '#7df3c0',
    emphasisScale: 1.25,
    text: {
      fontFamily: 'Montserrat',
      fontWeight: 800,
      size: wordSize,
      colour: sun,
      ...edged(9),
      shadow: { colour: night, x: 0, y: 9 },
    },
  }),
  television: style('television', {
    highlightColour: white,
    text: { fontWeight: 600, size: 70, colour: '#ffee58', boxColour: '#000000', boxPadding: 20, boxRadius: 0 },
  }),
} as const satisfies Readonly<Record<string, CaptionStyle>>

export type CaptionStyleName = keyof typeof captionStyles

export const captionStyleNames = [
  'boxed',
  'plain',
  'school',
  'easy',
  'karaoke',
  'singalong',
  'marker',
  'word',
  'pop',
  'headline',
  'handwritten',
  'television',
] as const satisfies readonly CaptionStyleName[]
