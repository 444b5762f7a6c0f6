import { statSync } from 'node:fs'
import { findFile } from '../render/media-files.ts'
import type { MasteredMix } from './loudness.ts'
import type { MixSource } from './mix.ts'

/** Newest last. A few lessons, and one lesson in several presets. */
const remembered = new Map<string, MasteredMix>()
const most = 32

/** What was measured for the same sound before, in this process. */
export function rememberedMaster(source: MixSource): MasteredMix | null {
  return remembered.get(soundKey(source)) ?? null
}

export function rememberMaster(source: MixSource, { measured, mastering }: MasteredMix): void {
  const key = soundKey(source)
  remembered.delete(key)
  remembered.set(key, { measured, mastering })
  const oldest = remembered.keys().next().value
  if (remembered.size > most && oldest !== undefined) remembered.delete(oldest)
}

/** Everything that the mix depends on: pictures, captions and presets are no part of it. */
function soundKey({ plan, files }: MixSource): string {
  const entries = plan.audio.entries.map((entry) => {
    const input = plan.inputs[entry.input]
    return {
      ...entry,
      input: input?.audio
        ? [input.originTicks, input.audio, fileState(findFile(files, input.assetId, input.audio.variant))]
        : null,
    }
  })
  return JSON.stringify([entries, plan.audio.ducking, plan.audio.loudness, plan.durationTicks])
}

function fileState(file: string): readonly (string | number | null)[] {
  const state = statSync(file, { throwIfNoEntry: false })
  return [file, state?.size ?? null, state?.mtimeMs ?? null]
}
