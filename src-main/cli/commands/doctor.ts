import path from 'node:path'
import { describeFinding } from '#shared/messages/ui/findings.ts'
import type { Finding, Interpretation } from '#shared/project/schema/asset.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import type { ProbeReport } from '../../core/media/messages.ts'
import { describeLength, describeSize } from '../report.ts'
import type { Session } from '../session.ts'

/** What is unusual about a file and what Tidbit does about it, in plain words or as JSON. Throws `file.*` or `media.*`. */
export async function examineClip(
  { file, json }: { readonly file: string; readonly json: boolean },
  { media, signal, progress }: Session,
): Promise<string> {
  const onProgress = ({ fraction }: { readonly fraction: number }): void => progress.update({ stage: 'Examining', fraction })
  const report = await media.probe(path.resolve(file), { signal, onProgress })
  progress.end()
  return json ? `${JSON.stringify(toJson(path.basename(file), report), null, 2)}\n` : describeReport(path.basename(file), report)
}

function toJson(name: string, { kind, sha256, byteLength, interpretation, imageSize }: ProbeReport) {
  const { video = null, audio = null } = interpretation ?? {}
  return {
    file: name,
    kind,
    sha256,
    byteLength,
    durationSeconds: interpretation ? ticksToSeconds(interpretation.durationTicks) : null,
    width: video?.displayWidth ?? imageSize?.width ?? null,
    height: video?.displayHeight ?? imageSize?.height ?? null,
    hasSound: audio !== null,
    findings: (interpretation?.findings ?? []).map((finding) => ({ ...finding, message: describeFinding(finding) })),
  }
}

function describeReport(name: string, report: ProbeReport): string {
  const findings = report.interpretation?.findings ?? []
  const [notes, warnings] = [findings.filter(isNote), findings.filter((finding) => !isNote(finding))]
  return [
    `${name}: ${describeKind(report)}, ${describeSize(report.byteLength)}`,
    ...section('Needs your attention', warnings),
    ...section('Taken care of', notes),
    ...(findings.length === 0 ? ['', 'Nothing unusual: this file can be used as it is.'] : []),
    '',
    'The file itself was not changed.',
    '',
  ].join('\n')
}

const isNote = ({ severity }: Finding): boolean => severity === 'info'

function section(title: string, findings: readonly Finding[]): string[] {
  return findings.length === 0 ? [] : ['', title, ...findings.map((finding) => `  - ${describeFinding(finding)}`)]
}

function describeKind({ kind, interpretation, imageSize }: ProbeReport): string {
  if (kind === 'lut') return 'a colour table for looks'
  if (!interpretation) return `a picture, ${imageSize?.width ?? 0} × ${imageSize?.height ?? 0}`
  return kind === 'audio' ? `a sound, ${describeLength(interpretation.durationTicks)}` : describeClip(interpretation)
}

function describeClip({ video, audio, durationTicks }: Interpretation): string {
  const size = video
    ? `${shapeOf(video.displayWidth, video.displayHeight)}, ${video.displayWidth} × ${video.displayHeight}, `
    : ''
  return `${size}${describeLength(durationTicks)}, ${audio ? 'with sound' : 'without sound'}`
}

function shapeOf(width: number, height: number): string {
  return width === height ? 'a square clip' : width < height ? 'an upright clip' : 'a landscape clip'
}
