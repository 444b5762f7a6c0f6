import { describe, expect, it } from 'vitest'
import { parseJson } from '#shared/lesson/parse-json.ts'
import { problemsOf, fullLesson } from './lesson-sample.ts'

const small = {
  title: 'T',
  language: 'en',
  clips: [{ file: 'a.mp4' }],
}

const choices = [{ text: 'Left', correct: true }, { text: 'Right' }]
const quiz = { type: 'single-choice', at: 1, prompt: 'Which?', choices }

describe('parseLesson', () => {
  it('accepts a small lesson and one with every kind of key', () => {
    expect(problemsOf(small)).toEqual([])
    expect(problemsOf(fullLesson)).toEqual([])
  })

  it.each<readonly [string, unknown, readonly string[]]>([
    [
      'nothing',
      {},
      [
        'title: is missing; write text in quotes',
        'language: is missing; write text in quotes',
        'clips: is missing; write a list in [ ]',
      ],
    ],
    ['another kind of file', [], ['write an object in { }']],
    ['a misspelt key', { ...small, quizes: [] }, ['quizes: is not known; did you mean "quizzes"?']],
    [
      'a strange key',
      { ...small, clips: [{ file: 'a.mp4', zzz: 1 }] },
      [
        'clips[0].zzz: is not known; remove it, or write one of file, in, out, speed, keepPitch, reverse, freeze, fit, crop, place, move, follow, look, greenScreen, blurs, fadeIn, fadeOut, gain, gainPoints, muted, soundFadeIn, soundFadeOut, noiseReduction, highPass, altText, captions, transition',
      ],
    ],
    [
      'strange keys in several places of a kind',
      { ...small, captions: [0, 1].map((start) => ({ start, end: start + 1, text: 'a', zzz: 1 })) },
      [
        'captions[0].zzz: is not known; remove it, or write one of start, end, text, speaker, emphasis',
        'captions[1].zzz: is not known; remove it, or write one of those listed at captions[0].zzz',
      ],
    ],
    [
      'a misspelt key in a question',
      { ...small, quizzes: [{ ...quiz, promt: 'x' }] },
      ['quizzes[0].promt: is not known; did you mean "prompt"?'],
    ],
    [
      'a key of another type of question',
      { ...small, quizzes: [{ ...quiz, typosAllowed: 1 }] },
      [
        'quizzes[0].typosAllowed: is not known; remove it, or write one of type, id, at, pause, showFor, prompt, points, retries, required, hint, feedback, goOnAt, choices, shuffle, retiredCodes',
      ],
    ],
    [
      'an unknown type',
      { ...small, quizzes: [{ ...quiz, type: 'singel' }] },
      [
        'quizzes[0].type: write "single-choice", "multiple-choice", "true-false", "short-answer", "fill-blank", "ordering", "matching", "hotspot", "poll" or "reflection"',
      ],
    ],
    [
      'one choice',
      { ...small, quizzes: [{ ...quiz, choices: [{ text: 'A', correct: true }] }] },
      ['quizzes[0].choices: write at least two choices'],
    ],
    [
      'no right choice',
      { ...small, quizzes: [{ ...quiz, choices: [{ text: 'A' }, { text: 'B' }] }] },
      ['quizzes[0].choices: write "correct": true at the right choice'],
    ],
    [
      'two right choices',
      {
        ...small,
        quizzes: [
          {
            ...quiz,
            choices: [
              { text: 'A', correct: true },
              { text: 'B', correct: true },
            ],
          },
        ],
      },
      ['quizzes[0].choices: has 2 right choices; leave "correct": true at one, or write "type": "multiple-choice"'],
    ],
    [
      'two equal choices',
      { ...small, quizzes: [{ ...quiz, choices: [...choices, { text: 'Right' }] }] },
      ['quizzes[0].choices[2].text: is the same as that of choices[1]; write another text'],
    ],
    [
      'a retired code',
      { ...small, quizzes: [{ ...quiz, retiredCodes: 'a', choices: [{ text: 'L', code: 'a', correct: true }, { text: 'R' }] }] },
      ['quizzes[0].choices[0].code: belonged to a deleted choice (retiredCodes); write another code'],
    ],
    [
      'an id twice',
      {
        ...small,
        quizzes: [
          { ...quiz, id: 'q' },
          { ...quiz, id: 'q' },
        ],
      },
      ['quizzes[1].id: is already the id of quizzes[0]; write another one'],
    ],
    ['a bad id', { ...small, id: 'a b' }, ['id: write 1 to 64 letters, digits, "-" or "_", beginning with a letter or digit']],
    [
      'a reserved id',
      { ...small, quizzes: [{ ...quiz, id: 'constructor' }] },
      ['quizzes[0].id: "constructor" is a reserved word; write another id'],
    ],
    ['text for a number', { ...small, clips: [{ file: 'a.mp4', in: '3' }] }, ['clips[0].in: write a number']],
    [
      'in after out',
      { ...small, clips: [{ file: 'a.mp4', in: 3, out: 3 }] },
      ['clips[0].out: write more than 3, which is where the clip begins'],
    ],
    [
      'times beyond every clip',
      {
        ...small,
        clips: [{ file: 'a.mp4', out: 1e300 }],
        captions: [{ start: 0, end: 86_401, text: 'x' }],
        quizzes: [{ ...quiz, at: 1e15, pause: false, showFor: 1e9 }],
        challenge: { brief: 'x', durationLimit: 1e308 },
      },
      [
        'clips[0].out: write a number of at most 86400',
        'captions[0].end: write a number of at most 86400',
        'quizzes[0].at: write a number of at most 86400',
        'quizzes[0].showFor: write a number of at most 86400',
        'challenge.durationLimit: write a number of at most 86400',
      ],
    ],
    [
      'answers that nobody can give',
      {
        ...small,
        quizzes: [
          { type: 'short-answer', at: 1, prompt: 'One?', correct: '...' },
          { type: 'short-answer', at: 1, prompt: 'Two?', correct: ['pad', ' !'] },
        ],
      },
      [
        'quizzes[0].correct: nobody can give this answer; write letters or digits',
        'quizzes[1].correct[1]: nobody can give this answer; write letters or digits',
      ],
    ],
    [
      'blanks that do not fit the prompt, and places that do not fit the picture',
      {
        ...small,
        quizzes: [
          { type: 'fill-blank', at: 1, prompt: 'No blank', blanks: ['x'] },
          { type: 'fill-blank', at: 1, prompt: '___ and ___', blanks: ['x'] },
          { type: 'fill-blank', at: 1, prompt: 'A ___', blanks: [['…', 'a|b']] },
          {
            type: 'hotspot',
            at: 1,
            prompt: 'Where?',
            choices: [
              { text: 'Here', region: { x: 0.5, y: 0.5, width: 0.6, height: 0.2 } },
              { text: 'There', region: { x: 0.7, y: 0.6, width: 0.2, height: 0.2 } },
            ],
          },
          { type: 'poll', at: 1, prompt: 'Which?', choices: [{ text: 'A' }, { text: 'B' }], points: 1 },
        ],
      },
      [
        'quizzes[2].blanks[0][1]: write the alternatives as a list in [ ], without "|"',
        'quizzes[4].points: is not known; remove it, or write one of type, id, at, pause, showFor, prompt, required, hint, thanks, choices, shuffle, retiredCodes',
      ],
    ],
    [
      'blanks and places that only the whole lesson shows',
      {
        ...small,
        quizzes: [
          { type: 'fill-blank', at: 1, prompt: 'No blank', blanks: ['x'] },
          { type: 'fill-blank', at: 1, prompt: '___ and ___', blanks: ['x'] },
          { type: 'fill-blank', at: 1, prompt: 'A ___', blanks: [['…']] },
          {
            type: 'hotspot',
            at: 1,
            prompt: 'Where?',
            choices: [
              { text: 'Here', region: { x: 0.5, y: 0.5, width: 0.6, height: 0.2 } },
              { text: 'There', region: { x: 0.7, y: 0.6, width: 0.2, height: 0.2 } },
            ],
          },
        ],
      },
      [
        'quizzes[0].prompt: write ___ where the blank is',
        'quizzes[1].blanks: write the answers of 2 blanks, as many as the prompt has',
        'quizzes[2].blanks[0][0]: nobody can give this answer; write letters or digits',
        'quizzes[3].choices: write "correct": true at one place at least',
        'quizzes[3].choices[0].region.width: write at most 0.5, so that it ends at the edge',
        'quizzes[3].choices[1].region: lies over that of choices[0], so a tap could mean both; move one of them',
      ],
    ],
    ['a negative time', { ...small, clips: [{ file: 'a.mp4', in: -1 }] }, ['clips[0].in: write a number of at least 0']],
    ['a bad canvas', { ...small, canvas: '4:3' }, ['canvas: write "9:16", "1:1", "16:9" or an object in { }']],
    ['an odd canvas', { ...small, canvas: { width: 1081, height: 1920 } }, ['canvas.width: write an even number, such as 1082']],
    ['captions of a wrong kind', { ...small, captions: 3 }, ['captions: write text in quotes or a list in [ ]']],
    [
      'a misspelt cue',
      { ...small, captions: [{ start: 0, end: 1, txt: 'x' }] },
      ['captions[0].text: is missing; write text in quotes', 'captions[0].txt: is not known; did you mean "text"?'],
    ],
    [
      'a cue that ends too soon',
      { ...small, captions: [{ start: 2, end: 1, text: 'x' }] },
      ['captions[0].end: write more than 2, which is where the caption starts'],
    ],
    ['a language without captions', { ...small, captions: [{ language: 'de' }] }, ['captions[0]: write either file or cues']],
    [
      'a language twice',
      {
        ...small,
        captions: [
          { language: 'de', file: 'a.vtt' },
          { language: 'de', file: 'b.vtt' },
        ],
      },
      ['captions[1].language: stands already in captions[0]; write another language or kind, or remove one'],
    ],
    [
      'a score without scored questions',
      { ...small, quizzes: [{ ...quiz, points: 0 }], completion: { minScorePercent: 50 } },
      ['completion.minScorePercent: needs a question that gives points; add one or remove this key'],
    ],
    [
      'a fraction of a per cent',
      { ...small, completion: { watchedPercent: 50.5 } },
      ['completion.watchedPercent: write a whole number'],
    ],
    [
      'a long prompt',
      { ...small, quizzes: [{ ...quiz, prompt: 'x'.repeat(251) }] },
      ['quizzes[0].prompt: write at most 250 characters'],
    ],
    ['a bad language', { ...small, language: 'english language' }, ['language: a language tag such as "en" or "pt-BR" (BCP 47)']],
    [
      'an address of the web',
      { ...small, clips: [{ file: 'https://x.y/a.mp4' }] },
      ['clips[0].file: write a file on this computer; addresses of the web are not loaded'],
    ],
    [
      'a question after the end',
      { ...small, quizzes: [{ ...quiz, at: 20.5 }] },
      ['quizzes[0].at: write at most 20, the length of the lesson in seconds'],
    ],
    [
      'a clip that starts after its file ends',
      { ...small, clips: [{ file: 'a.mp4', in: 20 }] },
      ['clips[0].in: write less than 20, the length of “a.mp4” in seconds'],
    ],
    [
      'a lesson over three minutes',
      { ...small, clips: Array.from({ length: 10 }, () => ({ file: 'a.mp4' })) },
      ['clips: last 200 seconds together; shorten them to 180 seconds at most, or make two lessons'],
    ],
    ['retries', { ...small, quizzes: [{ ...quiz, retries: 'forever' }] }, ['quizzes[0].retries: write a number or "unlimited"']],
    [
      'a model clip that is not there',
      { ...small, challenge: { brief: 'b', modelClip: 2 } },
      ['challenge.modelClip: write a number from 1 to 1; clips are counted from 1'],
    ],
  ])('tells what to write for %s', (_, input, problems) => {
    expect(problemsOf(input)).toEqual(problems)
  })

  it('lists all problems, not only the first', () => {
    const problems = problemsOf({ title: '', clips: [{ fil: 'x' }], quizzes: [{ ...quiz, at: -1 }, { type: 'true-false' }] })
    expect(problems).toEqual([
      'title: write at least one character',
      'language: is missing; write text in quotes',
      'clips[0].file: is missing; write text in quotes',
      'clips[0].fil: is not known; did you mean "file"?',
      'quizzes[0].at: write a number of at least 0',
      'quizzes[1].at: is missing; write a number',
      'quizzes[1].prompt: is missing; write text in quotes',
      'quizzes[1].correct: is missing; write true or false',
    ])
  })
})

describe('parseJson', () => {
  it.each([
    ['', 1, 1, 'the file is empty'],
    ['{\n  "a": 1,\n}', 3, 1, 'remove the comma before this bracket'],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'a comma is missing before this'],
    ['{ "a": 1 // one\n}', 1, 10, 'remove the comment; JSON has none'],
    ['{ title: "x" }', 1, 3, 'write this in double quotation marks'],
    ['{ “title”: "x" }', 1, 3, 'write straight double quotation marks (")'],
    ['{ "a": [1, 2', 1, 13, 'the file ends too soon; a closing bracket or quotation mark is missing'],
    ['{ "a": "x\ny" }', 1, 10, 'close the quotation mark before the end of the line, and write a line break as \\n'],
  ])('tells where %j breaks', (text, line, column, detail) => {
    expect(parseJson(text)).toEqual({ ok: false, error: { line, column, detail } })
  })

  it('skips a byte order mark', () => {
    expect(parseJson('\ufeff{"a":1}')).toEqual({ ok: true, value: { a: 1 } })
  })
})
