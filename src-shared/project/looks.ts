import type { ClipPicture } from './schema/clip.ts'

/** The ready-made looks, in the order in which they are offered. A document keeps the name, so a name is never given up. */
export const lookNames = [
  'warm-classroom',
  'clear-day',
  'vivid',
  'soft',
  'film',
  'golden-hour',
  'bright-page',
  'science-lab',
  'chalkboard',
  'stage',
  'pastel',
  'old-photo',
  'black-and-white',
] as const
export type LookName = (typeof lookNames)[number]

export function isLookName(name: string): name is LookName {
  return (lookNames as readonly string[]).includes(name)
}

type Look = NonNullable<ClipPicture['look']>

/** Every colour as filmed. */
export const untouchedLook: Look = {
  name: null,
  exposure: 0,
  contrast: 0,
  saturation: 0,
  temperature: 0,
  lutAssetId: null,
  strength: 1,
}

/** Takes away all that is sold as a green screen, also in uneven light. */
export const defaultGreenScreen: NonNullable<ClipPicture['chromaKey']> = { colour: '#00ff00', similarity: 0.3, blend: 0.1 }
