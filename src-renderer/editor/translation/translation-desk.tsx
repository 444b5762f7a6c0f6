import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ArrowDownToLine, Ellipsis, FileDown, FileUp, SearchX, Timer } from 'lucide-react'
import { Button } from '#renderer/ui/button.tsx'
import { Segmented } from '#renderer/ui/choices.tsx'
import { EmptyState, Notice } from '#renderer/ui/feedback.tsx'
import { SearchField } from '#renderer/ui/fields.tsx'
import { Menu, Progress } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { findInText } from '#shared/caption/find-text.ts'
import { translationRows, type TranslationRow } from '#shared/caption/translation-rows.ts'
import { followOriginals } from '#shared/edit/commands/translations.ts'
import { toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { tellWithUndo } from '../captions/tell-with-undo.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { bringBack, sendSubtitles, sendXliff, type BroughtBack } from './exchange.ts'
import { keepSameRows, rowId } from './keep-same-rows.ts'
import { RowView, type RowStep } from './row-view.tsx'
import styles from './translation.module.css'
import panel from '../panel.module.css'

const words = text.translation
const shows = ['all', 'todo'] as const

type DeskProps = { readonly source: CaptionTrack; readonly target: CaptionTrack }

/** Original and translation line by line, how far it is, and its way to a translator and back. */
export function TranslationDesk({ source, target }: DeskProps) {
  const editor = useEditor()
  const document = useDocument()
  const found = useMemo(() => translationRows(document, source.id, target.id), [document, source.id, target.id])
  const [same, setSame] = useState<readonly TranslationRow[]>([])
  const rows = keepSameRows(same, found)
  if (rows !== same) setSame(rows)
  const [search, setSearch] = useState('')
  const [show, setShow] = useState<(typeof shows)[number]>('all')
  const [brought, setBrought] = useState<BroughtBack | null>(null)
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const list = useRef<HTMLOListElement>(null)
  const all = rows.filter(({ source: from }) => from !== null && from.caption.text.trim() !== '')
  const done = all.filter(({ state }) => state === 'done').length
  const outdated = all.filter(({ state }) => state === 'outdated').length
  const shown = rows.filter((row) => isFound(row, search) && (show === 'all' || row.state !== 'done' || kept.has(rowId(row))))

  // What was pressed to come here is gone: the first field to do has the keys.
  useEffect(() => {
    if (window.document.activeElement !== window.document.body) return
    const fields = list.current?.querySelectorAll<HTMLTextAreaElement>('[data-row] textarea') ?? []
    const todo = [...fields].find((field) => field.closest('[data-row]')?.getAttribute('data-state') !== 'done')
    todo?.focus()
  }, [])
  const focusRow = useCallback((id: string): void => {
    const field = list.current?.querySelector<HTMLTextAreaElement>(`[data-row="${CSS.escape(id)}"] textarea`)
    field?.focus()
    field?.closest('li')?.scrollIntoView({ block: 'nearest' })
  }, [])
  const step = useCallback(
    (from: string | null, wanted: RowStep): void => {
      const drawn = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
      const at = drawn.findIndex((each) => each.dataset['row'] === from)
      const isTodo = (each: HTMLElement): boolean => each.dataset['state'] !== 'done'
      const behind = drawn.slice(at + 1)
      const next =
        wanted === 'previous'
          ? drawn[at - 1]
          : wanted === 'next'
            ? behind[0]
            : [...behind, ...drawn.slice(0, Math.max(0, at))].find(isTodo)
      if (next?.dataset['row']) focusRow(next.dataset['row'])
      else if (wanted === 'todo') showToast(words.allDone)
    },
    [focusRow],
  )
  // What was done a moment ago does not vanish under the cursor.
  const keep = useCallback((id: string): void => setKept((before) => (before.has(id) ? before : new Set([...before, id]))), [])

  const tell = (thrown: unknown): void => editor.tellError(toErrorData(thrown))
  const send = (saved: Promise<string | null>): void =>
    void saved.then((file) => {
      if (file !== null) showToast(words.saved(file))
    }, tell)
  const bring = async (): Promise<void> => {
    const back = await bringBack(editor, { source, target })
    if (!back) return
    setBrought(back)
    if (back.entries.length > 0) tellWithUndo(editor, words.brought(back.entries.length, back.fileName))
  }
  const follow = (): void => {
    if (editor.run(followOriginals, { sourceTrackId: source.id, targetTrackId: target.id })) tellWithUndo(editor, words.followed)
  }
  return (
    <>
      <div className={styles['tools']}>
        <div className={styles['progress']}>
          <Progress
            label={words.progress}
            fraction={all.length === 0 ? 0 : done / all.length}
            remark={words.progressOf(done, all.length)}
          />
          {outdated > 0 && <p className={styles['outdatedCount']}>{words.outdatedCount(outdated)}</p>}
        </div>
        <SearchField label={words.search} value={search} onChange={setSearch} />
        <Segmented
          label={words.show}
          labelHidden
          value={show}
          options={shows.map((value) => ({ value, label: words.shows[value] }))}
          onChange={(value) => {
            setKept(new Set())
            setShow(value)
          }}
        />
        <Button icon={ArrowDownToLine} onPress={() => step(focusedRow(list.current), 'todo')}>
          {words.next}
        </Button>
        <Menu
          label={words.more}
          icon={Ellipsis}
          entries={[
            { id: 'xliff', label: words.xliff, icon: FileDown, onAction: () => send(sendXliff(editor, { source, target })) },
            { id: 'srt', label: words.srt, icon: FileDown, onAction: () => send(sendSubtitles(editor, { source, target })) },
            { id: 'bring', label: words.bring, icon: FileUp, onAction: () => void bring().catch(tell) },
            { id: 'follow', label: words.follow, icon: Timer, onAction: follow },
          ]}
        />
      </div>
      {brought && <BroughtNotice brought={brought} onDismiss={() => setBrought(null)} />}
      <div className={panel['scroll']}>
        {shown.length === 0 ? (
          <EmptyState icon={SearchX} title={search === '' ? words.allDone : words.nothingFound} body={words.nothingFoundBody} />
        ) : (
          <ol ref={list} className={styles['rows']} aria-label={words.listLabel}>
            {shown.map((row) => (
              <RowView
                key={rowId(row)}
                id={rowId(row)}
                row={row}
                source={source}
                target={target}
                audience={document.settings.audience}
                onStep={step}
                onEdit={keep}
              />
            ))}
          </ol>
        )}
      </div>
      <footer className={styles['keys']}>
        {words.keys.map(([key, does]) => (
          <span key={key}>
            <kbd>{key}</kbd> {does}
          </span>
        ))}
      </footer>
    </>
  )
}

const focusedRow = (list: HTMLElement | null): string | null => {
  const { activeElement } = window.document
  return list?.contains(activeElement) ? (activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null) : null
}

function isFound({ source, target }: TranslationRow, search: string): boolean {
  if (search.trim() === '') return true
  const options = { find: search, matchCase: false }
  return [source, target].some((each) => each && findInText(each.caption.text, options).length > 0)
}

/** What became of a file: what matched, what did not. */
function BroughtNotice({ brought, onDismiss }: { readonly brought: BroughtBack; readonly onDismiss: () => void }) {
  const { entries, unmatched, changedCount, fileName, otherLanguage } = brought
  const isFine = entries.length > 0 && unmatched.length === 0 && changedCount === 0 && otherLanguage === null
  return (
    <div className={styles['notice']}>
      <Notice
        tone={isFine ? 'info' : 'warning'}
        title={words.brought(entries.length, fileName)}
        actions={<Button onPress={onDismiss}>{text.common.dismiss}</Button>}
      >
        {otherLanguage !== null && <p>{words.otherLanguage(otherLanguage)}</p>}
        {changedCount > 0 && <p>{words.changed(changedCount)}</p>}
        {unmatched.length > 0 && (
          <details>
            <summary>{words.unmatched(unmatched.length)}</summary>
            <ul>
              {unmatched.map((each, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- the same words may come twice
                <li key={index} dir="auto">
                  {each}
                </li>
              ))}
            </ul>
          </details>
        )}
      </Notice>
    </div>
  )
}
