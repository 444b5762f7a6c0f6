import { describe, expect, it } from 'vitest'
import { parseArguments } from '#main/cli/arguments.ts'

describe('parseArguments', () => {
  it('reads a render with its defaults', () => {
    expect(parseArguments(['render', 'lesson.json', '--out', 'a.mp4'])).toEqual({
      command: 'render',
      lesson: 'lesson.json',
      out: 'a.mp4',
      preset: 'lms',
      burn: true,
      choice: { codec: 'h264', maxBytes: null, hardware: 'off' },
      posterSeconds: null,
      progress: 'bar',
    })
  })

  it('reads what a render can be given', () => {
    const words = ['render', 'l.json', '-o', 'a.WebM', '--preset', 'archive', '--codec', 'vp9', '--max-size', '1.5 MB']
    expect(parseArguments([...words, '--hardware', '--poster-at', '2.5'])).toMatchObject({
      preset: 'archive',
      choice: { codec: 'vp9', maxBytes: 1_500_000, hardware: 'auto' },
      posterSeconds: 2.5,
    })
    expect(parseArguments(['render', 'l.json', '-o', 'a.mp4', '--poster'])).toMatchObject({ posterSeconds: 'start' })
  })

  it.each([
    ['20MB', 20_000_000],
    ['750 kb', 750_000],
    ['1,5GB', 1_500_000_000],
    ['900000', 900_000],
  ])('reads the size %s', (typed, maxBytes) => {
    const words = ['package', 'l.json', '-o', 'a.zip', '-f', 'web', '--max-size', typed]
    expect(parseArguments(words)).toMatchObject({ choice: { maxBytes } })
  })

  it('takes options before and after the operand', () => {
    expect(parseArguments(['package', '--format=scorm12', 'l.json', '-o', 'x.zip', '--progress', 'json'])).toMatchObject({
      lesson: 'l.json',
      format: 'scorm12',
      out: 'x.zip',
      progress: 'json',
    })
  })

  it.each([
    [['rendr'], 'There is no command “rendr”. Type “tidbit help” to see them all.'],
    [['probe'], 'tidbit probe: the FILE is missing. Type “tidbit help probe”.'],
    [['probe', 'a', 'b'], 'tidbit probe: “b” is one word too many. Type “tidbit help probe”.'],
    [['render', 'l.json'], 'Say where to put the result: tidbit render LESSON … --out FILE.mp4'],
    [['render', 'l.json', '--out', 'a.avi'], '--out “a.avi” must end in .mp4.'],
    [
      ['render', 'l.json', '--out', 'a.mp4', '--preset', 'huge'],
      '--preset “huge” is not known. Write one of: lms, social, low, archive, source.',
    ],
    [['render', 'l.json', '--out', 'a.mp4', '--codec', 'vp9'], '--out “a.mp4” must end in .webm.'],
    [['render', 'l.json', '--out', 'a.mp4', '--max-size', 'small'], '--max-size “small” is not a size. Write it like 20MB.'],
    [['render', 'l.json', '--out', 'a.mp4', '--max-size', '0MB'], '--max-size “0MB” is not a size. Write it like 20MB.'],
    [['render', 'l.json', '--out', 'a.mp4', '--poster-at', 'later'], '--poster-at “later” is not a number of seconds.'],
    [
      ['package', 'l.json', '--out', 'a.zip'],
      'Say which kind of package: tidbit package LESSON --format scorm12|scorm2004|cmi5|web|h5p|cc11|cc13|qti21|media --out FILE.zip',
    ],
    [
      ['package', 'l.json', '--out', 'a.zip', '--format', 'flash'],
      '--format “flash” is not known. Write one of: scorm12, scorm2004, cmi5, web, h5p, cc11, cc13, qti21, media.',
    ],
  ])('refuses %j with a sentence', (words, sentence) => {
    expect(() => parseArguments(words)).toThrow(sentence)
  })

  it('names an unknown option', () => {
    expect(() => parseArguments(['probe', 'a.mp4', '--jsn'])).toThrow(/--jsn/)
  })

  it('prefers help to a complaint', () => {
    expect(parseArguments(['render', '--help'])).toEqual({ command: 'help', topic: 'render' })
  })
})
