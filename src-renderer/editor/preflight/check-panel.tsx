import { useRef, useState } from 'react'
import { ClipboardCheck, Download, ScanSearch } from 'lucide-react'
import { useStore } from 'zustand'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Select } from '#renderer/ui/choices.tsx'
import { EmptyState, Notice } from '#renderer/ui/feedback.tsx'
import { useKeepFocus } from '#renderer/ui/keep-focus.ts'
import { Progress } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { today } from '#renderer/ui/today.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { describeMeasured } from '#shared/preflight/describe-measured.ts'
import { countFindings, findingGroups, groupOf, severities, type Severity } from '#shared/preflight/finding.ts'
import { toHtmlReport } from '#shared/preflight/html-report.ts'
import { useEditor } from '../editor-context.tsx'
import { SettingsGroup } from '../inspector/disclosure.tsx'
import panel from '../panel.module.css'
import { FindingRow } from './finding-row.tsx'
import { preflightOf } from './preflight-work.ts'
import styles from './preflight.module.css'
import { useFindings, type Findings } from './use-findings.ts'

const words = text.preflight

/** What keeps learners from reading, hearing, answering or passing, and what can be done about it. */
export function CheckPanel() {
  const findings = useFindings()
  const { open, ignored } = findings
  const [filter, setFilter] = useState<Severity | 'all'>('all')
  const scroll = useRef<HTMLDivElement>(null)
  // A row that was mended is gone; the cursor goes on to the next.
  useKeepFocus(scroll, { last: () => scroll.current?.querySelector<HTMLElement>('button') ?? null })
  const counts = countFindings(open)
  const shown = filter === 'all' ? open : open.filter(({ severity }) => severity === filter)
  return (
    <>
      <header className={panel['header']}>
        <h2>
          {words.title}
          {open.length > 0 && <span className={panel['count']}>{open.length.toLocaleString('en')}</span>}
        </h2>
      </header>
      <div ref={scroll} className={panel['scroll']}>
        <Measure findings={findings} />
        {open.length > 0 && (
          <div className={styles['filter']}>
            <Select
              label={words.filter}
              value={filter}
              options={[
                { value: 'all', label: words.all(open.length) },
                ...severities.map((value) => ({ value, label: words.filters[value](counts[value]) })),
              ]}
              onChange={setFilter}
            />
          </div>
        )}
        {open.length === 0 && <EmptyState icon={ClipboardCheck} title={words.nothing} body={words.fine} />}
        {open.length > 0 && shown.length === 0 && <p className={styles['none']}>{words.noneOfThese}</p>}
        {findingGroups.map((group) => {
          const own = shown.filter(({ code }) => groupOf(code) === group)
          return own.length === 0 ? null : (
            <section key={group} className={styles['group']}>
              <h3>{words.groups[group]}</h3>
              <ul>
                {own.map((finding) => (
                  <FindingRow key={finding.key} finding={finding} />
                ))}
              </ul>
            </section>
          )
        })}
        {ignored.length > 0 && (
          <SettingsGroup title={words.ignoredCount(ignored.length)} isChanged={false}>
            <ul className={styles['ignored']}>
              {ignored.map((finding) => (
                <FindingRow key={finding.key} finding={finding} ignored />
              ))}
            </ul>
          </SettingsGroup>
        )}
      </div>
      <footer className={panel['footer']}>
        <SaveReport findings={findings} />
      </footer>
    </>
  )
}

function Measure({ findings: { isStale } }: { readonly findings: Findings }) {
  const editor = useEditor()
  const work = preflightOf(editor)
  const { fraction, measured, error } = useStore(work.store)
  const isEmpty = editor.document.mainTrack.length === 0
  if (fraction !== null)
    return (
      <div className={styles['measure']}>
        <Progress label={words.measuring} fraction={fraction} />
        <Button onPress={() => work.cancel()}>{text.common.cancel}</Button>
      </div>
    )
  return (
    <div className={styles['measure']}>
      {error && (
        <Notice tone="error" title={words.measureFailed}>
          <p>{describeError(error)}</p>
        </Notice>
      )}
      <p className={styles['quiet']}>{measured === null ? words.notMeasured : isStale ? words.stale : words.measuredNow}</p>
      <Button icon={ScanSearch} wide isDisabled={isEmpty} onPress={() => void work.measure()}>
        {measured === null ? words.measure : words.measureAgain}
      </Button>
      {measured && !isStale && (
        <dl className={styles['facts']}>
          {describeMeasured(editor.document, measured.media).map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

function SaveReport({ findings: { open, ignored, isStale } }: { readonly findings: Findings }) {
  const editor = useEditor()
  const save = async (): Promise<void> => {
    const { document } = editor
    const { measured } = preflightOf(editor).store.getState()
    const { title } = document.metadata
    const facts = describeMeasured(document, measured && !isStale ? measured.media : null)
    const content = toHtmlReport({ title, subject: 'lesson', date: today(), open, ignored, facts })
    try {
      const { fileName } = await call('textFiles.save', {
        suggestedName: words.reportName(title),
        extension: 'html',
        text: content,
      })
      if (fileName !== null) showToast(words.saved(fileName))
    } catch (thrown) {
      editor.tellError(toErrorData(thrown))
    }
  }
  return (
    <Button icon={Download} wide onPress={() => void save()}>
      {words.saveReport}
    </Button>
  )
}
