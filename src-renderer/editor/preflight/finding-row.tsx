import { CircleAlert, EyeOff, Lightbulb, TriangleAlert, Undo2 } from 'lucide-react'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Pressable } from '#renderer/ui/pressable.tsx'
import { dismissToast } from '#renderer/ui/toast-store.ts'
import { toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { applyFix } from '#shared/preflight/apply-fix.ts'
import type { PreflightFinding } from '#shared/preflight/finding.ts'
import type { Fix } from '#shared/preflight/fix.ts'
import { ignoreFinding } from '#shared/preflight/ignored.ts'
import { describe } from '#shared/preflight/report.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { tellWithUndo } from '../captions/tell-with-undo.ts'
import { useEditor } from '../editor-context.tsx'
import { findFile } from '../media/find-file.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { spokenShotCuts } from '../speech/shot-cuts.ts'
import { preflightOf } from './preflight-work.ts'
import styles from './preflight.module.css'

const words = text.preflight
const icons = { error: CircleAlert, warning: TriangleAlert, advice: Lightbulb } as const

type Props = { readonly finding: PreflightFinding; readonly ignored?: boolean }

/** One finding: its sentence leads to the place, and what can be done about it stands below. */
export function FindingRow({ finding, ignored = false }: Props) {
  const editor = useEditor()
  const { severity, fix, key, atTicks, item } = finding
  const SeverityIcon = icons[severity]
  const sentence = describe(finding)
  const heading = atTicks === null ? words.severities[severity] : `${words.severities[severity]} · ${formatLength(atTicks)}`
  const leads = item !== null || atTicks !== null
  const body = (
    <>
      <span className={styles['severity']}>
        <SeverityIcon size={16} className={styles['icon']} aria-hidden />
        {heading}
      </span>{' '}
      <span>{sentence}</span>
    </>
  )
  return (
    <li className={styles['finding']} data-severity={severity}>
      <div>
        {leads ? (
          <Pressable label={`${heading} ${sentence}`} className={styles['sentence'] ?? ''} onPress={() => show(editor, finding)}>
            {body}
          </Pressable>
        ) : (
          <div className={styles['sentence']}>{body}</div>
        )}
        {!ignored && (fix || finding.code === 'files.missing') && (
          <div className={styles['actions']}>
            {fix && <Button onPress={() => void mend(editor, fix)}>{words.fixes[fix.kind]}</Button>}
            {finding.code === 'files.missing' && <FindFileButton finding={finding} />}
          </div>
        )}
      </div>
      <div className={styles['ignore']}>
        <IconButton
          icon={ignored ? Undo2 : EyeOff}
          label={ignored ? words.lookAgain : words.ignore}
          onPress={() => {
            const { toasts } = preflightOf(editor)
            if (!editor.run(ignoreFinding, { key, ignored: !ignored })) return
            const told = toasts.get(key)
            if (told !== undefined) dismissToast(told)
            if (ignored) toasts.delete(key)
            else toasts.set(key, tellWithUndo(editor, words.nowIgnored))
          }}
        />
      </div>
    </li>
  )
}

async function mend(editor: LessonEditor, fix: Fix): Promise<void> {
  try {
    const shotCuts = fix.kind === 'divide-again' ? { shotCuts: await spokenShotCuts(editor) } : {}
    if (editor.run(applyFix, { fix, ...shotCuts })) tellWithUndo(editor, words.fixed[fix.kind])
  } catch (thrown) {
    editor.tellError(toErrorData(thrown))
  }
}

function FindFileButton({ finding }: Props) {
  const editor = useEditor()
  const assetId = finding.key.slice(finding.code.length + 1)
  const asset = Object.values(editor.document.assets).find(({ id }) => id === assetId)
  return asset ? <Button onPress={() => void findFile(editor, asset.id)}>{words.findFile}</Button> : null
}

function show(editor: LessonEditor, { item, atTicks }: PreflightFinding): void {
  editor.pause()
  if (item) editor.select([item])
  if (atTicks !== null) editor.seek(atTicks)
}
