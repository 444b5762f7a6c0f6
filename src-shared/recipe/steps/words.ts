import { setClipText } from '../../edit/commands/clip-look.ts'
import { setBrandKit } from '../../edit/commands/brand.ts'
import { setChallenge, setMetadata, setSettings } from '../../edit/commands/lesson.ts'
import { compileBrand } from '../../lesson/compile-brand.ts'
import { compileChallenge } from '../../lesson/compile-challenge.ts'
import type { Metadata } from '../../project/schema/document.ts'
import { ownClips, refuseRow, run, takeAsset, type Making } from '../making.ts'
import type { StepOf } from '../recipe-schema.ts'

/** Title and id are there from the beginning. */
export function describe(making: Making, step: StepOf<'metadata'>): void {
  const { description, authors, topics, keywords, level, licence, altText } = step
  const changes: Partial<Metadata> = {
    ...(description === undefined ? {} : { description }),
    ...(authors && { authors: divide(authors) }),
    ...(topics && { topics: divide(topics) }),
    ...(keywords && { keywords: divide(keywords) }),
    ...(level === undefined ? {} : { level }),
    ...(licence === undefined ? {} : { licence }),
  }
  run(making, 'metadata', setMetadata, { changes })
  if (altText === undefined) return
  for (const clipId of ownClips(making)) run(making, 'metadata.altText', setClipText, { clipId, altText })
}

/** A cell of a sheet holds several with ";" between. */
const divide = (written: readonly string[]): readonly string[] =>
  written.flatMap((each) => each.split(';').map((part) => part.trim())).filter((part) => part !== '')

export function brand(making: Making, step: StepOf<'brand'>): void {
  const { logo } = step.brand
  const asset = logo === undefined ? null : takeAsset(making, logo, 'brand.logo')
  const { brandKit, problems } = compileBrand(step.brand, () => asset)
  const [problem] = problems
  if (problem) refuseRow(problem.path, problem.message)
  run(making, 'brand', setBrandKit, { brandKit, assets: asset ? [asset] : [] })
}

/** The row's clip is the model answer. */
export function challenge(making: Making, step: StepOf<'challenge'>): void {
  const [modelClipId = null] = ownClips(making)
  run(making, 'challenge', setChallenge, { challenge: { ...compileChallenge(step.challenge), modelClipId } })
}

export function setLoudness(making: Making, { loudness }: StepOf<'loudness'>): void {
  run(making, 'loudness', setSettings, { changes: { loudnessLufs: loudness === 'as-recorded' ? null : loudness } })
}
