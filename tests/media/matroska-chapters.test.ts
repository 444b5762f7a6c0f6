import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readMatroskaChapters } from '#main/media-process/analyse/matroska-chapters.ts'
import { temporaryFolder } from './ffmpeg-command.ts'

test.for([
  ['ends behind any file', [0xec, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe]],
  ['has no end', [0xec, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
] as const)('a file with an element that %s has no chapters', ([, element]) => {
  const file = path.join(temporaryFolder(), 'huge.mkv')
  writeFileSync(file, Uint8Array.from([...element, ...Array<number>(32).fill(0)]))
  expect(readMatroskaChapters(file)).toEqual([])
})
