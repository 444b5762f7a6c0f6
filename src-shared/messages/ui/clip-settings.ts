import type { TrackKind } from '../../project/track-kinds.ts'
import type { LookName } from '../../project/looks.ts'
import type { Transition } from '../../project/schema/clip.ts'

const signed = (value: number): string => `${value > 0 ? '+' : ''}${Math.round(value * 100)}`

const transitions: Readonly<Record<Transition['kind'] | 'none', string>> = {
  none: 'Plain cut',
  'cross-fade': 'Cross-fade',
  'fade-black': 'Through black',
  'fade-white': 'Through white',
  wipe: 'Wipe',
  slide: 'Slide over',
  push: 'Push',
  zoom: 'Zoom',
  blur: 'Blur',
  circle: 'Circle',
}

const looks: Readonly<Record<LookName | 'none', string>> = {
  none: 'No look',
  'warm-classroom': 'Warm classroom',
  'clear-day': 'Clear day',
  vivid: 'Vivid',
  soft: 'Soft',
  film: 'Film',
  'golden-hour': 'Golden hour',
  'bright-page': 'Bright page',
  'science-lab': 'Science lab',
  chalkboard: 'Chalkboard',
  stage: 'Stage',
  pastel: 'Pastel',
  'old-photo': 'Old photo',
  'black-and-white': 'Black and white',
}

const tracks: Readonly<Record<TrackKind, string>> = {
  'voice-over': 'Voice-over',
  music: 'Music',
  effects: 'Sounds',
  'picture-in-picture': 'Picture in picture',
}

/** What can be done to the picture and the sound of a clip, and to tracks beside the main one. */
export const clipSettingsText = {
  seconds: (value: number) => `${value.toFixed(1)} s`,
  percent: (value: number) => `${Math.round(value * 100)} %`,
  speed: {
    title: 'Speed',
    label: 'Speed',
    value: (speed: number) => `${Number(speed.toFixed(2))} times`,
    normal: 'Normal speed',
    reverse: 'Play backwards',
    keepPitch: 'Keep the pitch of voices',
  },
  picture: {
    title: 'Position and fades',
    zoom: 'Zoom',
    right: 'To the right',
    down: 'Down',
    turn: 'Turn',
    opacity: 'Opacity',
    fadeIn: 'Fade in from black',
    fadeOut: 'Fade out to black',
    reset: 'Put it back',
    moves: 'This clip moves over time. The sliders set one place for all of it.',
    units: (value: number) => `${Math.round(value)}`,
    degrees: (value: number) => `${Math.round(value)}°`,
  },
  colour: {
    title: 'Colour',
    look: 'Look',
    looks,
    strength: 'How much of the look',
    exposure: 'Brightness',
    contrast: 'Contrast',
    saturation: 'Colourfulness',
    temperature: 'Warmth',
    signed,
    table: 'Colour table (.cube)',
    noTable: 'None',
    tableHint: 'Add .cube files under Media to choose them here.',
    reset: 'Original colours',
  },
  hide: {
    title: 'Hide faces and names',
    add: 'Hide something',
    region: (number: number) => `Hidden area ${number}`,
    x: 'From the left',
    y: 'From the top',
    width: 'Width',
    height: 'Height',
    strength: 'Strength',
    remove: (number: number) => `Show area ${number} again`,
    addPoint: 'Move it from here on',
    addPointHint: 'Adds a place at the playhead. The area glides from place to place.',
    points: 'Places',
    point: (time: string) => `at ${time}`,
    removePoint: (time: string) => `Remove the place at ${time}`,
  },
  screen: {
    title: 'Green screen',
    on: 'Make one colour see-through',
    colour: 'Colour',
    similarity: 'How much like it',
    blend: 'Softness of the edge',
  },
  sound: {
    title: 'Sound',
    fadeIn: 'Sound fades in',
    fadeOut: 'Sound fades out',
    noise: 'Reduce noise',
    rumble: 'Cut rumble below 80 Hz',
  },
  transition: {
    title: 'Transition into this clip',
    kind: 'Kind',
    kinds: transitions,
    length: 'Length',
  },
  tracks: {
    title: 'Sounds and pictures beside the clips',
    empty: 'Music, a voice-over or a picture in the picture: add a file under Media, then choose where it plays.',
    kinds: tracks,
    use: (file: string) => `Use ${file} as…`,
    volume: 'Volume',
    mute: 'Mute',
    duck: 'Step back while somebody speaks',
    clips: (count: number) => (count === 1 ? '1 clip' : `${count} clips`),
    remove: (name: string) => `Remove the track ${name}`,
  },
} as const
