import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseArguments } from '#main/cli/arguments.ts'
import { convertCaptions } from '#main/cli/commands/captions.ts'
import { createProgressLine } from '#main/cli/progress-line.ts'

let folder = ''
const warnings: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-convert-'))
  const source = 'WEBVTT\n\n00:01.000 --> 00:02.000 line:10%\n<v Ann>Größe\n\n00:05.000 --> 00:04.000\nEnd\n'
  await writeFile(join(folder, 'a.vtt'), Buffer.from(source, 'latin1'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function convert(out: string): Promise<string> {
  const invocation = parseArguments(['captions', join(folder, 'a.vtt'), '--out', join(folder, out)])
  if (invocation.command !== 'captions') throw new Error(invocation.command)
  const progress = {
    ...createProgressLine('json', process.stderr),
    warn: (line: string) => void warnings.push(line),
    end: () => {},
  }
  const load = () => Promise.reject(new Error('No lesson is loaded for a caption file'))
  return convertCaptions(invocation, { load, progress, signal: new AbortController().signal })
}

test('a caption file becomes one of another format; repairs and losses are told', async () => {
  expect(await convert('a.srt')).toMatch(/^2 captions in a\.srt\. .*who speaks \(1 caption\)/)
  expect(await readFile(join(folder, 'a.srt'), 'utf8')).toContain('00:00:01,000 --> 00:00:02,000\r\n{\\an8}Größe')
  expect(warnings.join(' ')).toMatch(/windows-1252.*no end after the start/)
})

test('an ending that is no format, and the file itself, are refused', async () => {
  await expect(convert('a.doc')).rejects.toThrow('.vtt, .srt, .ass, .ttml or .txt')
  await expect(convert('a.vtt')).rejects.toThrow('another name')
})
