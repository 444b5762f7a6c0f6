type Params = Readonly<Record<string, string | number>>

/** What the clip doctor saw, in plain words: what it is, and that the lesson comes out right. */
const findingText = {
  'media.turned': () => 'Filmed with the phone turned: shown upright.',
  'media.variable-frame-rate': () => 'The frame rate changes while it plays: evened out, picture and sound stay together.',
  'media.interlaced': () => 'Made for television with half pictures: made whole.',
  'media.hdr': () => 'Very bright colours (HDR): turned into colours that every screen shows.',
  'media.cover-art': () => 'Carries a still cover picture: left out.',
  'media.several-pictures': (p: Params) => `Has ${p['count']} picture tracks: the main one is used.`,
  'media.several-sounds': (p: Params) => `Has ${p['count']} sound tracks: the main one is used.`,
  'media.no-sound': () => 'Has no sound: the lesson is silent here.',
  'media.length-missing': () => 'The file did not say how long it is: it was measured.',
  'media.cut-short': (p: Params) => `The file ends too early: ${p['seconds']} s can be played.`,
  'media.picture-damaged': () =>
    'Parts of the picture are damaged and may look wrong. Copy the clip again from the phone, or cut those parts away.',
  'media.video-unreadable': () => 'The picture cannot be read. Copy the clip again from the phone.',
  'media.audio-unreadable': () => 'The sound cannot be read: the clip is silent. Copy it again if it should have sound.',
} as const satisfies Readonly<Record<string, (params: Params) => string>>

type FindingCode = keyof typeof findingText

/** The sentence of a finding. One that this version does not know (a lesson from a newer one) says so. */
export function describeFinding({ code, params }: { readonly code: string; readonly params: Params }): string {
  if (!Object.hasOwn(findingText, code)) return 'A newer version of Tidbit Studio noted something about this clip.'
  return findingText[code as FindingCode](params)
}
