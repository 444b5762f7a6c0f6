import { useStore } from 'zustand'
import { text } from '#shared/messages/ui/catalogue.ts'
import { formatClock, formatSeconds } from '#shared/trial/explain-call.ts'
import { decodeRemembered, type Remembered } from '#shared/trial/remembered.ts'
import {
  nothingKnown,
  summarizeH5p,
  summarizeScorm12,
  summarizeScorm2004,
  summarizeStatements,
  type TrialSummary,
} from '#shared/trial/summarize.ts'
import type { PackageKind } from '#shared/trial/package-kind.ts'
import type { TrialSession, TrialState } from './trial-session.ts'
import styles from './try.module.css'

const words = text.try

/** What the lesson keeps for the next visit, as it wrote it; null where it kept nothing. */
function storedText({ trial, lesson, stored, states, kept }: TrialState): string | null {
  switch (trial?.kind) {
    case 'scorm12':
    case 'scorm2004':
      return stored?.['cmi.suspend_data'] || null
    case 'cmi5':
      return states['tidbit-lesson'] ?? Object.entries(states).find(([name]) => !name.startsWith('LMS.'))?.[1] ?? null
    case 'h5p':
      return states['state/0'] ?? Object.values(states)[0] ?? null
    case 'web':
    case 'cartridge': {
      const own = lesson && kept[`tidbit-lesson:${lesson.id}`]
      return own ?? Object.values(kept)[0] ?? null
    }
    default:
      return null
  }
}

/** Of a lesson of our own. */
function rememberedOf(state: TrialState): Remembered | null {
  const stored = storedText(state)
  if (!state.lesson || stored === null) return null
  return decodeRemembered(state.lesson, state.trial?.kind === 'cmi5' ? stateIn(stored) : stored)
}

function stateIn(json: string): string {
  try {
    const kept: unknown = JSON.parse(json)
    const state: unknown = typeof kept === 'object' && kept !== null ? Reflect.get(kept, 'state') : null
    return typeof state === 'string' ? state : ''
  } catch {
    return ''
  }
}

function summaryOf(state: TrialState): TrialSummary {
  switch (state.trial?.kind) {
    case 'scorm12':
      return summarizeScorm12(state.values)
    case 'scorm2004':
      return summarizeScorm2004(state.values)
    case 'cmi5':
      return summarizeStatements(state.statements)
    case 'h5p':
      return summarizeH5p(state.statements)
    default:
      return rememberedOf(state)?.summary ?? nothingKnown
  }
}

/** Points are held back until it is decided whether the learner passes: what there is so far is in what the lesson remembers. */
function scoreText({ score, percent }: TrialSummary, remembered: Remembered | null): string {
  if (score && score.possible !== 100 && percent !== null)
    return `${words.points(score.earned, score.possible)} (${words.percent(percent)})`
  if (score) return words.points(score.earned, score.possible)
  if (percent !== null) return words.percent(percent)
  const soFar = remembered?.summary.score
  return soFar ? words.soFar(soFar.earned, soFar.possible) : words.noScore
}

const hints: { readonly [kind in PackageKind]?: string } = {
  web: words.webHint,
  cartridge: words.cartridgeHint,
  h5p: words.h5pHint,
}

/** What the platform knows by now. */
export function ResultPanel({ session }: { readonly session: TrialSession }) {
  const state = useStore(session.state)
  const summary = summaryOf(state)
  const remembered = rememberedOf(state)
  const isHeldBack = summary.percent === null && (remembered?.summary.score ?? null) !== null
  const kind = state.trial?.kind
  const hint = kind === undefined ? null : (hints[kind] ?? null)
  return (
    <section className={styles['card']} aria-labelledby="try-result">
      <h2 id="try-result">{words.result}</h2>
      {hint !== null && <p className={styles['muted']}>{hint}</p>}
      <output className={styles['facts']}>
        <Fact name={words.score} value={scoreText(summary, remembered)} />
        <Fact name={words.completion} value={words.completionStates[summary.completion]} tone={summary.completion} />
        <Fact name={words.success} value={words.successStates[summary.success]} tone={summary.success} />
        {summary.progress !== null && <Fact name={words.progress} value={words.percent(summary.progress)} />}
        {summary.seconds !== null && <Fact name={words.time} value={formatSeconds(summary.seconds)} />}
      </output>
      {isHeldBack && <p className={styles['muted']}>{words.heldBack}</p>}
    </section>
  )
}

function Fact({ name, value, tone }: { readonly name: string; readonly value: string; readonly tone?: string }) {
  return (
    <span className={styles['fact']} data-tone={tone}>
      <span className={styles['factName']}>{name}</span> <strong>{value}</strong>
    </span>
  )
}

/** What a learner who leaves now would find again. */
export function StoredPanel({ session }: { readonly session: TrialSession }) {
  const state = useStore(session.state)
  const stored = storedText(state)
  const remembered = rememberedOf(state)
  const isShort = state.trial?.kind === 'scorm12'
  return (
    <section className={styles['card']} aria-labelledby="try-stored">
      <h2 id="try-stored">{words.stored}</h2>
      {stored === null ? (
        <p className={styles['muted']}>{words.storedEmpty}</p>
      ) : (
        <>
          {remembered && (
            <dl className={styles['remembered']}>
              <dt>{words.position}</dt>
              <dd>{formatClock(remembered.positionSeconds)}</dd>
              <dt>{words.watched}</dt>
              <dd>{words.percent(remembered.watchedPercent)}</dd>
              {remembered.answers.length > 0 && (
                <>
                  <dt>{words.answers}</dt>
                  <dd>
                    <ul>
                      {remembered.answers.map(({ prompt, graded, right, attempts }, index) => (
                        // oxlint-disable-next-line react/no-array-index-key -- answers have no other name here, and keep their order
                        <li key={index}>{words.answered(prompt, graded, right, attempts)}</li>
                      ))}
                    </ul>
                  </dd>
                </>
              )}
            </dl>
          )}
          <details className={styles['raw']}>
            <summary>
              {words.storedRaw}: {isShort ? words.storedSize(stored.length) : words.storedCharacters(stored.length)}
            </summary>
            <code>{stored.slice(0, 20_000)}</code>
          </details>
        </>
      )}
    </section>
  )
}
