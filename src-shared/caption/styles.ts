import { brandColour, brandFont } from '../project/brand.ts'
import { defaultCaptionStyle } from '../project/defaults.ts'
import type { CaptionStyle } from '../project/schema/text.ts'

/** White letters with a dark edge and no panel. The edge is what gives 4.5:1 against any picture. */
const plainCaptionStyle: CaptionStyle = {
  ...defaultCaptionStyle,
  preset: 'plain',
  text: { ...defaultCaptionStyle.text, fontWeight: 800, boxColour: null, outlineColour: '#101418', outlineWidth: 6 },
}

/** In the colours and the font of the school style. */
const schoolCaptionStyle: CaptionStyle = {
  ...defaultCaptionStyle,
  preset: 'school',
  text: {
    ...defaultCaptionStyle.text,
    fontFamily: brandFont('body'),
    colour: brandColour('text'),
    boxColour: `${brandColour('background')}/d9`,
  },
  highlightColour: brandColour('accent'),
}

/** The looks a caption track can take, by `CaptionStyle.preset`. */
export const captionStyles = {
  boxed: defaultCaptionStyle,
  plain: plainCaptionStyle,
  school: schoolCaptionStyle,
} as const satisfies Readonly<Record<string, CaptionStyle>>

export type CaptionStyleName = keyof typeof captionStyles
