import type { LookName } from '../../project/looks.ts'
import { adjust, type Adjustments } from './colour-adjustments.ts'
import { clampUnit, eachChannel, lumaOf, type Colour } from './colour.ts'

type Triple = readonly [red: number, green: number, blue: number]

/** How a look is made: adjustments, then perhaps grey, then a range, then a tint of the shadows and one of the lights. */
type LookRecipe = {
  readonly adjustments: Adjustments
  /** What each channel gives to the grey, and how far the picture goes to it. */
  readonly grey: { readonly from: Triple; readonly share: number } | null
  /** Where black and white end up. */
  readonly black: number
  readonly white: number
  /** Strongest in the lower and the upper third; black and white themselves stay as they are. */
  readonly shadows: Triple
  readonly lights: Triple
}

const plain: LookRecipe = {
  adjustments: { exposure: 0, contrast: 0, saturation: 0, temperature: 0 },
  grey: null,
  black: 0,
  white: 1,
  shadows: [0, 0, 0],
  lights: [0, 0, 0],
}

const recipes: Readonly<Record<LookName, LookRecipe>> = {
  'warm-classroom': {
    ...plain,
    adjustments: { exposure: 0.1, contrast: 0.1, saturation: 0.12, temperature: 0.26 },
    lights: [0.012, 0.002, -0.014],
  },
  'clear-day': { ...plain, adjustments: { exposure: 0.16, contrast: 0.24, saturation: 0.24, temperature: -0.04 } },
  vivid: { ...plain, adjustments: { exposure: 0.06, contrast: 0.26, saturation: 0.46, temperature: 0 } },
  soft: {
    ...plain,
    adjustments: { exposure: 0.26, contrast: -0.14, saturation: -0.04, temperature: 0.06 },
    black: 0.03,
    lights: [0.012, 0.004, -0.004],
  },
  film: {
    ...plain,
    adjustments: { exposure: 0.06, contrast: 0.36, saturation: 0, temperature: 0.02 },
    black: 0.05,
    white: 0.965,
    shadows: [-0.022, 0.004, 0.022],
    lights: [0.035, 0.01, -0.04],
  },
  'golden-hour': {
    ...plain,
    adjustments: { exposure: 0.06, contrast: 0.16, saturation: 0.18, temperature: 0.46 },
    shadows: [0.012, -0.004, 0.008],
    lights: [0.035, 0.012, -0.05],
  },
  'bright-page': { ...plain, adjustments: { exposure: 0.5, contrast: 0.42, saturation: 0.1, temperature: 0 } },
  'science-lab': {
    ...plain,
    adjustments: { exposure: 0.14, contrast: 0.2, saturation: -0.1, temperature: -0.3 },
    shadows: [-0.012, 0.004, 0.016],
  },
  chalkboard: {
    ...plain,
    adjustments: { exposure: -0.14, contrast: 0.4, saturation: -0.4, temperature: -0.1 },
    black: 0.02,
    shadows: [-0.035, 0.022, 0.004],
    lights: [0.012, 0.008, -0.012],
  },
  stage: {
    ...plain,
    adjustments: { exposure: -0.06, contrast: 0.7, saturation: -0.14, temperature: 0.06 },
    shadows: [-0.012, -0.004, 0.02],
    lights: [0.02, 0.004, -0.016],
  },
  pastel: {
    ...plain,
    adjustments: { exposure: 0.42, contrast: -0.16, saturation: -0.08, temperature: 0 },
    black: 0.06,
    shadows: [0.02, 0, 0.035],
    lights: [0.012, 0, 0.008],
  },
  'old-photo': {
    ...plain,
    adjustments: { exposure: 0.04, contrast: 0.12, saturation: 0, temperature: 0 },
    grey: { from: [0.3, 0.59, 0.11], share: 0.88 },
    black: 0.06,
    white: 0.95,
    shadows: [0.05, 0, -0.036],
    lights: [0.055, 0.004, -0.07],
  },
  'black-and-white': {
    ...plain,
    adjustments: { exposure: 0.06, contrast: 0.34, saturation: 0, temperature: 0 },
    grey: { from: [0.34, 0.54, 0.12], share: 1 },
  },
}

/** Changes a colour (0 to 1) as the named look does; it stays within 0 to 1. */
export function applyLook(colour: Colour, name: LookName): void {
  const { adjustments, grey, black, white, shadows, lights } = recipes[name]
  adjust(colour, adjustments)
  if (grey) {
    const [red = 0, green = 0, blue = 0] = colour
    const level = red * grey.from[0] + green * grey.from[1] + blue * grey.from[2]
    eachChannel(colour, (value) => value + (level - value) * grey.share)
  }
  eachChannel(colour, (value) => black + value * (white - black))
  tint(colour, shadows, lights)
  eachChannel(colour, clampUnit)
}

function tint(colour: Colour, shadows: Triple, lights: Triple): void {
  const luma = clampUnit(lumaOf(colour))
  // The factor makes the greatest weight 1.
  const [dark, light] = [(27 / 4) * luma * (1 - luma) ** 2, (27 / 4) * luma ** 2 * (1 - luma)]
  for (const channel of [0, 1, 2] as const) {
    colour[channel] = (colour[channel] ?? 0) + shadows[channel] * dark + lights[channel] * light
  }
}
