import { n } from './paths.ts'

/** Warm, friendly and few: every sticker is made of these. */
export const colours = {
  ink: '#22304f',
  coral: '#ff6f59',
  coralDark: '#e5503b',
  sun: '#ffc93c',
  sunDark: '#f2a81d',
  mint: '#2bb89b',
  mintDark: '#178f78',
  sky: '#5aa9f7',
  skyDark: '#3784d6',
  plum: '#8c6bd8',
  plumDark: '#6f4dbd',
  cream: '#fff4e0',
  sand: '#f1dcb8',
  white: '#ffffff',
} as const

/** One path of a drawing, back to front. `edge` says whether the white border of the sticker runs around it. */
export type Mark = {
  readonly d: string
  readonly fill: string | null
  readonly stroke: string | null
  readonly width: number
  readonly opacity: number
  readonly edge: boolean
  /** Letters are drawn in strokes that overlap; rings and frames have holes. */
  readonly overlaps: boolean
}

export type Category = 'arrows' | 'marks' | 'things' | 'words' | 'strokes'

export type Drawing = {
  readonly id: string
  readonly name: string
  readonly category: Category
  /** What one might search for, besides the name. */
  readonly tags: readonly string[]
  readonly width: number
  readonly height: number
  /** How wide it is when it is put on a picture, in 1/1080 of the picture's short side. */
  readonly usualWidth: number
  readonly marks: readonly Mark[]
}

/** A filled part of the sticker. */
export const fill = (d: string, colour: string): Mark => ({
  d,
  fill: colour,
  stroke: null,
  width: 0,
  opacity: 1,
  edge: true,
  overlaps: false,
})

/** A line that is part of the sticker. */
export const line = (d: string, colour: string, width: number): Mark => ({
  d,
  fill: null,
  stroke: colour,
  width,
  opacity: 1,
  edge: true,
  overlaps: false,
})

/** Letters of `letters.ts` on top of parts. */
export const lettering = (d: string, colour: string): Mark => ({ ...fill(d, colour), edge: false, overlaps: true })

/** Light, shade and details on top of parts. */
export const detail = (d: string, colour: string, opacity = 1): Mark => ({ ...fill(d, colour), opacity, edge: false })
export const stroke = (d: string, colour: string, width: number, opacity = 1): Mark => ({
  ...line(d, colour, width),
  opacity,
  edge: false,
})

type Facts = { readonly width?: number; readonly height?: number; readonly usualWidth?: number }

export function drawing(
  category: Category,
  id: string,
  name: string,
  tags: string,
  marks: readonly Mark[],
  { width = 512, height = 512, usualWidth = 300 }: Facts = {},
): Drawing {
  return { id, name, category, tags: tags.split(' ').filter((tag) => tag !== ''), width, height, usualWidth, marks }
}

/** The white border, and the faint one around it that shows on a white wall. */
const borderWidth = 26
const contour = { colour: colours.ink, width: 38, opacity: 0.2, drop: 5 } as const

/** The whole picture as SVG: filled paths and round strokes only, which every raster draws alike. */
export function toSvg({ width, height, marks }: Drawing): string {
  const edges = marks.filter(({ edge }) => edge)
  const around = (colour: string, extra: number): string =>
    edges
      .map(
        (mark) =>
          `<path d="${mark.d}" fill="${mark.fill === null ? 'none' : colour}" stroke="${colour}" stroke-width="${n(mark.width + extra)}"/>`,
      )
      .join('')
  const border =
    edges.length === 0
      ? ''
      : `<g stroke-linejoin="round" stroke-linecap="round" fill-rule="evenodd"><g opacity="${contour.opacity}" transform="translate(0 ${contour.drop})">${around(contour.colour, contour.width)}</g>${around(colours.white, borderWidth)}</g>\n`
  const art = marks
    .map(({ d, fill: inside, stroke: colour, width: thickness, opacity, overlaps }) => {
      const paint =
        colour === null ? `fill="${inside ?? 'none'}"` : `fill="none" stroke="${colour}" stroke-width="${n(thickness)}"`
      const rule = overlaps ? ' fill-rule="nonzero"' : ''
      return `<path d="${d}" ${paint}${rule}${opacity === 1 ? '' : ` opacity="${opacity}"`}/>`
    })
    .join('\n')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">\n${border}<g stroke-linejoin="round" stroke-linecap="round" fill-rule="evenodd">\n${art}\n</g>\n</svg>\n`
}
