import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { Packet, type CodecContext, type FormatContext } from 'node-av/lib'
import { AV_PKT_FLAG_CORRUPT, AVERROR_EAGAIN, AVSEEK_FLAG_BACKWARD } from 'node-av/constants'
import { replaceFile, writeFileAtomically } from '#main/core/files/atomic-file.ts'
import { requireFile } from '#main/core/files/content-hash.ts'
import type { Derivative, DeriveProgress, DeriveReport, DeriveRequest } from '#main/core/media/derive-messages.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { planInput } from '#shared/render-plan/plan-inputs.ts'
import { maxPicturePixels } from '#shared/render-plan/plan.ts'
import { addTicks, ticks, type Ticks } from '#shared/time/ticks.ts'
import { keepStreams, openDecoder } from '../ffmpeg/open-decoder.ts'
import { closeInput, openInput } from '../ffmpeg/open-input.ts'
import { requireFileEnd } from '../ffmpeg/require-file-end.ts'
import { fromTicks, toTicks } from '../ffmpeg/time-base.ts'
import { createSlices, type Slices } from '../slices.ts'
import { joinTiles, tileInstants, tileSidePixels } from './film-tiles.ts'
import { packetsName, readPassState, removePass, writePassState, type PassState } from './pass-state.ts'
import { openPicturePass, type PicturePass } from './picture-pass.ts'
import { openProxyEncoder } from './proxy-encoder.ts'
import { openProxyTrack, type ProxyTrack } from './proxy-track.ts'
import { openSoundPass, type SoundPass } from './sound-pass.ts'

/** Another number makes anew what was begun with an older one. */
const passVersion = 1
/** DESIGN.md section 5. */
const proxySidePixels = 960
/** At most about so much is done again after a crash. */
const usualCheckpointMs = 2_000

type Options = {
  readonly threads: number
  readonly signal: AbortSignal
  readonly onProgress: (progress: DeriveProgress) => void
  readonly checkpointMs?: number
}

/**
 * Makes what the editor shows of a file in one pass over it: light copy, filmstrip, waveform. Goes on where an earlier pass over
 * the same content was killed. Throws `media.*`, `file.*`, `cancelled`.
 */
export async function deriveMedia(request: DeriveRequest, options: Options): Promise<DeriveReport> {
  await requireFile(request.path)
  await mkdir(request.workFolder, { recursive: true })
  const report = await runPass(request, options)
  if (report === 'lost-place') {
    // A file that cannot be searched is read from its start.
    await removePass(request.workFolder)
    return deriveMedia(request, options)
  }
  await removePass(request.workFolder)
  return report
}

async function runPass(
  request: DeriveRequest,
  { threads, signal, onProgress, checkpointMs = usualCheckpointMs }: Options,
): Promise<DeriveReport | 'lost-place'> {
  const { interpretation, workFolder } = request
  const slices = createSlices(() => signal.aborted)
  using open = new DisposableStack()
  const context = open.adopt(openInput(request.path, maxPicturePixels), closeInput)
  const film = openFilm(request, context, threads, open)
  const key = JSON.stringify([passVersion, request.sha256, film?.size, film?.encoder?.extraData?.toString('base64')])
  const known = await readPassState(workFolder, key)
  const pass = openPass(request, context, film, known, threads, open)
  const resumedTicks = known ? seekBack(context, pass, known) : null
  const fractionAt = (at: Ticks | null): number =>
    at === null ? 0 : Math.min(1, Math.max(0, (at - interpretation.originTicks) / interpretation.durationTicks))
  const isWhole = await readAll(context, pass, slices, {
    file: request.path,
    checkpointMs,
    onPacket: () => onProgress({ fraction: 0.95 * fractionAt(newestTicks(pass)) }),
    save: (state) => writePassState(workFolder, { ...state, key }),
  })
  if (!isWhole) return 'lost-place'
  const made = await writeAll(request, pass, signal)
  onProgress({ fraction: 1 })
  return { resumedAt: fractionAt(resumedTicks), made }
}

type Film = {
  readonly decoder: CodecContext
  readonly encoder: CodecContext | null
  readonly size: { readonly width: number; readonly height: number }
}

/** Null where no pictures are wanted or none can be decoded. */
function openFilm(request: DeriveRequest, context: FormatContext, threads: number, open: DisposableStack): Film | null {
  const { interpretation, proxyFile, filmstripFile } = request
  const { video } = interpretation
  const stream = video && context.streams[video.streamIndex]
  if (!stream || (proxyFile === null && filmstripFile === null)) return null
  const decoder = openDecoder(stream, maxPicturePixels, threads)
  if (!decoder) return null
  open.adopt(decoder, (each) => each.freeContext())
  const factor = Math.min(1, (proxyFile ? proxySidePixels : tileSidePixels) / Math.max(video.displayWidth, video.displayHeight))
  const even = (side: number): number => Math.max(2, Math.round((side * factor) / 2) * 2)
  const size = { width: even(video.displayWidth), height: even(video.displayHeight) }
  const encoder = proxyFile === null ? null : openProxyEncoder(size, stream.timeBase, threads)
  if (encoder) open.adopt(encoder, (each) => each.freeContext())
  return { decoder, encoder, size }
}

type Pass = {
  readonly pictures: PicturePass | null
  readonly proxy: ProxyTrack | null
  readonly sound: SoundPass | null
  readonly pictureIndex: number | null
  readonly soundIndex: number | null
  /** By which stream the file is searched. */
  readonly streamIndex: number | null
}

