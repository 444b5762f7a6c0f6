import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { freeFileName, safeFileName } from '#main/core/files/file-name.ts'

test.each([
  ['How bread rises', 'How bread rises.zip'],
  ['a/b\\c:d*e?"<>|', 'a-b-c-d-e-----.zip'],
  ['../../etc/passwd', 'etc-passwd.zip'],
  ['.hidden', 'hidden.zip'],
  ['trailing. . ', 'trailing.zip'],
  ['CON', 'CON-file.zip'],
  ['com1.backup', 'com1-backup-file.zip'],
  ['', 'lesson.zip'],
  ['\u0000\u202e...', 'lesson.zip'],
  ['Ünï\u0301 日本 🧪', 'Ünḯ 日本 🧪.zip'],
  ['👩\u200d🔬', '👩\u200d🔬.zip'],
  ['tab\tnew\nline', 'tab new line.zip'],
])('%j becomes %j', (title, expected) => {
  expect(safeFileName(title, 'zip')).toBe(expected)
})

test('any title gives a name that every system takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (title) => {
      const name = safeFileName(title, 'mp4')
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
      expect(name).toMatch(/^[^.\s][^\p{Cc}/\\:*?"<>|]*\.mp4$/u)
      expect(name.slice(0, -4)).not.toMatch(/[\s.]$/)
    }),
    { numRuns: 500 },
  )
})

test('a taken name is numbered', () => {
  const taken = new Set(['a.zip', 'a (2).zip'])
  expect(freeFileName('a.zip', (name) => taken.has(name))).toBe('a (3).zip')
  expect(freeFileName('b.zip', (name) => taken.has(name))).toBe('b.zip')
})
