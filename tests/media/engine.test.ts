import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { createNodeHost } from '#main/core/hosts/node-host.ts'
import type { ProcessHost } from '#main/core/hosts/process-host.ts'
import { createMediaEngine } from '#main/core/media/media-engine.ts'
import { renderRequestSchema } from '#main/core/media/messages.ts'
import type { MediaMethods } from '#main/core/media/media-methods.ts'
import { appError } from '#shared/messages/app-error.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { spreadInstants } from '#shared/render-plan/still-plan.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { ffmpeg, ffprobe, temporaryFolder } from './ffmpeg-command.ts'
import { lessonOf } from './one-clip-lesson.ts'

const entry = new URL('../../src-main/media-process/main.ts', import.meta.url)
const host = createNodeHost<MediaMethods>({ name: 'media', entry })
const engine = createMediaEngine(host)
afterAll(() => engine.close())

async function makeClip(folder: string, seconds: number, size = '180x320'): Promise<string> {
  const clip = path.join(folder, 'Clip – 100% (Ünïcode 🎬).mp4')
  const inputs = ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=30:d=${seconds}`, '-f', 'lavfi', '-i', `sine=d=${seconds}`]
  await ffmpeg(...inputs, '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', clip)
  return clip
}

async function planFor(clip: string, canvas = { width: 180, height: 320 }) {
  const { document, files } = lessonOf([{ path: clip, report: await engine.probe(clip) }], { canvas })
  return { plan: compilePlan(document, { preset: 'lms', overlays: [] }), files }
}

describe('the engine in its own process', () => {
  test('renders into the named file, tells progress, and leaves nothing else', async () => {
    const folder = temporaryFolder()
    const { plan, files } = await planFor(await makeClip(folder, 1))
    const output = path.join(folder, 'out', 'Ergebnis 🎓.mp4')
    const seen: string[] = []
    const report = await engine.render(plan, files, output, {
      onProgress: ({ stage, fraction }) => seen.push(`${stage} ${fraction}`),
    })
    expect(report.frameCount).toBe(30)
    expect((await ffprobe(output)).streams[0].nb_read_packets).toBe('30')
    expect(seen[0]).toBe('measure 0')
    expect(seen.at(-1)).toBe('finish 1')
    expect(readdirSync(path.dirname(output))).toEqual(['Ergebnis 🎓.mp4'])
  })

  test('gives upright stills as JPEG, PNG and pixels', async () => {
    const folder = temporaryFolder()
    const clip = await makeClip(folder, 1, '320x180')
    const report = await engine.probe(clip)
    const request = { path: clip, report, instants: spreadInstants(secondsToTicks(1), 3), maxSidePixels: 160 }
    const jpegs = await engine.stills({ ...request, format: 'jpeg' })
    expect(jpegs.map(({ width, height }) => [width, height])).toEqual(jpegs.map(() => [160, 90]))
    expect(jpegs).toHaveLength(3)
    expect(jpegs.every(({ data }) => data[0] === 0xff && data[1] === 0xd8)).toBe(true)
    const [png] = await engine.stills({ ...request, format: 'png' })
    expect(
      Buffer.from(png?.data ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    const [pixels] = await engine.stills({ ...request, format: 'rgba' })
    expect(pixels?.data.length).toBe(160 * 90 * 4)
  })

  test('a cancel is heard within a second and leaves no file', async () => {
    const folder = temporaryFolder()
    const { plan, files } = await planFor(await makeClip(folder, 20), { width: 1080, height: 1920 })
    const output = path.join(folder, 'result', 'cancelled.mp4')
    const waits: number[] = []
    // The quickest of three counts: what a busy machine does beside it is not the engine's.
    while (waits.length < 3 && Math.min(...waits) > 1000) {
      const controller = new AbortController()
      let cancelledAt = 0
      const rendering = engine.render(plan, files, output, {
        signal: controller.signal,
        onProgress({ stage, fraction }) {
          if (stage !== 'encode' || fraction < 0.02 || cancelledAt > 0) return
          cancelledAt = performance.now()
          controller.abort()
        },
      })
      await expect(rendering).rejects.toMatchObject({ code: 'cancelled' })
      waits.push(performance.now() - cancelledAt)
      expect(readdirSync(path.dirname(output))).toEqual([])
    }
    expect(Math.min(...waits)).toBeLessThan(1000)
  })

  test('a failed check of the finished file names it as it was ordered', async () => {
    const folder = temporaryFolder()
    const checking: Pick<ProcessHost<MediaMethods>, 'call'> = {
      call: (method, input) => {
        if (method === 'setPaused') return Promise.resolve(null as never)
        const { outputFile } = renderRequestSchema.unwrap().pick({ outputFile: true }).loose().parse(input)
        writeFileSync(outputFile, 'half')
        return Promise.reject(appError('media.output-broken', { file: path.basename(outputFile), detail: 'a track is missing' }))
      },
    }
    const { plan, files } = await planFor(await makeClip(folder, 1))
    const rendering = createMediaEngine({ ...host, ...checking }).render(plan, files, path.join(folder, 'Ergebnis.mp4'))
    await expect(rendering).rejects.toMatchObject({ code: 'media.output-broken', data: { params: { file: 'Ergebnis.mp4' } } })
  })

  test('a killed process fails its own render only; the next call works', async () => {
    const folder = temporaryFolder()
    const clip = await makeClip(folder, 20)
    const { plan, files } = await planFor(clip, { width: 1080, height: 1920 })
    const output = path.join(folder, 'result', 'killed.mp4')
    let killed = false
    const rendering = engine.render(plan, files, output, {
      onProgress({ stage, fraction }) {
        if (stage !== 'encode' || fraction < 0.02 || killed) return
        killed = true
        process.kill(host.pid ?? 0, 'SIGKILL')
      },
    })
    // What the user can act on: the clip that was being read.
    await expect(rendering).rejects.toMatchObject({
      code: 'media.clip-crashed',
      data: { params: { files: `“${path.basename(clip)}”` } },
    })
    expect(readdirSync(path.dirname(output))).toEqual([])
    expect((await engine.probe(clip)).kind).toBe('video')
  })

  test('a stopped process is killed after its silence', async () => {
    const impatient = createNodeHost<MediaMethods>({ name: 'media', entry, limits: { heartbeatMs: 200, silenceMs: 1500 } })
    const other = createMediaEngine(impatient)
    onTestFinished(() => other.close())
    const folder = temporaryFolder()
    const clip = await makeClip(folder, 20)
    const { plan, files } = await planFor(clip, { width: 1080, height: 1920 })
    let stopped = false
    const rendering = other.render(plan, files, path.join(folder, 'hung.mp4'), {
      onProgress() {
        if (!stopped) process.kill(impatient.pid ?? 0, 'SIGSTOP')
        stopped = true
      },
    })
    await expect(rendering).rejects.toMatchObject({ code: 'system.process-hung' })
    expect(existsSync(path.join(folder, 'hung.mp4'))).toBe(false)
  })

  test('a full disk is told as such', async (context) => {
    const folder = temporaryFolder()
    const disk = path.join(folder, 'disk')
    mkdirSync(disk)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=100k', 'tmpfs', disk]).status === 0
    if (!mounted) return context.skip('a small disk can only be made by root')
    onTestFinished(() => void spawnSync('umount', [disk]))
    const { plan, files } = await planFor(await makeClip(folder, 4), { width: 720, height: 1280 })
    await expect(engine.render(plan, files, path.join(disk, 'full.mp4'))).rejects.toMatchObject({ code: 'file.disk-full' })
    expect(readdirSync(disk)).toEqual([])
  })
})

describe('what is no media', () => {
  const fails = async (file: string, code: string): Promise<void> => {
    await expect(engine.probe(file), file).rejects.toMatchObject({ code })
  }

  test('each gets its own sentence', async () => {
    const folder = temporaryFolder()
    const write = (name: string, content: string | Buffer): string => {
      const file = path.join(folder, name)
      writeFileSync(file, content)
      return file
    }
    await fails(path.join(folder, 'missing.mp4'), 'file.not-found')
    await fails(folder, 'file.not-a-file')
    await fails(write('empty.mp4', ''), 'media.empty')
    await fails(write('text.mp4', 'this is not a video\n'), 'media.not-media')
    await fails(write('random.mp4', Buffer.alloc(50_000, 'x7Q')), 'media.not-media')
  })

  test('a script that would open other files is refused', async () => {
    const folder = temporaryFolder()
    await makeClip(folder, 1)
    const victim = path.join(folder, 'victim.mp4')
    await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=64x64:d=0.2', victim)
    const scripts = {
      'clip.mp4': 'ffconcat version 1.0\nfile victim.mp4\n',
      'playlist.mp4': '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nvictim.mp4\n#EXT-X-ENDLIST\n',
      'clip.sdp': 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n',
    }
    for (const [name, content] of Object.entries(scripts)) {
      const file = path.join(folder, name)
      writeFileSync(file, content)
      await fails(file, 'media.not-media')
    }
    await fails(`concat:${victim}`, 'file.not-found')
  })
})

test('two calls at once both finish', async () => {
  const folder = temporaryFolder()
  const clip = await makeClip(folder, 1)
  const [first, second] = await Promise.all([engine.probe(clip), engine.probe(clip), sleep(1)])
  expect(first.sha256).toBe(second.sha256)
})
