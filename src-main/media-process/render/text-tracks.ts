import { Dictionary, Packet, Rational, type FormatContext, type Stream } from 'node-av/lib'
import { AV_CODEC_ID_MOV_TEXT, AV_PKT_FLAG_KEY, AVMEDIA_TYPE_SUBTITLE } from 'node-av/constants'
import type { TextTrack } from '#shared/render-plan/plan.ts'
import { ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'

const millisecondsInSecond = 1000
const timeBase = new Rational(1, millisecondsInSecond)

/**
 * The sample description of 3GPP Timed Text (TS 26.245, 5.16) after its header: at the bottom in the middle, no ground, one white font of
 * 16 units by the name of Arial, which players replace by their own.
 */
const description = Buffer.from(
  '0000000001ff000000ff00000000000000000000000000010010ffffffff00000012667461620001000105417269616c',
  'hex',
)

/** ISO 639-2 for the languages of captions; players show others without a name. */
const longNames: Readonly<Record<string, string>> = Object.fromEntries(
  'ar ara,bg bul,bn ben,ca cat,cs ces,da dan,de deu,el ell,en eng,es spa,et est,fa fas,fi fin,fr fra,he heb,hi hin,hr hrv,hu hun,id ind,it ita,ja jpn,ko kor,lt lit,lv lav,ms msa,nb nob,nl nld,no nor,pl pol,pt por,ro ron,ru rus,sk slk,sl slv,sr srp,sv swe,ta tam,te tel,th tha,tr tur,uk ukr,ur urd,vi vie,zh zho'
    .split(',')
    .map((pair) => pair.split(' ')),
)

/** A track of captions that players switch on and off. */
export function addTextTrack(context: FormatContext, { language }: TextTrack): Stream {
  const stream = context.newStream()
  stream.codecpar.codecType = AVMEDIA_TYPE_SUBTITLE
  stream.codecpar.codecId = AV_CODEC_ID_MOV_TEXT
  stream.codecpar.codecTag = 'tx3g'
  stream.codecpar.extradata = description
  stream.timeBase = timeBase
  const [primary = ''] = language.toLowerCase().split('-')
  stream.metadata = Dictionary.fromObject({ language: longNames[primary] ?? 'und' })
  return stream
}

/** Hands over all captions of a track at once: they are few, and the muxer puts them where they belong. `write` takes the packet over. */
export function writeTextTrack(stream: Stream, { cues }: TextTrack, write: (packet: Packet) => void): void {
  for (const { startTicks, endTicks, text } of cues) {
    using packet = new Packet()
    packet.alloc()
    const letters = Buffer.from(text, 'utf8').subarray(0, 0xffff)
    const length = Buffer.alloc(2)
    length.writeUInt16BE(letters.length)
    packet.data = Buffer.concat([length, letters])
    packet.streamIndex = stream.index
    packet.pts = toMilliseconds(startTicks)
    packet.dts = packet.pts
    packet.duration = toMilliseconds(endTicks) - packet.pts
    packet.flags = AV_PKT_FLAG_KEY
    packet.rescaleTs(timeBase, stream.timeBase)
    write(packet)
  }
}

function toMilliseconds(ticks: Ticks): bigint {
  return BigInt(Math.round((ticks * millisecondsInSecond) / ticksPerSecond))
}
