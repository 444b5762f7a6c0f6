/** What the sample lesson says, in order. A bar marks where one caption ends and the next begins; a slash breaks its lines. */

export interface Sentence {
  readonly id: string
  readonly words: string
  /** Silence after it, in seconds. */
  readonly rest: number
}

export interface ClipScript {
  readonly name: string
  /** Spare seconds before and after what the lesson keeps, as a teacher's own recording would have. */
  readonly head: number
  readonly tail: number
  /** Seconds between the start of the kept part and the first word. */
  readonly lead: number
  readonly sentences: readonly Sentence[]
}

export const clipScripts: readonly ClipScript[] = [
  {
    name: 'question',
    head: 1,
    tail: 0.5,
    lead: 0.9,
    sentences: [
      { id: 'full', words: 'Some nights, the Moon / is a big bright coin.', rest: 0.45 },
      { id: 'thin', words: 'Other nights, it is / just a thin smile.', rest: 0.55 },
      { id: 'where', words: 'So where does / the rest of it go?', rest: 0.9 },
    ],
  },
  {
    name: 'orbit',
    head: 0.5,
    tail: 1,
    lead: 0.35,
    sentences: [
      { id: 'nowhere', words: 'Nowhere! The Moon / is always round.', rest: 0.5 },
      { id: 'half', words: 'And the Sun always / lights up half of it.', rest: 0.7 },
      { id: 'travels', words: 'But the Moon travels / around the Earth, | so night after night, / our view changes.', rest: 0.6 },
      { id: 'seen-full', words: 'When the bright half / faces us, it is full.', rest: 0.55 },
      { id: 'seen-half', words: 'From the side, / we see half of it.', rest: 0.55 },
      { id: 'seen-new', words: 'When it faces away, / that is a new moon.', rest: 1.1 },
    ],
  },
  {
    name: 'shadow',
    head: 0,
    tail: 1.2,
    lead: 0.5,
    sentences: [
      { id: 'not-shadow', words: "And no, it is not / the Earth's shadow.", rest: 0.45 },
      { id: 'eclipse', words: 'That only happens / in a lunar eclipse.', rest: 0.75 },
      { id: 'look', words: 'Next time, look up.', rest: 0.4 },
      { id: 'points', words: "The Moon's lit side / points at the Sun.", rest: 1.4 },
    ],
  },
]
