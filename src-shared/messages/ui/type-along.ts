import { countOf } from './common.ts'

export const typeAlongText = {
  title: 'Type along',
  close: 'Back to the captions',
  field: 'What is said',
  placeholder: 'Press Tab to play, and type what you hear',
  keys: [
    ['Tab', 'play, pause'],
    ['Shift Tab', 'back 3 s'],
    ['Enter', 'end caption'],
    ['Esc', 'leave field'],
  ],
  play: 'Play',
  pause: 'Pause',
  back: 'Back 3 s',
  end: 'End caption',
  speed: 'Speed',
  speeds: { '0.5': '0.5×', '0.75': '0.75×', '1': '1×' },
  pauses: 'Wait for me',
  pausesNames: { behind: 'If I fall behind', typing: 'While I type', never: 'Never' },
  pausesHints: {
    behind: 'The lesson stops when it is four seconds of speech ahead, and plays on as you catch up.',
    typing: 'The lesson stops at each letter, and plays on when you rest.',
    never: 'The lesson plays until you pause it.',
  },
  states: {
    playing: 'Playing',
    held: 'Waiting for you to type',
    paused: 'Paused',
    end: 'The lesson has ended',
  },
  waiting: 'Waiting for you to type',
  added: (start: string) => `Caption at ${start} added`,
  from: (start: string) => `from ${start}`,
  needsClip: 'Add a clip first: there is nothing to listen to yet.',
  script: {
    title: 'Captions from a script',
    open: 'Align a script…',
    field: 'The words of the lesson',
    placeholder: 'Paste what is said in the lesson, as you want to read it.',
    hint: 'Your capitals, commas and numbers stay as you write them.',
    file: 'Open a text file…',
    run: 'Make captions',
    withModel: 'Your speech model listens to the lesson and finds each word. Nothing leaves this computer.',
    withoutModel:
      'No speech model is installed, so the words are placed by the pauses in the sound. That is rough: check the times afterwards.',
    listening: 'Listening to the lesson',
    replaces: 'Captions that were checked by hand stay, all others of this track are replaced.',
    doneHeard: (captions: number, heard: number, words: number) =>
      `${countOf(captions, 'caption', 'captions')} made from the script; ${heard.toLocaleString('en')} of ${countOf(words, 'word', 'words')} heard`,
    doneRough: (captions: number) => `${countOf(captions, 'caption', 'captions')} placed by the pauses: check their times`,
    differs: 'Hardly any word of the script is heard, so the words stand by the pauses in the sound. Is it the right script?',
    noVoice:
      'No speech model is installed, and the sound of the lesson is not looked through yet. Wait a moment, or add a clip in which somebody speaks.',
  },
} as const
