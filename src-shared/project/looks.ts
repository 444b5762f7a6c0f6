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
