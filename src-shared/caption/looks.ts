import type { CaptionStyle } from '../project/schema/text.ts'
import { captionStyleNames, captionStyles, type CaptionStyleName } from './styles.ts'

/** What a look decides; where captions stand and how long their lines are stays as it was. */
export type CaptionLook = Pick<
  CaptionStyle,
  'preset' | 'animation' | 'highlight' | 'highlightColour' | 'emphasisScale' | 'entrance' | 'text'
>

const lookOfStyle = ({
  preset,
  animation,
  highlight,
  highlightColour,
  emphasisScale,
  entrance,
  text,
}: CaptionStyle): CaptionLook => ({
  preset,
  animation,
  highlight,
  highlightColour,
  emphasisScale,
  entrance,
  text,
})

export type CaptionLookName = CaptionStyleName
/** In the order in which an author sees them. */
export const captionLookNames = captionStyleNames

/** The looks an author chooses from, by name. */
export const captionLooks = Object.fromEntries(
  captionLookNames.map((name) => [name, lookOfStyle(captionStyles[name])]),
) as Readonly<Record<CaptionLookName, CaptionLook>>

/** The look a style began with. */
export function lookOf({ preset, animation }: CaptionStyle): CaptionLookName {
  const name = captionLookNames.find((known) => known === preset) ?? 'boxed'
  // Lessons of before wrote these two as a way of showing words in one of the first three looks.
  const isFirst = name === 'boxed' || name === 'plain' || name === 'school'
  return isFirst && animation !== 'plain' ? animation : name
}
