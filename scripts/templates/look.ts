/** The parts that templates share, so that type, spacing and motion are of one hand. Canvas units; safe margins of DESIGN section 10. */

import type { Layer } from './design.ts'

type Placed = Pick<Layer, 'from' | 'to' | 'at' | 'x' | 'y' | 'width' | 'height' | 'slot' | 'turn' | 'move' | 'opacity' | 'leave'>
type Written = Placed & { readonly size?: number; readonly colour?: string; readonly align?: 'start' | 'center' | 'end' }

export const side = 64
export const wide = 1080 - 2 * side

/** Fills the picture with a colour of the school style, over a card of the same colour. */
export const ground = (fill = 'brand:primary'): Layer => ({
  shape: 'rectangle',
  fill,
  width: 1080,
  height: 1920,
  enter: ['fade', 0.2],
  leave: ['fade', 0.2],
})

/** A large soft shape that drifts slowly, so that a still scene breathes. */
export const blob = (
  x: number,
  y: number,
  size: number,
  fill: string,
  seconds = 6,
  drift: readonly [number, number] = [60, -80],
): Layer => ({
  shape: 'ellipse',
  fill,
  width: size,
  height: size,
  x,
  y,
  enter: ['fade', 0.3],
  leave: ['fade', 0.2],
  move: [
    [0, { scale: 0.86 }, 'ease-in-out'],
    [seconds, { x: drift[0], y: drift[1], scale: 1.06 }],
  ],
})

/** Big words. */
export const headline = (
  text: string,
  { size = 124, colour = 'brand:text', align = 'start', ...place }: Written = {},
): Layer => ({
  text,
  style: { size, fontWeight: 800, colour, align, lineHeight: 1.06 },
  width: wide,
  height: 620,
  enter: ['slide', 0.5],
  leave: ['fade', 0.25],
  ...place,
})

/** A sentence in reading size. */
export const sentence = (text: string, { size = 58, colour = 'brand:text', align = 'start', ...place }: Written = {}): Layer => ({
  text,
  style: { size, fontWeight: 500, colour, align, lineHeight: 1.3 },
  width: wide,
  height: 480,
  enter: ['fade', 0.5],
  leave: ['fade', 0.25],
  ...place,
})

/** A few words on a small panel: the name of a part. */
export const chip = (
  text: string,
  { size = 46, colour = 'brand:background', align = 'start', ...place }: Written & { readonly fill?: string } = {},
): Layer => {
  const { fill = 'brand:accent', ...rest } = place
  return {
    text,
    style: { size, fontWeight: 700, colour, align, boxColour: fill, boxPadding: 22, boxRadius: 40 },
    width: wide,
    height: 130,
    enter: ['pop', 0.4],
    leave: ['fade', 0.25],
    ...rest,
  }
}

/** A line that grows in from the side. */
export const rule = (
  x: number,
  y: number,
  width: number,
  place: Partial<Placed> & { readonly fill?: string; readonly thick?: number } = {},
): Layer => {
  const { fill = 'brand:accent', thick = 14, ...rest } = place
  return {
    shape: 'rectangle',
    fill,
    radius: thick / 2,
    at: 'left',
    x,
    y,
    width,
    height: thick,
    leave: ['fade', 0.25],
    move: [
      [0, { x: -width - x, opacity: 1 }, 'ease-out'],
      [0.55, {}],
    ],
    ...rest,
  }
}

/** A panel that rises from below over a clip; the player's controls lie on its foot. */
export const panel = (
  height: number,
  { from = 0.2, fill = 'brand:primary' }: { readonly from?: number; readonly fill?: string } = {},
): Layer => ({
  shape: 'rectangle',
  fill,
  radius: 64,
  at: 'bottom',
  y: 80,
  width: 1080,
  height: height + 80,
  from,
  leave: ['fade', 0.2],
  move: [
    [0, { y: height + 80 }, 'ease-out'],
    [0.5, {}],
  ],
})

/** What stands on such a panel, `down` units under its upper edge. */
export const onPanel = (height: number, down: number, size: number): Pick<Layer, 'at' | 'x' | 'y' | 'height'> => ({
  at: 'bottom-left',
  x: side,
  y: -(height - down - size),
  height: size,
})

/** A clip with a panel of words below. */
export const captioned = (kicker: string, slot: string, text: string, height = 640): readonly Layer[] => [
  panel(height),
  chip(kicker, { from: 0.55, ...onPanel(height, 62, 100) }),
  headline(text, { from: 0.7, size: 94, slot, ...onPanel(height, 185, 220) }),
]
