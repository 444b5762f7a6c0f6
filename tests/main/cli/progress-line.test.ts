import { expect, it } from 'vitest'
import { createProgressLine, type ProgressLine } from '#main/cli/progress-line.ts'
import { appError } from '#shared/messages/app-error.ts'

function written(format: 'bar' | 'json', isTTY: boolean, use: (line: ProgressLine) => void): string {
  let text = ''
  use(createProgressLine(format, { write: (more) => void (text += more), isTTY }))
  return text
}

it('takes the bar away before it says something', () => {
  const text = written('bar', true, (line) => {
    line.update({ stage: 'Rendering', fraction: 0.5 })
    line.warn('It is long.')
    line.fail(appError('media.empty', { file: 'a.mp4' }))
  })
  expect(text).toContain('Rendering\r\u001b[2KAttention: It is long.\n“a.mp4” is empty')
  expect(text.split('\u001b[2K')).toHaveLength(3)
})

it('says of a defect where it is, in one JSON line', () => {
  const text = written('json', true, (line) => line.fail(new Error('a defect')))
  expect(JSON.parse(text)).toMatchObject({
    code: 'internal',
    error: expect.stringContaining('a defect'),
    stack: expect.stringContaining('progress-line.test'),
  })
  expect(text.trim().split('\n')).toHaveLength(1)
})

it('notes how it went without calling for attention', () => {
  expect(written('bar', false, (line) => line.note('27 of 60 seconds copied unchanged.'))).toBe(
    '27 of 60 seconds copied unchanged.\n',
  )
  expect(JSON.parse(written('json', false, (line) => line.note('Done.')))).toEqual({ note: 'Done.' })
})

it.each(['bar', 'json'] as const)('warns of the same thing once (%s)', (format) => {
  const text = written(format, false, (line) => {
    line.warn('Parts are damaged.')
    line.warn('It is long.')
    line.warn('Parts are damaged.')
  })
  expect(text.match(/Parts are damaged/g)).toHaveLength(1)
  expect(text).toContain('It is long.')
})
