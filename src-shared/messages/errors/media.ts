import { fileLabel } from '../file-label.ts'

export const mediaErrors = {
  'media.empty': (p: { file: string }) => `“${fileLabel(p.file)}” is empty (0 bytes). Copy it again from the phone or camera.`,
  'media.not-media': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is not a video, sound or picture that Tidbit can read. Choose a file such as an MP4, MOV, WebM or JPEG.`,
  'media.damaged': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is damaged: nothing in it can be played. Copy it again from the phone or camera, or choose another file.`,
  'media.no-index': (p: { file: string }) =>
    `The recording of “${fileLabel(p.file)}” was interrupted before the camera could finish the file, and nothing in it can be played. Look on the phone for a copy that plays there.`,
  'media.picture-too-large': (p: { file: string; width: number; height: number }) =>
    `The picture of “${fileLabel(p.file)}” claims ${p.width} × ${p.height} pixels, more than Tidbit opens. Choose a smaller version.`,
  'media.not-a-recording': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is a picture, so there is nothing to split. Choose a video.`,
  'media.no-markers': (p: { file: string }) =>
    `“${fileLabel(p.file)}” has no chapters. Split it at silences (--by silence) or at new scenes (--by scene).`,
  'media.no-picture': (p: { file: string }) => `“${fileLabel(p.file)}” has no picture. Choose a video or a photo.`,
  'media.not-a-picture': (p: { file: string }) => `“${fileLabel(p.file)}” is not a photo or drawing. Choose a picture file.`,
  'media.not-examined': (p: { file: string }) => `“${fileLabel(p.file)}” was not examined yet. Import it again.`,
  /** The id alone where nobody knows the document. */
  'media.asset-missing': (p: { assetId: string; fileName?: string }) =>
    `The file of “${fileLabel(p.fileName ?? p.assetId)}” is missing from this lesson. Put it back where it was, choose “Find the file…” under Media in the editor, or take the clip out.`,
  'media.other-content': (p: { file: string; wanted: string }) =>
    `“${p.file}” is another file than “${p.wanted}”, even if it looks alike. Choose the original or an exact copy of it, or add this one as a new clip.`,
  'media.lesson-empty': (_: Record<string, never>) => 'This lesson has no clip yet. Add one and try again.',
  'media.portable-missing': (p: { feature: string }) =>
    `The simple video engine, which works here because the full one cannot, does not do ${p.feature}. Remove them and try again, or install Tidbit Studio anew.`,
  'media.no-light-copy': (p: { file: string }) =>
    `The simple preview has no copy of “${fileLabel(p.file)}” that it can play. Add the clip again under Media; it is converted then.`,
  'media.converted-copy-gone': (p: { file: string }) =>
    `The converted copy of “${fileLabel(p.file)}” is gone, and only the desktop app can make it again. Open the lesson there and export it.`,
  'media.portable-failed': (p: { file: string; detail: string }) =>
    `The simple video engine could not convert “${fileLabel(p.file)}” (${p.detail}). Convert it with another program, or choose another file.`,
  'media.portable-stalled': (p: { file: string }) =>
    `The simple video engine did not answer any more while it worked on “${fileLabel(p.file)}” and was stopped. Please try again; if it happens twice, convert the file with another program.`,
  'media.portable-too-large': (p: { file: string; limitMb: number }) =>
    `“${fileLabel(p.file)}” is too large for the simple video engine (${p.limitMb} MB at most). Cut it into parts with the phone and try again.`,
  'media.engine-failed': (p: { step: string; detail: string }) =>
    `The video engine failed while ${p.step} (${p.detail}). Please try again; if it happens twice, choose another clip.`,
  'media.clip-crashed': (p: { files: string; at: string }) =>
    `The video engine stopped while it was working on ${p.files} (at ${p.at} of the lesson). Convert that clip (in the editor: Media, the clip’s menu, “Convert it”; otherwise with another program) and try again, or take it out; the other clips are fine.`,
  'media.output-broken': (p: { file: string; detail: string }) =>
    `The finished “${fileLabel(p.file)}” did not pass its check (${p.detail}) and was removed. Please try again.`,
} as const
