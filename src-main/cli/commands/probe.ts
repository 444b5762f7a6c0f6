import path from 'node:path'
import { describeFinding } from '#shared/messages/ui/findings.ts'
import type { AudioInterpretation, VideoInterpretation } from '#shared/project/schema/asset.ts'
import type { Rational } from '#shared/time/rational.ts'
import type { ProbeReport } from '../../core/media/messages.ts'
import { describeLength, describeSize } from '../report.ts'
import type { Session } from '../session.ts'

/** What a file is, in a few lines or as JSON. Throws `file.*` or `media.*`. */
export async function probeClip(
  { file, json }: { readonly file: string; readonly json: boolean },
  session: Session,
): Promise<string> {
  const report = await session.media.probe(path.resolve(file), { signal: session.signal })
  return json ? `${JSON.stringify(report, null, 2)}\n` : `${describeReport(path.basename(file), report).join('\n')}\n`
}

function describeReport(name: string, report: ProbeReport): string[] {
  const { interpretation, imageSize } = report
  if (!interpretation) return [name, `  picture   ${imageSize?.width ?? 0} x ${imageSize?.height ?? 0}, a still image`]
  const { durationTicks, video, audio, findings } = interpretation
  return [
    `${name}, ${describeLength(durationTicks)}, ${describeSize(report.byteLength)}`,
    `  picture   ${video ? describeVideo(video) : 'none'}`,
    `  sound     ${audio ? describeAudio(audio) : 'none'}`,
    ...findings.map((finding) => `  ${finding.severity === 'info' ? 'note     ' : 'attention'} ${describeFinding(finding)}`),
  ]
}

function describeVideo({ displayWidth, displayHeight, codec, frameRate, dynamicRange }: VideoInterpretation): string {
  const range = dynamicRange === 'sdr' ? '' : ', HDR'
  return `${displayWidth} x ${displayHeight}, ${describeRate(frameRate)}, ${codec}${range}`
}

function describeRate(rate: Rational | null): string {
  return rate ? `${Number((rate.num / rate.den).toFixed(2))} frames a second` : 'frame rate unknown'
}

function describeAudio({ channels, channelLayout, sampleRate, codec }: AudioInterpretation): string {
  const layout = channels === 1 ? 'mono' : channels === 2 ? 'stereo' : channelLayout
  return `${layout}, ${sampleRate / 1000} kHz, ${codec}`
}
