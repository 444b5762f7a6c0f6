import { findChallengeProblems } from '../challenge/problems.ts'
import { challengeText } from '../messages/ui/challenge.ts'
import { describeFinding } from '../messages/ui/findings.ts'
import { assetReferences } from '../project/asset-references.ts'
import type { AssetId } from '../project/ids.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { hardLengthTicks, judgeLength, softLengthTicks } from '../project/selectors.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { findOpenSlots } from '../template/judge-template.ts'
import { ticksToSeconds } from '../time/ticks.ts'
import { find, type PreflightFinding } from './finding.ts'
import type { FileFacts } from './measured.ts'

/** DESIGN.md section 10. */
export const mostMegabytesPerMinute = 12

/** Title, length, template and challenge. `today` is a date such as "2026-05-31". */
export function checkWhole(document: LessonDocument, today: string): readonly PreflightFinding[] {
  const { metadata, challenge } = document
  const seconds = Math.round(ticksToSeconds(deriveTimeline(document).durationTicks))
  const length = judgeLength(document)
  const found: PreflightFinding[] = []
  if (length === 'empty') found.push(find('lesson.empty'))
  if (length === 'too-long')
    found.push(find('lesson.too-long', { atTicks: hardLengthTicks, params: { seconds, most: ticksToSeconds(hardLengthTicks) } }))
  if (length === 'long')
    found.push(find('lesson.long', { atTicks: softLengthTicks, params: { seconds, most: ticksToSeconds(softLengthTicks) } }))
  if (metadata.title.trim() === '') found.push(find('lesson.no-title'))
  if (metadata.description.trim() === '') found.push(find('lesson.no-description'))
  for (const name of findOpenSlots(document)) found.push(find('lesson.open-slot', { of: name, params: { name } }))
  for (const { code, severity } of challenge ? findChallengeProblems(challenge, today) : []) {
    const about = find('lesson.challenge', { of: code, params: { problem: challengeText.problems[code] } })
    found.push(severity === 'hint' ? { ...about, severity: 'advice' } : about)
  }
  return found
}

/** Files that are gone or damaged, and what says who and where. */
export function checkFiles(document: LessonDocument, { missing, pictures }: FileFacts): readonly PreflightFinding[] {
  const used = [...new Set(assetReferences(document).map(({ assetId }) => assetId))]
  const assets = used.flatMap((id) => document.assets[id] ?? [])
  return [
    ...assets
      .filter(({ id }) => missing.includes(id))
      .map((asset) => find('files.missing', { ...placeOf(document, asset.id), of: asset.id, params: { name: asset.fileName } })),
    ...assets.flatMap((asset) => checkDamage(document, asset)),
    ...pictures.flatMap(({ assetId, location, device }) => {
      const name = document.assets[assetId]?.fileName
      if (name === undefined) return []
      if (location) return [find('people.picture-location', { ...placeOf(document, assetId), of: assetId, params: { name } })]
      return device === null
        ? []
        : [find('people.picture-device', { ...placeOf(document, assetId), of: assetId, params: { name, what: device } })]
    }),
  ]
}

/** Findings of the clip check that a learner would notice. */
const noticed = new Set([
  'media.cut-short',
  'media.silent',
  'media.clipped',
  'media.picture-damaged',
  'media.video-unreadable',
  'media.audio-unreadable',
])

function checkDamage(document: LessonDocument, { id, fileName, interpretation }: Asset): readonly PreflightFinding[] {
  return (interpretation?.findings ?? [])
    .filter(({ code }) => noticed.has(code))
    .map((each) =>
      find('files.damaged', {
        ...placeOf(document, id),
        of: `${id}-${each.code}`,
        params: { name: fileName, problem: describeFinding(each) },
      }),
    )
}

/** Consent, author, and what clips say of places and devices. */
export function checkPeople(document: LessonDocument, today: string): readonly PreflightFinding[] {
  const { clips, assets, metadata } = document
  const shown = [...new Set(Object.values(clips).map(({ assetId }) => assetId))].flatMap((id) => assets[id] ?? [])
  const filmed = shown.filter(({ kind, licence }) => kind === 'video' && licence.attribution === '')
  const unknown = filmed.filter(({ consent }) => consent.status === 'unknown').length
  const carrying = shown.filter(({ interpretation }) =>
    interpretation?.findings.some(({ code }) => code === 'media.location' || code === 'media.device'),
  )
  const authors = metadata.authors.filter((name) => name.trim() !== '')
  return [
    ...shown.flatMap(({ id, fileName, consent }) => {
      const place = { ...placeOf(document, id), of: id }
      if (consent.status === 'refused') return [find('people.refused', { ...place, params: { name: fileName } })]
      const ended = consent.status === 'given' && consent.expires !== null && consent.expires.slice(0, 10) < today
      return ended ? [find('people.expired', { ...place, params: { name: fileName, date: consent.expires ?? '' } })] : []
    }),
    ...(unknown > 0 ? [find('people.unknown', { params: { count: unknown } })] : []),
    ...(carrying.length > 0 ? [find('people.removed', { params: { count: carrying.length } })] : []),
    ...(authors.length > 0 ? [find('people.author', { params: { names: authors.join(', ') } })] : []),
  ]
}

/** The first place that shows a file. */
function placeOf(document: LessonDocument, assetId: AssetId): Pick<PreflightFinding, 'atTicks' | 'item'> {
  const { clipSpans } = deriveTimeline(document)
  const clip = Object.values(document.clips).find((each) => each.assetId === assetId)
  if (clip) return { atTicks: clipSpans.get(clip.id)?.startTicks ?? null, item: { kind: 'clip', id: clip.id } }
  const overlay = Object.values(document.overlays).find(({ content }) => content.kind === 'image' && content.assetId === assetId)
  if (overlay) return { atTicks: null, item: { kind: 'overlay', id: overlay.id } }
  const question = Object.values(document.questions).find(({ choices }) =>
    choices.some(({ imageAssetId }) => imageAssetId === assetId),
  )
  return { atTicks: null, item: question ? { kind: 'question', id: question.id } : null }
}
