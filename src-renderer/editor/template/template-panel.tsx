import { useRef, useState } from 'react'
import { LayoutTemplate, TriangleAlert } from 'lucide-react'
import { Button } from '#renderer/ui/button.tsx'
import { Announcement } from '#renderer/ui/announcer.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import { useKeepFocus } from '#renderer/ui/keep-focus.ts'
import { Progress } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { leaveTemplate } from '#shared/edit/commands/fill-slot.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { judgeTemplate, type JudgedTemplate } from '#shared/template/judge-template.ts'
import { ticksToSeconds, type Ticks } from '#shared/time/ticks.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import panel from '../panel.module.css'
import { SaveRecipe } from './save-recipe.tsx'
import { SaveTemplateDialog } from './save-template-dialog.tsx'
import { SlotRow } from './slot-row.tsx'
import styles from './template.module.css'

const words = text.templates.panel

const seconds = (length: Ticks): string => String(Math.round(ticksToSeconds(length) * 10) / 10)

/** What a template asks to be filled in, beside the preview; and the way to make a template of any lesson. */
export function TemplatePanel() {
  const editor = useEditor()
  const document = useDocument()
  const [saving, setSaving] = useState(false)
  const judged = judgeTemplate(document)
  const region = useRef<HTMLDivElement>(null)
  useKeepFocus(region, { last: () => region.current?.querySelector('button') ?? null })
  const save = (
    <>
      <Button onPress={() => setSaving(true)}>{words.save}</Button>
      <SaveRecipe />
    </>
  )
  return (
    <div ref={region} className={styles['panel']}>
      <header className={panel['header']}>
        <h2>{document.template?.name ?? words.title}</h2>
      </header>
      {judged === null ? (
        <EmptyState icon={LayoutTemplate} title={words.none} body={words.noneBody}>
          {save}
        </EmptyState>
      ) : (
        <>
          <Rules judged={judged} />
          <div className={panel['scroll']}>
            <ul className={styles['slots']} aria-label={words.slots}>
              {judged.slots.map((slot) => (
                <SlotRow key={slot.slot.id} judged={slot} />
              ))}
            </ul>
            <footer className={styles['foot']}>
              {save}
              <Button
                variant={judged.done ? 'primary' : 'quiet'}
                onPress={() => {
                  if (editor.run(leaveTemplate, null))
                    showToast(words.left, { label: text.common.undo, run: () => editor.undo() })
                }}
              >
                {words.leave}
              </Button>
            </footer>
          </div>
        </>
      )}
      {saving && <SaveTemplateDialog onClose={() => setSaving(false)} />}
    </div>
  )
}

/** How far it is, and whether the lesson is as long as the template wants it. */
function Rules({ judged }: { readonly judged: JudgedTemplate }) {
  const { slots, missing, length, lengthTicks, minTicks, maxTicks } = judged
  const done = slots.filter(({ standing }) => standing !== 'open').length
  const state = missing === 0 ? words.ready : words.missing(missing)
  const rule = words.lengthRule(minTicks && seconds(minTicks), maxTicks && seconds(maxTicks))
  return (
    <div className={styles['rules']}>
      <Progress label={state} fraction={slots.length === 0 ? 1 : done / slots.length} remark={words.filled(done, slots.length)} />
      <p className={styles['length']}>
        <span>{words.length(seconds(lengthTicks))}</span>
        <span>{rule}</span>
      </p>
      {maxTicks !== null && (
        <div className={styles['meter']} aria-hidden data-over={length === 'too-long' || undefined}>
          <div style={{ inlineSize: `${Math.min(100, (lengthTicks / maxTicks) * 100)}%` }} />
          {minTicks !== null && <span style={{ insetInlineStart: `${(minTicks / maxTicks) * 100}%` }} />}
        </div>
      )}
      {length !== 'fine' && (
        <p className={styles['problem']}>
          <TriangleAlert size={14} aria-hidden />
          {length === 'too-short'
            ? words.tooShort(seconds(minTicks ?? lengthTicks))
            : words.tooLong(seconds(maxTicks ?? lengthTicks))}
        </p>
      )}
      <Announcement message={state} />
    </div>
  )
}
