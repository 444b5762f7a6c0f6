import { useEffect, useRef, useState } from 'react'
import { Ellipsis, LayoutTemplate, Trash2 } from 'lucide-react'
import { call } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Segmented } from '#renderer/ui/choices.tsx'
import { EmptyState, Notice } from '#renderer/ui/feedback.tsx'
import { useKeepFocus } from '#renderer/ui/keep-focus.ts'
import { Dialog, Menu } from '#renderer/ui/overlays.tsx'
import { Pressable } from '#renderer/ui/pressable.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { TemplateSummary } from '#shared/ipc/areas/templates.ts'
import { describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import styles from './templates.module.css'

const words = text.templates
const filters = ['all', 'lesson', 'challenge', 'reply', 'own'] as const
type Filter = (typeof filters)[number]

const tell = (thrown: unknown): void => void showToast(describeError(toErrorData(thrown)))

type GalleryProps = {
  readonly onClose: () => void
  /** Makes a lesson of a template; resolves when it is open. */
  readonly onUse: (template: TemplateSummary) => Promise<void>
}

/** All templates, those that ship and one's own, as films that play while one looks at them. */
export function TemplateGallery({ onClose, onUse }: GalleryProps) {
  const [templates, setTemplates] = useState<readonly TemplateSummary[] | null>(null)
  const [error, setError] = useState<ErrorData | null>(null)
  const [filter, setFilter] = useState<Filter>('all')
  const [starting, setStarting] = useState<TemplateSummary | null>(null)
  const [removed, setRemoved] = useState<TemplateSummary | null>(null)
  const region = useRef<HTMLDivElement>(null)
  const restoredId = useRef<string | null>(null)
  useEffect(() => {
    call('templates.list', {}).then(
      (answer) => setTemplates(answer.templates),
      (thrown: unknown) => setError(toErrorData(thrown)),
    )
  }, [])
  useKeepFocus(region, { parts: 'li', last: () => region.current?.querySelector('button, input') ?? null })
  useEffect(() => {
    if (restoredId.current === null) return
    region.current?.querySelector<HTMLElement>(`[data-template="${restoredId.current}"] button`)?.focus()
    restoredId.current = null
  })
  const shown = templates?.filter(
    ({ kind, origin }) => filter === 'all' || (filter === 'own' ? origin === 'own' : kind === filter && origin === 'shipped'),
  )
  const use = (template: TemplateSummary): void => {
    if (starting) return
    setStarting(template)
    onUse(template).catch((thrown: unknown) => {
      setStarting(null)
      tell(thrown)
    })
  }
  const remove = async (template: TemplateSummary): Promise<void> => {
    try {
      await call('templates.delete', { templateId: template.templateId })
      setTemplates((before) => before?.filter((other) => other !== template) ?? null)
      setRemoved(template)
      announce(words.removed(template.name))
    } catch (thrown) {
      tell(thrown)
    }
  }
  const restore = async ({ templateId }: TemplateSummary): Promise<void> => {
    try {
      await call('templates.restore', { templateId })
      const answer = await call('templates.list', {})
      restoredId.current = templateId
      setTemplates(answer.templates)
      setRemoved(null)
    } catch (thrown) {
      tell(thrown)
    }
  }
  return (
    <Dialog title={words.title} open onClose={onClose} size="screen">
      <div ref={region}>
        <div className={styles['head']}>
          <p>{starting ? words.starting(starting.name) : words.body}</p>
          <Segmented
            label={words.filter}
            labelHidden
            value={filter}
            options={filters.map((value) => ({ value, label: words.filters[value] }))}
            onChange={setFilter}
          />
        </div>
        {error && (
          <Notice tone="error" title={words.failed}>
            <p>{describeError(error)}</p>
          </Notice>
        )}
        {/* Not a toast: that would lie under the dialog. */}
        {removed && (
          <div className={styles['removed']}>
            <p>{words.removed(removed.name)}</p>
            <Button onPress={() => void restore(removed)}>{text.common.undo}</Button>
          </div>
        )}
        {shown?.length === 0 && <EmptyState icon={LayoutTemplate} title={words.none} body={words.noneBody} />}
        {shown && shown.length > 0 && (
          <ul className={styles['grid']} aria-label={words.list} aria-busy={starting !== null}>
            {shown.map((template) => (
              <TemplateCard
                key={template.templateId}
                template={template}
                onUse={() => use(template)}
                onRemove={() => void remove(template)}
              />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  )
}

type CardProps = { readonly template: TemplateSummary; readonly onUse: () => void; readonly onRemove: () => void }

function TemplateCard({ template, onUse, onRemove }: CardProps) {
  const { name, summary, durationTicks, slots, origin } = template
  const [watched, setWatched] = useState(false)
  const fills = words.fills(slots.clip, slots.text, slots.question)
  return (
    <li className={styles['card']} data-template={template.templateId}>
      <div className={styles['picture']}>
        <Pressable
          label={`${words.use(name)}. ${summary} ${fills}`}
          className={styles['open'] ?? ''}
          onPress={onUse}
          onAttention={setWatched}
        >
          <Film template={template} playing={watched} />
        </Pressable>
        <span className={styles['length']} aria-hidden>
          {words.length(Math.round(ticksToSeconds(durationTicks)))}
        </span>
      </div>
      <div className={styles['text']}>
        <h3 className={styles['name']}>{name}</h3>
        {origin === 'own' && (
          <Menu
            label={words.more(name)}
            icon={Ellipsis}
            entries={[{ id: 'delete', label: words.remove, icon: Trash2, danger: true, onAction: onRemove }]}
          />
        )}
        <p className={styles['summary']}>{summary}</p>
        <p className={styles['fills']}>{fills}</p>
      </div>
    </li>
  )
}

/** A still that becomes a film while it is looked at; who wants little motion keeps the still. */
function Film({ template: { posterUrl, filmUrl }, playing }: { readonly template: TemplateSummary; readonly playing: boolean }) {
  const [failed, setFailed] = useState(false)
  const moves = playing && filmUrl !== null && !matchMedia('(prefers-reduced-motion: reduce)').matches
  if (posterUrl === null || failed) return <LayoutTemplate size={40} strokeWidth={1.25} className={styles['blank']} aria-hidden />
  return (
    <>
      <img className={styles['still']} src={posterUrl} alt="" loading="lazy" onError={() => setFailed(true)} />
      {moves && <video className={styles['film']} src={filmUrl} muted autoPlay loop playsInline aria-hidden />}
    </>
  )
}
