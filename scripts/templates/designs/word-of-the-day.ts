import type { Design } from '../design.ts'
import { chip, ground, headline, rule, sentence, side } from '../look.ts'
import * as sapling from '../scenes/sapling.ts'
import { asked, calmMusic, clip, words } from '../slots.ts'

export const wordOfTheDay: Design = {
  id: 'word-of-the-day',
  template: {
    name: 'Word of the day',
    summary: 'A word, what it means, and where one meets it.',
    kind: 'lesson',
    minSeconds: 12,
    maxSeconds: 60,
  },
  title: 'Word of the day: resilient',
  palette: { primary: '#f7ead2', accent: '#b3261e', text: '#2b1d14', background: '#fffaf0' },
  slots: [
    words('word', 'The word', 'One word.'),
    words('sound', 'How it is said', 'As in a dictionary, with the stress in capitals.'),
    words('meaning', 'What it means', 'In words a friend would use.'),
    clip('scene', 'Clip of the meaning', 'Something that is like the word.', 20),
    words('example', 'An example', 'A sentence with the word in it.'),
    asked('use', 'Use the word', 'A sentence with a blank, or a sentence of their own.'),
    calmMusic,
  ],
  scenes: [
    {
      seconds: 5,
      colour: '#f7ead2',
      layers: [
        ground(),
        rule(side, -620, 160, { from: 0.1 }),
        sentence('Word of the day', { from: 0.2, at: 'left', x: side, y: -540, height: 90, size: 54, colour: 'brand:accent' }),
        headline('word', { from: 0.4, at: 'left', x: side, y: -330, size: 230, height: 300, slot: 'word' }),
        sentence('how it is said', { from: 0.9, at: 'left', x: side, y: -140, height: 90, size: 56, slot: 'sound' }),
        {
          shape: 'rectangle',
          fill: 'brand:text/26',
          at: 'left',
          x: side,
          y: -50,
          width: 952,
          height: 3,
          from: 1,
          enter: ['fade', 0.4],
          leave: ['fade', 0.2],
        },
        headline('what it means', { from: 1.3, at: 'left', x: side, y: 190, size: 86, height: 380, slot: 'meaning' }),
      ],
    },
    {
      seconds: 9,
      slot: 'scene',
      transition: ['wipe', 0.5],
      layers: [
        {
          text: 'word',
          style: {
            size: 96,
            fontWeight: 800,
            colour: 'brand:background',
            align: 'start',
            boxColour: 'brand:accent',
            boxPadding: 32,
            boxRadius: 12,
          },
          at: 'bottom-left',
          x: side,
          y: -290,
          height: 190,
          from: 0.5,
          slot: 'word',
          enter: ['slide', 0.5],
          leave: ['fade', 0.2],
        },
      ],
    },
    {
      seconds: 7,
      colour: '#f7ead2',
      transition: ['wipe', 0.5],
      layers: [
        ground(),
        {
          text: '“',
          style: { size: 620, fontWeight: 800, colour: 'brand:accent', align: 'start' },
          at: 'left',
          x: side - 20,
          y: -330,
          width: 500,
          height: 560,
          from: 0.1,
          enter: ['pop', 0.45],
          leave: ['fade', 0.2],
        },
        headline('A sentence with the word in it.', {
          from: 0.4,
          at: 'left',
          x: side,
          y: 60,
          size: 112,
          height: 760,
          slot: 'example',
        }),
        chip('Now use it yourself', { from: 1.8, at: 'bottom-left', x: side, y: -330, size: 56 }),
      ],
    },
  ],
  questions: [
    {
      slot: 'use',
      scene: 2,
      quiz: {
        type: 'reflection',
        prompt: 'Write a sentence of your own with the word of the day.',
        thanks: 'Read it out to somebody today.',
      },
    },
  ],
  music: 'small-wonder',
  demo: {
    use: { prompt: 'Write a sentence with “resilient”.', choices: [] },
    word: { text: 'resilient' },
    sound: { text: 'ri-ZIL-yuhnt · adjective' },
    meaning: { text: 'able to bend in a storm and stand up again' },
    scene: { clip: sapling.storm },
    example: { text: '“She lost the first match, but she is resilient.”' },
  },
}
