type Params = Readonly<Record<string, string | number>>

const lightCopy = 'a light copy is made for editing, the export takes the original'

/** Why a clip is slow to edit, in the words of somebody who never heard of codecs. */
const slowness: Readonly<Record<string, string>> = {
  size: 'A very large picture',
  codec: 'Saved in a form that takes much computing to show',
  depth: 'Saved with finer colours than screens show',
  keys: 'Saved so that jumping around in it is slow',
}

/** What the clip doctor saw, in plain words: what it is, and what Tidbit does about it. */
const findingText = {
  'media.turned': () => 'Filmed with the phone turned: shown upright.',
  'media.mirrored': () => 'Filmed as in a mirror, as front cameras do: shown the way the phone shows it.',
  'media.pixel-shape': () => 'Saved squeezed or stretched: shown in its true shape.',
  'media.odd-size': (p: Params) =>
    `The picture has an odd number of dots (${p['width']} × ${p['height']}), which many players refuse: fitted to an even one.`,
  'media.variable-frame-rate': () => 'The frame rate changes while it plays: evened out, picture and sound stay together.',
  'media.interlaced': () => 'Made for television with half pictures: made whole.',
  'media.hdr': () => 'Very bright colours (HDR): turned into colours that every screen shows.',
  'media.dolby-vision-only': () =>
    'Its colours are meant for Dolby Vision screens alone: they are turned into ordinary ones and may look wrong. Film with HDR switched off if they do.',
  'media.slow-to-edit': (p: Params) => `${slowness[p['reason'] ?? ''] ?? 'Slow to edit'}: ${lightCopy}.`,
  'media.no-timestamps': () => 'The file does not say when each picture is shown: they follow each other evenly.',
  'media.cover-art': () => 'Carries a still cover picture: left out.',
  'media.several-pictures': (p: Params) => `Has ${p['count']} picture tracks: the main one is used.`,
  'media.several-sounds': (p: Params) => `Has ${p['count']} sound tracks: the main one is used.`,
  'media.no-sound': () => 'Has no sound: the lesson is silent here.',
  'media.sound-late': (p: Params) => `The sound starts ${p['seconds']} s after the picture: silent until then, and in step.`,
  'media.picture-late': (p: Params) =>
    `The picture starts ${p['seconds']} s after the sound: the first picture stands until then, and all stays in step.`,
  'media.sound-ends-early': (p: Params) => `The sound ends ${p['seconds']} s before the picture: silent from there.`,
  'media.mono': () => 'Recorded with one microphone (mono): heard on both sides.',
  'media.surround': () => 'Surround sound: mixed for two loudspeakers.',
  'media.silent': () => 'The sound track is silent. Was the microphone switched off? Add a voice-over, or record again.',
  'media.clipped': () =>
    'The sound was recorded too loud and is distorted, which nothing can undo. Record again from farther away if it disturbs.',
  'media.trimmed-before': () => 'Was trimmed before, on the phone or in another program: what was cut away stays hidden.',
  'media.length-missing': () => 'The file did not say how long it is: it was measured.',
  'media.cut-short': ({ seconds = 0 }: Params) =>
    `The recording broke off: ${Number(seconds) < 0.1 ? 'only its first picture' : `${seconds} s`} can be played.`,
  'media.repaired': () => 'The file is damaged: Tidbit works with a mended copy and leaves the original as it is.',
  'media.converted': () =>
    'Converted by the simple video engine: Tidbit works with that copy and leaves the original as it is. Very bright colours (HDR) may look pale.',
  'media.location': () => 'Carries the place where it was filmed: never exported.',
  'media.device': () => 'Carries the name of the phone, a person or a program: never exported.',
  'media.sensor-data': () => 'Carries measurements of the phone beside picture and sound: never exported.',
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
