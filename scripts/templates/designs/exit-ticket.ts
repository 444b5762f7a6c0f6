import type { Design } from '../design.ts'
import { blob, chip, ground, headline, rule, sentence, side } from '../look.ts'
import * as water from '../scenes/water.ts'
import { asked, calmMusic, clip, words } from '../slots.ts'

export const exitTicket: Design = {
  id: 'exit-ticket',
  template: {
    name: 'Exit ticket',
    summary: 'Three questions before the bell: what stayed, what did not.',
    kind: 'lesson',
    minSeconds: 12,
    maxSeconds: 60,
  },
  title: 'Exit ticket: the water cycle',
  palette: { primary: '#0f5fa8', accent: '#ffcf33', text: '#ffffff', background: '#0a2a4a' },
  slots: [
    words('topic', 'Today’s topic', 'As it stood on the board.'),
    clip('recap', 'Recap clip', 'The lesson in ten seconds.', 20),
    asked('know', 'What stayed?', 'The one thing everybody should know now.'),
    asked('sure', 'How sure are they?', 'A poll has no wrong answer.'),
    asked('open', 'What is still open?', 'In their own words.'),
    calmMusic,
  ],
  scenes: [
    {
      seconds: 4,
      layers: [
        ground(),
        blob(380, 700, 900, 'brand:background/66', 4),
        {
          shape: 'rectangle',
          fill: 'brand:accent',
          radius: 48,
          width: 900,
          height: 760,
          y: -120,
          turn: -3,
          from: 0.1,
          enter: ['slide', 0.5],
          leave: ['fade', 0.2],
        },
        {
          shape: 'ellipse',
          fill: 'brand:primary',
          width: 130,
          height: 130,
          x: -450,
          y: -96,
          from: 0.1,
          enter: ['fade', 0.5],
          leave: ['fade', 0.2],
        },
        {
          shape: 'ellipse',
          fill: 'brand:primary',
          width: 130,
          height: 130,
          x: 450,
          y: -144,
          from: 0.1,
          enter: ['fade', 0.5],
          leave: ['fade', 0.2],
        },
        {
          text: 'Exit ticket',
          style: { size: 64, fontWeight: 700, colour: 'brand:background', align: 'center' },
          y: -370,
          width: 760,
          height: 110,
          turn: -3,
          from: 0.4,
          enter: ['fade', 0.4],
          leave: ['fade', 0.2],
        },
        {
          text: 'Today’s topic',
          style: { size: 124, fontWeight: 800, colour: 'brand:background', align: 'center', lineHeight: 1.05 },
          y: -90,
          width: 700,
          height: 420,
          turn: -3,
          from: 0.6,
          slot: 'topic',
          enter: ['pop', 0.4],
          leave: ['fade', 0.2],
        },
        sentence('Three questions, two minutes.', { from: 1.1, at: 'bottom', y: -430, align: 'center', height: 100 }),
      ],
    },
    {
      seconds: 8,
      slot: 'recap',
      transition: ['zoom', 0.5],
      layers: [chip('Today', { from: 0.5, at: 'top-left', x: side, y: 150, size: 60 })],
    },
    ...(
      [
        ['1', 'What stayed?'],
        ['2', 'How sure are you?'],
        ['3', 'What is still open?'],
      ] as const
    ).map(([number, ask]) => ({
      seconds: 3.8,
      transition: ['push', 0.4] as const,
      layers: [
        ground(),
        {
          text: number,
          style: { size: 900, fontWeight: 800 as const, colour: 'brand:background/80', align: 'end' as const },
          at: 'right' as const,
          x: -10,
          y: -330,
          width: 760,
          height: 820,
          from: 0.05,
          enter: ['slide', 0.5] as const,
          leave: ['fade', 0.2] as const,
        },
        headline(ask, { from: 0.3, at: 'left', x: side, y: -250, size: 164, height: 420 }),
        rule(side, -10, 260, { from: 0.6 }),
      ],
    })),
  ],
  questions: [
    {
      slot: 'know',
      scene: 2,
      quiz: {
        type: 'single-choice',
        prompt: 'What is the most important thing from today?',
        choices: [{ text: 'The right one', correct: true }, { text: 'A common mix-up' }, { text: 'Something from last week' }],
      },
    },
    {
      slot: 'sure',
      scene: 3,
      quiz: {
        type: 'poll',
        prompt: 'How sure are you?',
        choices: [{ text: 'I could explain it' }, { text: 'I get most of it' }, { text: 'I need it again' }],
      },
    },
    {
      slot: 'open',
      scene: 4,
      quiz: {
        type: 'reflection',
        prompt: 'What is still open? One sentence is enough.',
        thanks: 'Thank you. See you next time!',
      },
    },
  ],
  music: 'slow-clouds',
  demo: {
    know: {
      prompt: 'Why does water vapour become a cloud?',
      choices: ['It cools down', 'The wind collects it', 'It gets heavier'],
    },
    sure: { prompt: 'How sure are you?', choices: ['I could explain it', 'I get most of it', 'I need it again'] },
    open: { prompt: 'What is still open for you?', choices: [] },
    topic: { text: 'The water cycle' },
    recap: { clip: water.cycle },
  },
}
