import { appError } from '#shared/messages/app-error.ts'

export type StageContext = {
  readonly signal: AbortSignal
  /** 0 to 1 of this stage. */
  readonly progress: (fraction: number) => void
}

export type Stage = {
  /** "plan", "overlays", "encode", "probe", "package", "validate", "place" (DESIGN.md section 9). */
  readonly name: string
  /** Its share of the time, relative to the other stages. */
  readonly weight: number
  readonly run: (context: StageContext) => Promise<void>
}

type RunContext = {
  readonly signal: AbortSignal
  /** `fraction`: 0 to 1 of the whole job. */
  readonly report: (stage: string, fraction: number) => void
}

/** Runs stages one after the other as one progress from 0 to 1. A cancel is heard between them, too. Throws `cancelled`. */
export async function runStages(stages: readonly Stage[], { signal, report }: RunContext): Promise<void> {
  const whole = stages.reduce((sum, { weight }) => sum + weight, 0)
  let done = 0
  for (const { name, weight, run } of stages) {
    if (signal.aborted) throw appError('cancelled', {})
    const before = done
    const progress = (fraction: number): void => {
      report(name, (before + weight * Math.min(1, Math.max(0, fraction))) / whole)
    }
    progress(0)
    await run({ signal, progress })
    progress(1)
    done += weight
  }
  if (signal.aborted) throw appError('cancelled', {})
}
