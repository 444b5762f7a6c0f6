import { avGetCodecName, Codec, type FormatContext, type Stream } from 'node-av/lib'
import {
  AV_DISPOSITION_ATTACHED_PIC,
  AV_DISPOSITION_DEFAULT,
  AV_DISPOSITION_STILL_IMAGE,
  AV_DISPOSITION_TIMED_THUMBNAILS,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants'

export type StreamChoice = {
  readonly video: Stream | null
  readonly audio: Stream | null
  /** Cover art and the like, told apart from the film. */
  readonly stillCount: number
  readonly videoCount: number
  readonly audioCount: number
  /** Streams whose kind of coding FFmpeg cannot read. */
  readonly unreadable: readonly ('video' | 'audio')[]
}

const stillDispositions = AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_STILL_IMAGE | AV_DISPOSITION_TIMED_THUMBNAILS
/** More of them FFmpeg cannot mix (SWR_CH_MAX in libswresample); only a damaged header claims them. */
const mostChannels = 64
const stillCodecs = new Set(['png', 'bmp', 'webp', 'tiff', 'gif', 'jpegxl'])

/** The film is the largest moving picture, the default one first; the sound is the default one, else the first. */
export function chooseStreams(context: FormatContext): StreamChoice {
  const { streams } = context
  const videos = streams.filter(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_VIDEO)
  const audios = streams.filter(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_AUDIO)
  const films = videos.filter((stream) => !isStill(stream, videos.length))
  const readableFilms = films.filter((stream) => isReadable(stream) && stream.codecpar.width > 0 && stream.codecpar.height > 0)
  const readableAudios = audios.filter(
    (stream) => isReadable(stream) && stream.codecpar.sampleRate > 0 && hasMixableChannels(stream),
  )
  const unreadable: ('video' | 'audio')[] = []
  if (films.length > 0 && readableFilms.length === 0) unreadable.push('video')
  if (audios.length > 0 && readableAudios.length === 0) unreadable.push('audio')
  return {
    video: best(readableFilms, (stream) => stream.codecpar.width * stream.codecpar.height),
    audio: best(readableAudios, () => 0),
    stillCount: videos.length - films.length,
    videoCount: films.length,
    audioCount: audios.length,
    unreadable,
  }
}

function isStill(stream: Stream, videoCount: number): boolean {
  if ((stream.disposition & stillDispositions) !== 0) return true
  return videoCount > 1 && stillCodecs.has(avGetCodecName(stream.codecpar.codecId) ?? '')
}

function isReadable(stream: Stream): boolean {
  return Codec.findDecoder(stream.codecpar.codecId) !== null
}

function hasMixableChannels({ codecpar }: Stream): boolean {
  return codecpar.channels > 0 && codecpar.channels <= mostChannels
}

function best(streams: readonly Stream[], size: (stream: Stream) => number): Stream | null {
  const rank = (stream: Stream): number =>
    ((stream.disposition & AV_DISPOSITION_DEFAULT) !== 0 ? 1e12 : 0) + size(stream) - stream.index * 1e-3
  return streams.reduce<Stream | null>((top, stream) => (!top || rank(stream) > rank(top) ? stream : top), null)
}
