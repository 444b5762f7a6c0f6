import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { identifyFile } from '#main/media-process/probe/identify-file.ts'
import { ffmpeg } from '../ffmpeg-command.ts'

let folder = ''
const at = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-identify-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('goes by what is in a file, whatever it is called', async () => {
  await ffmpeg('-f', 'lavfi', '-i', 'testsrc=d=1:s=64x64', '-f', 'mp4', at('film.txt'))
  await ffmpeg('-f', 'lavfi', '-i', 'sine=d=1', '-f', 'mp3', at('sound.mov'))
  await ffmpeg('-f', 'lavfi', '-i', 'testsrc=d=1:s=64x64', '-frames:v', '1', '-f', 'image2', '-c:v', 'png', at('picture.mp4'))
  expect(identifyFile(at('film.txt'))).toBe('video')
  expect(identifyFile(at('sound.mov'))).toBe('audio')
  expect(identifyFile(at('picture.mp4'))).toBe('image')
})

it.each([
  ['page.mp4', '<!doctype html><script>alert(1)</script>'],
  ['program.mp4', `MZ${'\0'.repeat(4000)}`],
  ['archive.mp4', `PK\u0003\u0004${'x'.repeat(2000)}`],
  ['script.mp4', 'ffconcat version 1.0\nfile /etc/passwd\n'],
  ['list.mp4', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'],
  ['empty.mp4', ''],
  ['text.mp4', 'Nothing but words. '.repeat(500)],
])('refuses %s', async (name, content) => {
  await writeFile(at(name), content)
  expect(() => identifyFile(at(name))).toThrow(expect.objectContaining({ code: expect.stringMatching(/^media\./) }))
})