function openPass(
  { interpretation, workFolder, waveformFile }: DeriveRequest,
  context: FormatContext,
  film: Film | null,
  known: PassState | null,
  threads: number,
  open: DisposableStack,
): Pass {
  const { video } = planInput({ id: 'derived' as AssetId, kind: 'video', interpretation, imageSize: null })
  const { originTicks, durationTicks, audio } = interpretation
  const stream = video && context.streams[video.streamIndex]
  const store = path.join(workFolder, packetsName)
  const proxy = film?.encoder
    ? open.adopt(openProxyTrack(film.encoder, store, known?.stored?.byteLength ?? 0), (each) => each.close())
    : null
  const pictures =
    film && stream
      ? openPicturePass({
          ...film,
          stream,
          video,
          threads,
          proxy,
          tileInstants: tileInstants(durationTicks).map((at) => addTicks(at, originTicks)),
          knownTiles: known?.tiles ?? [],
          storedUpTo: known?.stored?.timestamp ?? null,
        })
      : null
  if (pictures) open.adopt(pictures, (each) => each.close())
  const soundStream = audio && waveformFile !== null ? context.streams[audio.streamIndex] : undefined
  const sound = soundStream ? openSoundPass(soundStream, interpretation, known?.waveform ?? null) : null
  if (sound) open.adopt(sound, (each) => each.close())
  const pictureIndex = pictures ? (video?.streamIndex ?? null) : null
  const soundIndex = sound ? (audio?.streamIndex ?? null) : null
  keepStreams(context, new Set([pictureIndex, soundIndex].filter((index) => index !== null)))
  return { pictures, proxy, sound, pictureIndex, soundIndex, streamIndex: pictureIndex ?? soundIndex }
}

const newestTicks = ({ pictures, sound }: Pass): Ticks | null => (pictures ? pictures.seenAt : (sound?.heardAt ?? null))

/** Puts the file where packets are wanted again; returns that instant of the file. */
function seekBack(context: FormatContext, { pictures, sound, streamIndex }: Pass, known: PassState): Ticks {
  const heardAt = sound?.heardAt ?? null
  const from = [...(pictures ? [known.seenAt] : []), ...(heardAt === null ? [] : [heardAt])]
  const at = ticks(Math.min(...from))
  const stream = streamIndex === null ? undefined : context.streams[streamIndex]
  if (stream) context.seekFrameSync(stream.index, fromTicks(at, stream.timeBase), AVSEEK_FLAG_BACKWARD)
  return at
}

type Hooks = {
  readonly file: string
  readonly checkpointMs: number
  readonly onPacket: () => void
  readonly save: (state: Omit<PassState, 'key'>) => Promise<void>
}

/** False where the search for the place of an earlier pass went too far. */
async function readAll(
  context: FormatContext,
  pass: Pass,
  slices: Slices,
  { file, checkpointMs, onPacket, save }: Hooks,
): Promise<boolean> {
  const { pictures, sound, pictureIndex, soundIndex } = pass
  using packet = new Packet()
  packet.alloc()
  let savedAt = performance.now()
  for (;;) {
    const code = context.readFrameSync(packet)
    if (code === AVERROR_EAGAIN) {
      await slices.pause()
      continue
    }
    // What cannot be read is where the file ends.
    if (code < 0) {
      await requireFileEnd(code, context, file)
      break
    }
    if (packet.streamIndex === pictureIndex) pictures?.give(packet)
    else if (packet.streamIndex === soundIndex) sound?.give(packet)
    // Half of what was to be read, perhaps because the disk went away just now.
    const isPart = (packet.flags & AV_PKT_FLAG_CORRUPT) !== 0
    packet.unref()
    if (pictures?.hasLostPlace) return false
    onPacket()
    await slices.pause()
    if (isPart || performance.now() - savedAt < checkpointMs) continue
    const state = takeState(pass, context)
    if (!state) continue
    savedAt = performance.now()
    await save(state)
  }
  pictures?.give(null)
  sound?.give(null)
  return true
}

/** Null where there is no point yet to go on from. */
function takeState({ pictures, proxy, sound, streamIndex }: Pass, context: FormatContext): Omit<PassState, 'key'> | null {
  const stored = proxy ? proxy.takePoint() : null
  const stream = streamIndex === null ? undefined : context.streams[streamIndex]
  if (!stream || (proxy && !stored)) return null
  const seenAt = stored ? toTicks(stored.timestamp, stream.timeBase) : (pictures?.seenAt ?? sound?.heardAt ?? null)
  return seenAt === null ? null : { seenAt, stored, tiles: pictures?.tiles ?? [], waveform: sound?.state() ?? null }
}

async function writeAll(
  { proxyFile, filmstripFile, waveformFile }: DeriveRequest,
  { pictures, proxy, sound }: Pass,
  signal: AbortSignal,
): Promise<readonly Derivative[]> {
  const made: Derivative[] = []
  const note = async (kind: Derivative['kind'], file: string): Promise<void> => {
    made.push({ kind, byteLength: (await stat(file)).size })
  }
  if (sound && waveformFile !== null) {
    await writeFileAtomically(waveformFile, sound.finish(), { signal })
    await note('waveform', waveformFile)
  }
  const strip = pictures && filmstripFile !== null ? await joinTiles(pictures.tiles) : null
  if (strip && filmstripFile !== null) {
    await writeFileAtomically(filmstripFile, strip, { signal })
    await note('filmstrip', filmstripFile)
  }
  if (pictures && pictures.seenAt !== null && proxy && proxyFile !== null) {
    const { endsAt } = pictures
    await replaceFile(proxyFile, async (temporaryFile) => proxy.write(temporaryFile, endsAt), { signal })
    await note('proxy', proxyFile)
  }
  return made
}
