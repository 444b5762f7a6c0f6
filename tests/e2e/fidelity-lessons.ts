import type { Lesson } from '#shared/lesson/lesson-schema.ts'

/** A lesson to look at, and the second at which it shows what it is about. */
export type FidelityLesson = {
  readonly name: string
  readonly lesson: Omit<Lesson, 'title'>
  readonly atSeconds: number
  /** How many overlays show then, captions among them. */
  readonly overlayCount: number
}

const film = 'orbit.mp4'
const clips: Lesson['clips'] = [{ file: film, out: 4 }]
const base = { language: 'en', clips } as const
const cue = (text: string) => [{ start: 0, end: 4, text }]

/** Colour bars (SMPTE RP 219) and two patches of an overlay, whose colours are known. */
export const barsName = 'colour bars'

export const arabicName = 'Arabic captions, word by word'

/** What the two rasters, the two colour conversions and the two layouts of time could disagree about, one lesson each. */
export const fidelityLessons: readonly FidelityLesson[] = [
  {
    name: 'captions',
    lesson: { ...base, captions: cue('Press the two edges together and hold') },
    atSeconds: 1,
    overlayCount: 1,
  },
  {
    name: 'plain captions with emoji',
    lesson: { ...base, captions: cue('Hello 👋🏽 family 👨‍👩‍👧‍👦 of 🇧🇷'), captionStyle: { preset: 'plain' } },
    atSeconds: 1,
    overlayCount: 1,
  },
  {
    name: arabicName,
    lesson: {
      ...base,
      language: 'ar',
      captions: cue('إلى الشمال يمكن أن نرى الـ WiFi'),
      captionStyle: { animation: 'karaoke' },
    },
    atSeconds: 2,
    overlayCount: 1,
  },
  {
    name: 'Hebrew title and one-word captions',
    lesson: {
      ...base,
      language: 'he',
      overlays: [{ type: 'title', text: 'המחיר הוא 25.50₪ (כולל מע"מ).', start: 0, end: 4, place: 'top', y: 250 }],
      captions: cue('איך כוכבי הלכת נעים'),
      captionStyle: { animation: 'word' },
    },
    atSeconds: 2,
    overlayCount: 2,
  },
  {
    name: 'Japanese, turned; sung along',
    lesson: {
      ...base,
      language: 'ja',
      overlays: [
        { type: 'title', text: '左に見えるのは…\n首刈り機', start: 0, end: 4, y: -200, rotation: -6, boxColour: '#c62828f2' },
      ],
      captions: cue('すべて安全に動きます'),
      captionStyle: { preset: 'singalong' },
    },
    atSeconds: 1,
    overlayCount: 2,
  },
  {
    name: 'title with panel, fading in',
    lesson: {
      ...base,
      overlays: [
        {
          type: 'title',
          text: 'How planets move',
          start: 0,
          end: 4,
          place: 'top',
          y: 300,
          boxColour: '#1c5fd4f0',
          enter: { kind: 'fade', seconds: 2 },
        },
      ],
    },
    atSeconds: 1,
    overlayCount: 1,
  },
  {
    name: 'stickers, turned and popping',
    lesson: {
      ...base,
      overlays: [
        { type: 'sticker', sticker: '🪐', start: 0, end: 4, x: -200, y: -250, size: 360, rotation: -12 },
        { type: 'sticker', sticker: '🚀', start: 0, end: 4, x: 220, y: 100, size: 260 },
        { type: 'sticker', sticker: '👍🏾', start: 0.6, end: 4, y: 420, size: 300, enter: { kind: 'pop', seconds: 1 } },
      ],
    },
    atSeconds: 1,
    overlayCount: 3,
  },
  {
    name: 'shapes',
    lesson: {
      ...base,
      overlays: [
        { type: 'shape', shape: 'arrow', start: 0, end: 4, x: -80, y: 100, width: 420, strokeWidth: 18, rotation: -30 },
        { type: 'shape', shape: 'ellipse', start: 0, end: 4, place: 'top', y: 300, stroke: '#ff5252' },
        { type: 'shape', shape: 'rectangle', start: 0, end: 4, place: 'bottom', y: -300, fill: '#10203099', radius: 40 },
        { type: 'shape', shape: 'line', start: 0, end: 4, place: 'bottom', y: -200, width: 800, stroke: '#ffffff' },
      ],
    },
    atSeconds: 1,
    overlayCount: 4,
  },
  {
    name: 'pictures, see-through and moving',
    lesson: {
      ...base,
      overlays: [
        { type: 'image', file: 'logo.png', start: 0, end: 4, place: 'top-right', x: -64, y: 120, width: 260 },
        { type: 'image', file: 'photo.jpg', start: 0, end: 4, x: -150, y: 100, width: 500, rotation: 5 },
        {
          type: 'image',
          file: 'logo.png',
          start: 0,
          end: 4,
          place: 'bottom',
          y: -300,
          width: 200,
          move: [
            { at: 0, x: -300, easing: 'linear' },
            { at: 2, x: 300, scale: 1.5, rotation: 30 },
          ],
        },
      ],
    },
    atSeconds: 1,
    overlayCount: 3,
  },
  {
    name: 'typed title, wide, over a blur',
    lesson: {
      language: 'en',
      canvas: '16:9',
      clips: [{ file: film, out: 4, fit: 'fit-blur' }],
      overlays: [
        {
          type: 'title',
          text: 'Typed letter by letter',
          start: 0,
          end: 4,
          place: 'bottom-left',
          x: 64,
          y: -64,
          align: 'start',
          boxColour: '#101418d9',
          enter: { kind: 'type', seconds: 2 },
        },
      ],
    },
    atSeconds: 1,
    overlayCount: 1,
  },
  {
    name: 'cropped in a square; a marked word',
    lesson: {
      language: 'en',
      canvas: '1:1',
      clips: [
        {
          file: film,
          out: 4,
          fit: 'fit',
          crop: { x: 0.1, y: 0.2, width: 0.7, height: 0.5 },
          place: { x: 60, y: -40, scale: 0.8 },
        },
      ],
      captions: [{ start: 0, end: 4, text: 'Look at the shadow', emphasis: ['shadow'] }],
      captionStyle: { preset: 'marker', place: 'top' },
    },
    atSeconds: 1,
    overlayCount: 1,
  },
  {
    name: 'two captions in a cross-fade',
    lesson: {
      language: 'en',
      clips: [
        { file: film, out: 2.2 },
        { file: film, in: 10, out: 13, transition: { kind: 'cross-fade', seconds: 1 } },
      ],
      captions: [
        { start: 0, end: 3, text: 'First words', speaker: 'Ana' },
        { start: 1, end: 4, text: 'and others meanwhile 🎉' },
      ],
    },
    atSeconds: 2,
    overlayCount: 2,
  },
  {
    name: 'looks and a headline with a larger word, in a wipe',
    lesson: {
      language: 'en',
      clips: [
        { file: film, out: 1, look: 'golden-hour' },
        {
          file: 'shadow.mp4',
          in: 2,
          out: 5,
          look: { name: 'old-photo', strength: 0.8 },
          transition: { kind: 'wipe', seconds: 0.8 },
        },
      ],
      captions: [{ start: 0, end: 4, text: 'The same sun, another time', emphasis: ['sun'] }],
      captionStyle: { preset: 'headline' },
    },
    atSeconds: 1,
    overlayCount: 1,
  },
  {
    name: 'a blurred region, warm and faded in',
    lesson: {
      language: 'en',
      clips: [
        {
          file: 'shadow.mp4',
          out: 4,
          look: { temperature: 0.6, saturation: 0.5, exposure: 0.1 },
          blurs: [{ path: [{ at: 0, x: 0.2, y: 0.3, width: 0.5, height: 0.3 }] }],
          fadeIn: 2,
        },
      ],
      overlays: [{ type: 'title', text: 'Warm', start: 0, end: 4, place: 'top', y: 250 }],
    },
    atSeconds: 1,
    overlayCount: 1,
  },
  {
    name: barsName,
    lesson: {
      language: 'en',
      clips: [{ file: 'bars.mp4', out: 2 }],
      overlays: [
        { type: 'shape', shape: 'rectangle', start: 0, end: 2, y: 540, width: 960, height: 320, fill: '#1c5fd4' },
        { type: 'shape', shape: 'rectangle', start: 0, end: 2, y: 200, width: 960, height: 320, fill: '#d4501c' },
      ],
    },
    atSeconds: 1,
    overlayCount: 2,
  },
  {
    name: 'tilted, moving, with a picture in it',
    lesson: {
      language: 'en',
      clips: [
        {
          file: film,
          out: 4,
          move: [
            { at: 0, x: -100, scale: 0.8, rotation: -8, easing: 'linear' },
            { at: 2, x: 100, scale: 1.1, rotation: 12, opacity: 0.8 },
          ],
        },
      ],
      tracks: [
        { kind: 'picture-in-picture', clips: [{ at: 0, file: 'shadow.mp4', out: 4, place: { x: 280, y: -500, scale: 0.35 } }] },
      ],
      overlays: [{ type: 'title', text: 'Compare', start: 0, end: 4, place: 'top', y: 200 }],
    },
    atSeconds: 1,
    overlayCount: 1,
  },
]
