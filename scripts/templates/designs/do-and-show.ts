import type { Design, Layer } from '../design.ts'
import { blob, chip, ground, headline, side } from '../look.ts'
import * as tower from '../scenes/tower.ts'
import { clip, livelyMusic, words } from '../slots.ts'
import { call, levels } from '../challenge-parts.ts'

export const doAndShow: Design = {
  id: 'do-and-show',
  template: {
    name: 'Do and show',
    summary: 'Show how it is done, set the rules, let them film theirs.',
    kind: 'challenge',
    minSeconds: 15,
    maxSeconds: 60,
  },
  title: 'The paper tower challenge',
  palette: { primary: '#c2185b', accent: '#ffe14d', text: '#ffffff', background: '#3a0a20' },
  slots: [
    words('dare', 'The dare', 'Can you …?'),
    clip('model', 'Your own try', 'Do it yourself. It may go wrong.', 20),
    words('rule-1', 'First rule', 'What is allowed.'),
    words('rule-2', 'Second rule', 'What is not.'),
    words('rule-3', 'Third rule', 'What counts.'),
    clip('result', 'The result', 'The moment that shows it worked.', 10),
    livelyMusic,
  ],
  scenes: [
    {
      seconds: 3.4,
      layers: [
        ground(),
        blob(360, -800, 760, 'brand:accent', 3.4, [-30, 20]),
        chip('Challenge', { from: 0.15, at: 'left', x: side, y: -280, size: 60, fill: 'brand:background', colour: 'brand:text' }),
        headline('Can you …?', { from: 0.3, at: 'left', x: side, y: 100, size: 164, height: 620, slot: 'dare' }),
      ],
    },
    {
      seconds: 7,
      slot: 'model',
      transition: ['zoom', 0.45],
      layers: [chip('Watch me try', { from: 0.5, at: 'top-left', x: side, y: 150, size: 60 })],
    },
    {
      seconds: 5.6,
      transition: ['push', 0.45],
      layers: [
        ground(),
        headline('Three rules', { from: 0.15, at: 'top-left', x: side, y: 210, size: 150, height: 190 }),
        ...([1, 2, 3] as const).flatMap((number): readonly Layer[] => [
          {
            shape: 'rectangle',
            fill: 'brand:background/8c',
            radius: 48,
            width: 952,
            height: 290,
            y: -440 + number * 330,
            from: 0.2 + number * 0.5,
            enter: ['slide', 0.45],
            leave: ['fade', 0.2],
          },
          {
            text: String(number),
            style: { size: 170, fontWeight: 800, colour: 'brand:accent', align: 'center' },
            at: 'left',
            x: side + 20,
            y: -440 + number * 330,
            width: 190,
            height: 230,
            from: 0.3 + number * 0.5,
            enter: ['slide', 0.45],
            leave: ['fade', 0.2],
          },
          {
            text: `Rule ${number}`,
            style: { size: 72, fontWeight: 700, align: 'start' },
            at: 'left',
            x: side + 220,
            y: -440 + number * 330,
            width: 700,
            height: 230,
            from: 0.35 + number * 0.5,
            slot: `rule-${number}`,
            enter: ['slide', 0.45],
            leave: ['fade', 0.2],
          },
        ]),
      ],
    },
    {
      seconds: 4,
      slot: 'result',
      transition: ['push', 0.45],
      layers: [
        {
          sticker: 'trophy',
          at: 'top-right',
          x: -side,
          y: 170,
          width: 260,
          from: 1.2,
          enter: ['pop', 0.5],
          leave: ['fade', 0.2],
        },
      ],
    },
    {
      seconds: 4,
      transition: ['circle', 0.5],
      layers: call('Your turn!', 'Film it and hand it in. Hands are enough: nobody has to show their face.'),
    },
  ],
  questions: [],
  challenge: {
    hook: 'Can you build the tallest tower from one sheet of paper?',
    brief: 'Build the tallest tower you can from a single sheet of paper. It must stand on its own for ten seconds.',
    modelClip: 2,
    durationLimit: 30,
    steps: ['Plan with a pencil first.', 'Build.', 'Film the tower while you count to ten.', 'Say what you would change.'],
    materials: ['One sheet of paper', 'A ruler', 'Scissors'],
    safetyNote: 'Cut away from your fingers.',
    rubric: [
      { title: 'Height', levels: levels('It stands', 'Taller than the sheet is long', 'Twice as tall as the sheet') },
      { title: 'Explanation', levels: levels('Says what was done', 'Says why it stands', 'Compares with another try') },
    ],
    teamSize: { min: 1, max: 3 },
    handIn: { what: 'A clip of at most 30 seconds', where: 'The task in your class' },
    withoutFilming: 'Draw your tower with its height, and write two sentences on why it stands.',
  },
  music: 'ready-go',
  demo: {
    dare: { text: 'Can you build a tower from one sheet?' },
    model: { clip: tower.build },
    'rule-1': { text: 'One sheet of paper' },
    'rule-2': { text: 'No glue, no tape' },
    'rule-3': { text: 'It stands for ten seconds' },
    result: { clip: tower.stands },
  },
}
