import { useMemo } from 'react'
import { Disclosure, DisclosurePanel } from 'react-aria-components'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox, Select } from '#renderer/ui/choices.tsx'
import { NumberField } from '#renderer/ui/fields.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { listCredits, needsCredits } from '#shared/package/credits.ts'
import type { PackageFormat } from '#shared/package/package-plan.ts'
import { platformWith, type Platform } from '#shared/package/platforms.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { videoCodecs } from '#shared/render-plan/plan-encoder.ts'
import { detailsOf, lessonSeconds, presetsFor, sizeProblem, type ExportWish } from './export-wish.ts'
import { platformFormat } from './export-job.ts'
import styles from './export.module.css'

/** What upload forms usually allow. */
const usualLimitMegabytes = 20

type OptionsProps = {
  readonly platform: Platform
  readonly document: LessonDocument
  readonly wish: ExportWish
  readonly onChange: (wish: ExportWish) => void
}

/** How good, how large; codecs and the graphics card only under Details. */
export function ExportOptions({ platform, document, wish, onChange }: OptionsProps) {
  const details = detailsOf(wish, platform, document)
  const problem = sizeProblem(document, details)
  const change = (part: Partial<ExportWish>): void => onChange({ ...wish, ...part })
  const { limitMegabytes } = wish
  return (
    <>
      <div className={styles['option']}>
        <Select
          label={text.export.quality}
          value={details.preset}
          options={presetsFor(platform).map((value) => ({ value, label: text.export.qualities[value] }))}
          onChange={(preset) => change({ preset })}
        />
        <span className={styles['hint']}>{text.export.qualityHints[details.preset]}</span>
      </div>
      <div className={styles['option']}>
        <Checkbox
          label={text.export.limit}
          checked={limitMegabytes !== null}
          onChange={(on) => change({ limitMegabytes: on ? usualLimitMegabytes : null })}
        />
        {limitMegabytes !== null && (
          <NumberField
            label={text.export.limit}
            labelHidden
            value={limitMegabytes}
            unit={text.export.megabytes}
            min={0.1}
            max={10_000}
            decimals={1}
            problem={problem ? describeError(problem) : undefined}
            hint={text.export.limitHint}
            onChange={(next) => change({ limitMegabytes: next })}
          />
        )}
      </div>
      <Details platform={platform} document={document} wish={wish} onChange={onChange} />
    </>
  )
}

function Details({ platform, document, wish, onChange }: OptionsProps) {
  const change = (part: Partial<ExportWish>): void => onChange({ ...wish, ...part })
  const { posterSeconds } = wish
  const isVideo = platform.format === null
  return (
    <Disclosure className={styles['technical'] ?? ''}>
      {({ isExpanded }) => (
        <>
          <Button variant="quiet" slot="trigger">
            {text.common.details} {isExpanded ? '▴' : '▾'}
          </Button>
          <DisclosurePanel>
            <div className={styles['details']}>
              <PackageOption platform={platform} onChange={(format) => change({ format })} />
              {platform.format === 'h5p' && <LibrariesOption wish={wish} onChange={onChange} />}
              {isVideo && (
                <div className={styles['option']}>
                  <Select
                    label={text.export.codec}
                    value={wish.codec}
                    options={videoCodecs.map((value) => ({ value, label: text.export.codecs[value] }))}
                    onChange={(codec) => change({ codec })}
                  />
                  <span className={styles['hint']}>{text.export.codecHints[wish.codec]}</span>
                </div>
              )}
              {isVideo && (
                <div className={styles['option']}>
                  <Checkbox
                    label={text.export.poster}
                    checked={posterSeconds !== null}
                    onChange={(on) => change({ posterSeconds: on ? Math.min(1, lessonSeconds(document) / 2) : null })}
                  />
                  {posterSeconds !== null && (
                    <NumberField
                      label={text.export.posterAt}
                      value={posterSeconds}
                      unit={text.export.seconds}
                      min={0}
                      max={lessonSeconds(document)}
                      decimals={1}
                      onChange={(next) => change({ posterSeconds: next })}
                    />
                  )}
                </div>
              )}
              {isVideo && <CreditsOption document={document} wish={wish} onChange={onChange} />}
              <div className={styles['option']}>
                <Checkbox label={text.export.hardware} checked={wish.hardware} onChange={(hardware) => change({ hardware })} />
                <span className={styles['hint']}>{text.export.hardwareHint}</span>
              </div>
              <p className={styles['technicalText']}>{text.export.technical[platformFormat(platform)]}</p>
            </div>
          </DisclosurePanel>
        </>
      )}
    </Disclosure>
  )
}

/** Nothing where a platform takes one kind only. */
function PackageOption({
  platform: { id, format },
  onChange,
}: Pick<OptionsProps, 'platform'> & { readonly onChange: (format: PackageFormat) => void }) {
  const { format: own, alternatives } = platformWith(id, null)
  if (format === null || own === null || alternatives.length === 0) return null
  return (
    <div className={styles['option']}>
      <Select
        label={text.export.packageFormat}
        value={format}
        options={[own, ...alternatives].map((value) => ({ value, label: text.export.packageFormats[value] }))}
        onChange={onChange}
      />
      <span className={styles['hint']}>{text.export.packageHints[format]}</span>
    </div>
  )
}

/** Who has a platform without the libraries takes them along from a file of another one. */
function LibrariesOption({ wish, onChange }: Pick<OptionsProps, 'wish' | 'onChange'>) {
  const { h5pLibraries } = wish
  const choose = (): void => {
    call('export.chooseLibraries', {})
      .then(({ grant }) => grant && onChange({ ...wish, h5pLibraries: grant }))
      .catch((thrown: unknown) => showToast(describeError(toErrorData(thrown))))
  }
  return (
    <div className={styles['option']}>
      <span>{h5pLibraries === null ? text.export.librariesOfPlatform : text.export.librariesOf(h5pLibraries.fileName)}</span>
      <div className={styles['check']}>
        <Button onPress={choose}>{text.export.chooseLibraries}</Button>
        {h5pLibraries !== null && (
          <Button variant="quiet" onPress={() => onChange({ ...wish, h5pLibraries: null })}>
            {text.export.leaveLibraries}
          </Button>
        )}
      </div>
      <span className={styles['hint']}>{text.export.librariesHint}</span>
    </div>
  )
}

/** Nothing where nobody is to be named; no choice where a licence asks for the names. */
function CreditsOption({ document, wish, onChange }: Omit<OptionsProps, 'platform'>) {
  const credits = useMemo(() => listCredits(document), [document])
  if (credits.length === 0) return null
  if (needsCredits(credits)) return <p className={styles['hint']}>{text.export.creditsNeeded}</p>
  return (
    <div className={styles['option']}>
      <Checkbox label={text.export.credits} checked={wish.credits} onChange={(on) => onChange({ ...wish, credits: on })} />
    </div>
  )
}
