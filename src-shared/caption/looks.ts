import type { CaptionStyle } from '../project/schema/text.ts'
import { captionStyles } from './styles.ts'

/** What a look decides; where captions stand and how long their lines are stays as it was. */
export type CaptionLook = Pick<CaptionStyle, 'preset' | 'animation' | 'text'>

/** Words that come one at a time can be larger: each has the line to itself. */
const wordSize = 104

/** The looks an author chooses from, by name. */
export const captionLooks = {
  boxed: { preset: 'boxed', animation: 'plain', text: captionStyles.boxed.text },
  plain: { preset: 'plain', animation: 'plain', text: captionStyles.plain.text },
  karaoke: { preset: 'boxed', animation: 'karaoke', text: captionStyles.boxed.text },
  school: { preset: 'school', animation: 'plain', text: captionStyles.school.text },
  word: { preset: 'plain', animation: 'word', text: { ...captionStyles.plain.text, size: wordSize } },
} as const satisfies Readonly<Record<string, CaptionLook>>

export type CaptionLookName = keyof typeof captionLooks
export const captionLookNames = ['boxed', 'plain', 'school', 'karaoke', 'word'] as const satisfies readonly CaptionLookName[]

/** The look a style began with. */
export function lookOf({ preset, animation }: CaptionStyle): CaptionLookName {
  if (animation !== 'plain') return animation
  return preset === 'plain' || preset === 'school' ? preset : 'boxed'
}
