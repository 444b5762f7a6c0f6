import type { Design, Layer } from '../design.ts'
import { blob, ground, headline, onPanel, panel, side } from '../look.ts'
import * as study from '../scenes/study.ts'
import { asked, calmMusic, clip, words } from '../slots.ts'

const tip = (number: 1 | 2 | 3): readonly Layer[] => [
  {
    shape: 'ellipse',
    fill: 'brand:accent',
    at: 'top-left',
    x: side - 20,
    y: 130,
    width: 330,
    height: 330,
    from: 0.3,
    enter: ['pop', 0.45],
    leave: ['fade', 0.2],
  },
  {
    text: String(number),
    style: { size: 230, fontWeight: 800, colour: 'brand:background', align: 'center' },
    at: 'top-left',
    x: side - 20,
    y: 130,
    width: 330,
    height: 330,
    from: 0.45,
    enter: ['pop', 0.45],
    leave: ['fade', 0.2],
    move: [
      [0, { y: 82 }],
      [0.01, { y: 82 }],
    ],
  },
  panel(600),
  headline(`Tip number ${number}`, { from: 0.7, size: 96, slot: `tip-${number}`, ...onPanel(600, 80, 250) }),
]

export const threeTips: Design = {
  id: 'three-tips',
  template: {
    name: 'Three tips',
    summary: 'Three short clips, three things to try today.',
    kind: 'lesson',
    minSeconds: 18,
    maxSeconds: 75,
  },
  title: 'Three ways to remember more',
  palette: { primary: '#0b6b57', accent: '#ffd166', text: '#ffffff', background: '#052a22' },
  slots: [
    words('title', 'What the tips are for', 'A promise in up to six words.'),
    ...([1, 2, 3] as const).flatMap((number) => [
      words(`tip-${number}`, `Tip ${number}`, 'Start with what to do.'),
      clip(`clip-${number}`, `Clip of tip ${number}`, 'Show somebody doing it.', 18),
    ]),
    asked('poll', 'Which one will they try?', 'A poll has no wrong answer.'),
    calmMusic,
  ],
  scenes: [
    {
      seconds: 3.2,
      layers: [
        ground(),
        blob(360, -640, 700, 'brand:background/8c', 3.2),
        {
          text: '3',
          style: { size: 1050, fontWeight: 800, colour: 'brand:accent', align: 'end' },
          at: 'top-right',
          x: -20,
          y: 150,
          width: 900,
          height: 900,
          from: 0.1,
          enter: ['slide', 0.6],
          leave: ['fade', 0.2],
        },
        headline('Three ways to …', { from: 0.5, at: 'bottom-left', x: side, y: -330, size: 138, height: 500, slot: 'title' }),
      ],
    },
    { seconds: 5.4, slot: 'clip-1', transition: ['slide', 0.45], layers: tip(1) },
    { seconds: 5.4, slot: 'clip-2', transition: ['slide', 0.45], layers: tip(2) },
    { seconds: 5.4, slot: 'clip-3', transition: ['slide', 0.45], layers: tip(3) },
    {
      seconds: 3.4,
      transition: ['circle', 0.5],
      layers: [
        ground(),
        blob(-360, -600, 680, 'brand:background/8c', 3.4),
        {
          sticker: 'check-circle',
          at: 'left',
          x: side,
          y: -560,
          width: 260,
          from: 0.25,
          enter: ['pop', 0.5],
          leave: ['fade', 0.2],
        },
        headline('Which one will you try today?', { from: 0.4, at: 'left', x: side, y: -170, size: 132 }),
      ],
    },
  ],
  questions: [
    {
      slot: 'poll',
      scene: 4,
      quiz: {
        type: 'poll',
        prompt: 'Which tip will you try first?',
        choices: [{ text: 'Tip 1' }, { text: 'Tip 2' }, { text: 'Tip 3' }],
        thanks: 'Good luck. Tell us how it went!',
      },
    },
  ],
  music: 'welcome-back',
  demo: {
    poll: { prompt: 'Which one will you try first?', choices: ['Ask myself questions', 'Leave a day in between', 'Sleep on it'] },
    title: { text: 'Three ways to remember more' },
    'tip-1': { text: 'Ask yourself, don’t just reread' },
    'clip-1': { clip: study.cards },
    'tip-2': { text: 'Leave a day in between' },
    'clip-2': { clip: study.calendar },
    'tip-3': { text: 'Sleep on it' },
    'clip-3': { clip: study.night },
  },
}
