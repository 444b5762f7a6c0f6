import type { FrameRate } from '../../time/frame-rate.ts'
import { ticksPerSecond } from '../../time/ticks.ts'
import { placeLayer } from '../place-layer.ts'
import type { AudioEntry } from '../plan-audio.ts'
import type { PlanInput, PlanVideo } from '../plan-input.ts'
import type { Layer } from '../plan-layer.ts'
import { toEven } from '../presets.ts'
import type { RenderPlan, Segment } from '../plan.ts'
import { gainPlaceholder, portableOutput, type PortableJob } from './portable-job.ts'
import { refuseFeatures } from './refuse-features.ts'

/**
 * A plan as arguments for FFmpeg 5.1's command line, which is what the portable engine is. `fileOf` gives the index of the
 * file that an input's picture or sound is read from. Only numbers and fixed words reach the graph. Throws `media.portable-missing`.
 */
export function compilePortable(plan: RenderPlan, fileOf: (input: PlanInput, part: 'video' | 'audio') => number): PortableJob {
  refuseFeatures(plan)
  const inputs: { name: string; index: number }[] = []
  const open = (index: number): number => inputs.push({ name: `in${inputs.length}`, index }) - 1
  const sources: string[] = []
  let sourceCount = 0
  const addSource = (options: readonly string[], name: string): number => {
    sources.push(...options, '-i', name)
    return sourceCount++
  }
  const pictures = plan.segments.map((segment, place) => {
    const label = `[s${place}]`
    if (segment.base.kind !== 'clip') return { chain: `${black(plan, segment.frameCount)}${label}`, label }
    const { layer } = segment.base
    const input = plan.inputs[layer.input]
    if (!input?.video) return { chain: `${black(plan, segment.frameCount)}${label}`, label }
    const source = addSource(pictureOptions(plan, segment, layer, input), `in${open(fileOf(input, 'video'))}`)
    return { chain: pictureChain(plan, segment, layer, input.video, source, label), label }
  })
  const sounds = plan.audio.entries.flatMap((entry, place) => {
    const input = plan.inputs[entry.input]
    if (!input?.audio) return []
    const source = addSource(soundOptions(entry, input), `in${open(fileOf(input, 'audio'))}`)
    const label = `[a${place}]`
    return [{ chain: soundChain(entry, input.audio.streamIndex, source, label), label }]
  })
  const soundSources = [...sources]
  const overlays = plan.overlays.map((overlay, place) => {
    const source = addSource(['-loop', '1', '-framerate', rateText(plan.frameRate)], `overlay${place}.png`)
    const between = `between(t\\,${seconds(overlay.startTicks)}\\,${seconds(overlay.endTicks)}-1e-4)`
    return `[v${place}][${source}:v]overlay=${overlay.box.x}:${overlay.box.y}:format=yuv420:shortest=1:enable='${between}'[v${place + 1}]`
  })
  const duration = plan.durationTicks / ticksPerSecond
  const length = `apad,atrim=end=${duration.toFixed(6)}`
  const mix =
    sounds.length > 0
      ? `${sounds.map(({ label }) => label).join('')}amix=inputs=${sounds.length}:normalize=0`
      : 'anullsrc=r=48000:cl=stereo'
  const soundGraph = [
    ...sounds.map(({ chain }) => chain),
    `${mix},aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo,${length}`,
  ].join(';')
  const { targetLufs, truePeakDbtp } = plan.audio.loudness
  const ceiling = targetLufs === null ? '1' : (10 ** ((truePeakDbtp - 1) / 20)).toFixed(5)
  const { video, audio } = plan.encoder
  const limits = video.rate.kind === 'quality' ? video.rate : null
  return {
    inputs,
    overlays: plan.overlays,
    canvas: plan.canvas,
    measureArguments:
      sounds.length > 0 && targetLufs !== null
        ? [...soundSources, '-filter_complex', `${soundGraph},ebur128=framelog=verbose[out]`, '-map', '[out]', '-f', 'null', '-']
        : null,
    renderArguments: [
      ...sources,
      '-filter_complex',
      [
        ...pictures.map(({ chain }) => chain),
        `${pictures.map(({ label }) => label).join('')}concat=n=${pictures.length}:v=1:a=0[v0]`,
        ...overlays,
        `${soundGraph},volume=${gainPlaceholder}dB,alimiter=limit=${ceiling}:level=0[sound]`,
      ].join(';'),
      ...['-map', `[v${overlays.length}]`, '-map', '[sound]', '-map_metadata', '-1', '-fflags', '+bitexact'],
      ...['-c:v', 'libx264', '-profile:v', 'high', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'],
      ...(limits
        ? ['-crf', String(limits.crf), '-maxrate', String(limits.maxBitsPerSecond), '-bufsize', String(limits.bufferBits)]
        : []),
      ...[
        '-g',
        String(video.gopFrames),
        '-flags',
        '+cgop+bitexact',
        '-frames:v',
        String(plan.frameCount),
        '-t',
        duration.toFixed(6),
      ],
      ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
      ...['-c:a', 'aac', '-b:a', String(audio.bitsPerSecond), '-movflags', '+faststart', '-f', 'mp4', portableOutput],
    ],
    targetLufs: sounds.length > 0 ? targetLufs : null,
    durationSeconds: duration,
    examines: false,
  }
}

function seconds(instant: number): string {
  return (instant / ticksPerSecond).toFixed(6)
}

function rateText({ num, den }: FrameRate): string {
  return `${num}/${den}`
}

function framesInSeconds(frames: number, { num, den }: FrameRate): string {
  return ((frames * den) / num).toFixed(6)
}

function black(plan: RenderPlan, frameCount: number): string {
  const { width, height } = plan.canvas
  return `color=c=black:s=${width}x${height}:r=${rateText(plan.frameRate)},format=yuv420p,trim=end_frame=${frameCount},setsar=1`
}

/** One second more than needed: the picture nearest to the last frame may lie behind it. */
function pictureOptions(plan: RenderPlan, { startFrame, frameCount }: Segment, layer: Layer, input: PlanInput): string[] {
  if (input.kind === 'image') return ['-loop', '1', '-framerate', rateText(plan.frameRate)]
  const into = ((startFrame - layer.clipFrame) * plan.frameRate.den * ticksPerSecond) / plan.frameRate.num
  const length = Number(framesInSeconds(frameCount, plan.frameRate)) + 1
  return [...seek(layer.sourceInTicks + into, input), '-t', length.toFixed(6)]
}

/** On the file's own clock, however early its first time stamp is. */
function seek(sourceTicks: number, input: PlanInput): string[] {
  return ['-seek_timestamp', '1', '-ss', seconds(sourceTicks + input.originTicks)]
}

function pictureChain(plan: RenderPlan, segment: Segment, layer: Layer, video: PlanVideo, source: number, label: string): string {
  const { width, height } = plan.canvas
  const display = { width: video.displayWidth, height: video.displayHeight }
  const place = placeLayer(layer, display, plan.canvas, segment.startFrame - layer.clipFrame)
  const { region } = place
  const [w, h] = [toEven(place.width), toEven(place.height)]
  const turn = place.rotationDegrees % 360
  const radians = ((turn * Math.PI) / 180).toFixed(9)
  const steps = [
    `fps=${rateText(plan.frameRate)}:start_time=0:round=near`,
    `tpad=stop=-1:stop_mode=clone,trim=end_frame=${segment.frameCount},setpts=PTS-STARTPTS`,
    `crop=iw*${region.width}:ih*${region.height}:iw*${region.x}:ih*${region.y}`,
    `scale=${w}:${h}:flags=bicubic:in_color_matrix=${video.matrix === 'bt2020nc' ? 'bt2020' : video.matrix}:out_color_matrix=bt709:in_range=${video.range === 'full' ? 'full' : 'limited'}:out_range=limited,format=yuv420p,setsar=1`,
  ]
  const picture = `[${source}:${video.streamIndex}]${steps.join(',')}`
  const [x, y] = [place.centre.x, place.centre.y]
  const under = `${black(plan, segment.frameCount)}[b${source}]`
  if (turn === 0 && w === width && h === height && x === width / 2 && y === height / 2) return `${picture}${label}`
  const around = `[b${source}][p${source}]overlay=x=${Math.round(x)}-w/2:y=${Math.round(y)}-h/2`
  const end = `trim=end_frame=${segment.frameCount},setsar=1${label}`
  if (turn === 0) return `${under};${picture}[p${source}];${around}:format=yuv420:shortest=1,${end}`
  // At full colour resolution on a square with room for every turn, so that the middle stays the middle to the pixel.
  const side = toEven(Math.hypot(w, h) + 2)
  const turned = `format=yuva444p,pad=${side}:${side}:${(side - w) / 2}:${(side - h) / 2}:black@0,rotate=${radians}:c=black@0`
  return `${under};${picture},${turned}[p${source}];${around}:format=yuv444:shortest=1,format=yuv420p,${end}`
}

function soundOptions(entry: AudioEntry, input: PlanInput): string[] {
  // What would be heard before the lesson starts is left out.
  const before = Math.max(0, -entry.startTicks)
  return [...seek(entry.sourceInTicks + before, input), '-t', seconds(entry.durationTicks - before)]
}

function soundChain(entry: AudioEntry, stream: number, source: number, label: string): string {
  const samples = Math.round((Math.max(0, entry.startTicks) * 48_000) / ticksPerSecond)
  return `[${source}:${stream}]aresample=48000:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=stereo,volume=${entry.gainDb.toFixed(3)}dB${soundFades(entry)},adelay=${samples}S:all=1${label}`
}

function soundFades({ fadeInTicks, fadeOutTicks, durationTicks }: AudioEntry): string {
  const rise = fadeInTicks > 0 ? `,afade=t=in:d=${seconds(fadeInTicks)}` : ''
  const fall = fadeOutTicks > 0 ? `,afade=t=out:st=${seconds(durationTicks - fadeOutTicks)}:d=${seconds(fadeOutTicks)}` : ''
  return rise + fall
}
