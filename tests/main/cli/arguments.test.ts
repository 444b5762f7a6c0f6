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
      progress: 'bar',
    })
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
    [['render', 'l.json', '--out', 'a.mp4', '--preset', 'huge'], '--preset “huge” is not known. Write one of: lms, social, low.'],
    [
      ['package', 'l.json', '--out', 'a.zip'],
      'Say which kind of package: tidbit package LESSON --format web|scorm12 --out FILE.zip',
    ],
    [['package', 'l.json', '--out', 'a.zip', '--format', 'h5p'], '--format “h5p” is not known. Write one of: web, scorm12.'],
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
