import type { Lesson } from './lesson-schema.ts'

/** A media file that a lesson.json names, and the key that names it. */
export type ClipFile = { readonly path: string; readonly file: string }

/** Every media file a lesson names, in order: of clips, of tracks, of colour tables of pictures over them and the logo. */
export function clipFiles(lesson: Lesson): readonly ClipFile[] {
  const main = lesson.clips.map((clip, index) => ({ clip, path: `clips[${index}]` }))
  const beside = (lesson.tracks ?? []).flatMap(({ clips }, track) =>
    clips.map((clip, index) => ({ clip, path: `tracks[${track}].clips[${index}]` })),
  )
  const pictures = (lesson.overlays ?? []).flatMap((overlay, index) =>
    overlay.type === 'image' ? [{ path: `overlays[${index}].file`, file: overlay.file }] : [],
  )
  const ofClips = [...main, ...beside].flatMap(({ clip, path }) => {
    const lut = typeof clip.look === 'object' ? clip.look.lut : undefined
    return [{ path: `${path}.file`, file: clip.file }, ...(lut === undefined ? [] : [{ path: `${path}.look.lut`, file: lut }])]
  })
  const logo = lesson.brand?.logo
  return [...ofClips, ...pictures, ...(logo === undefined ? [] : [{ path: 'brand.logo', file: logo }])]
}
