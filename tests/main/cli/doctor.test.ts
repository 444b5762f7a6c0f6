import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const tidbit = fileURLToPath(new URL('../../../bin/tidbit.mjs', import.meta.url))
let folder = ''

type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string }

function doctor(...words: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [tidbit, 'doctor', ...words], { cwd: folder, timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr })
    })
  })
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-doctor-'))
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=30:d=1']
  const silence = ['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=stereo:d=1']
  const plain = path.join(folder, 'plain.mp4')
  await run('ffmpeg', ['-v', 'error', ...picture, ...silence, plain])
  const tags = ['-metadata:s:v', 'rotate=90', '-metadata', 'location=+48.1+011.5/']
  await run('ffmpeg', ['-v', 'error', '-i', plain, '-c', 'copy', ...tags, path.join(folder, 'silent clip.mp4')])
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=d=1', '-ac', '2', path.join(folder, 'fine.wav')])
  await writeFile(path.join(folder, 'text.mp4'), 'This is no film.')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('tidbit doctor', () => {
  it('says what needs attention before what is taken care of, and leaves the file alone', async () => {
    const before = await readFile(path.join(folder, 'silent clip.mp4'))
    const { code, stdout } = await doctor('silent clip.mp4')
    expect(code).toBe(0)
    expect(stdout.split('\n').map((line) => line.replace(/, [\d.]+ kB$/, ''))).toEqual([
      'silent clip.mp4: an upright clip, 180 × 320, 1.0 s, with sound',
      '',
      'Needs your attention',
      '  - The sound track is silent. Was the microphone switched off? Add a voice-over, or record again.',
      '',
      'Taken care of',
      '  - Filmed with the phone turned: shown upright.',
      '  - Carries the place where it was filmed: never exported.',
      '',
      'The file itself was not changed.',
      '',
    ])
    expect((await readFile(path.join(folder, 'silent clip.mp4'))).equals(before)).toBe(true)
  })

  it('gives the same as JSON', async () => {
    const { code, stdout } = await doctor('silent clip.mp4', '--json', '--progress', 'json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      file: 'silent clip.mp4',
      kind: 'video',
      width: 180,
      height: 320,
      durationSeconds: 1,
      hasSound: true,
      findings: [
        { code: 'media.turned', severity: 'info', params: { degrees: expect.any(Number) } },
        { code: 'media.silent', severity: 'warning', message: expect.stringContaining('silent') },
        { code: 'media.location', severity: 'info' },
      ],
    })
  })

  it('says that nothing is unusual', async () => {
    const { stdout } = await doctor('fine.wav')
    expect(stdout).toContain('Nothing unusual: this file can be used as it is.')
  })

  it('ends with 1 and one sentence for what cannot be used, and with 2 for a wrong call', async () => {
    const text = await doctor('text.mp4')
    expect(text).toMatchObject({ code: 1, stdout: '' })
    expect(text.stderr).toContain('“text.mp4” is not a video, sound or picture that Tidbit can read.')
    expect(await doctor('none.mp4')).toMatchObject({ code: 1, stderr: expect.stringContaining('does not exist') })
    expect(await doctor()).toMatchObject({ code: 2, stderr: expect.stringContaining('the FILE is missing') })
    expect(await doctor('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('tidbit doctor FILE [--json]') })
  })
})
