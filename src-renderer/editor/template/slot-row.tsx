import { useContext } from 'react'
import { Check, CircleHelp, Clapperboard, Eye, Image, Music, TriangleAlert, Type, Video, type LucideIcon } from 'lucide-react'
import { call, grantDroppedFiles } from '#renderer/ipc/client.ts'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { useFileDrop } from '#renderer/ui/file-drop.tsx'
import { LatePicture } from '#renderer/ui/late-picture.tsx'
import { Menu } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { fillSlotMedia, fillSlotText, markSlot } from '#shared/edit/commands/fill-slot.ts'
import type { SelectedItem } from '#shared/edit/selection.ts'
import { assetUrl } from '#shared/ipc/media-url.ts'
import { toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonDocument, Slot } from '#shared/project/schema/document.ts'
import { anchorToTimeline, deriveTimeline } from '#shared/project/timeline.ts'
import { contentOfSlot, isKept, isPlaceholderAsset, slotsFrom, type JudgedSlot } from '#shared/template/judge-template.ts'
import { shippedLicence, shippedMusic, type ShippedSound } from '#shared/sound/sounds.ts'
import { addTicks, secondsToTicks, ticksToSeconds, type Ticks } from '#shared/time/ticks.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { placeInSlot, RecordContext, wantSlot } from './wanted-slot.ts'
import styles from './template.module.css'

const words = text.templates.panel
const kinds = text.templates.kinds
const icons = { clip: Clapperboard, text: Type, image: Image, question: CircleHelp, music: Music } as const satisfies Record<
  Slot['kind'],
  LucideIcon
>
const seconds = (length: Ticks): string => String(Math.round(ticksToSeconds(length) * 10) / 10)

type RowProps = { readonly judged: JudgedSlot }

/** One thing to fill in: what it is, a hint, and how. */
export function SlotRow({ judged }: RowProps) {
  const { slot, standing, problem } = judged
  const IconShape = icons[slot.kind]
  const state = words.states[standing]
  return (
    <li className={styles['slot']} data-standing={standing} aria-label={words.slot(slot.name, kinds[slot.kind], state)}>
      <div className={styles['slotHead']}>
        <span className={styles['mark']} aria-hidden>
          {standing === 'filled' ? <Check size={14} strokeWidth={3} /> : <IconShape size={14} />}
        </span>
        <h3 className={styles['name']}>{slot.name}</h3>
        {!slot.required && standing === 'open' && <span className={styles['optional']}>{words.optional}</span>}
        <ShowButton slot={slot} />
      </div>
      {standing === 'gone' ? <p className={styles['hint']}>{words.states.gone}</p> : <Fill judged={judged} />}
      {problem && (
        <p className={styles['problem']}>
          <TriangleAlert size={14} aria-hidden />
          {problem === 'too-short'
            ? words.tooShort(seconds(slot.minTicks ?? secondsToTicks(0)))
            : words.tooLong(seconds(slot.maxTicks ?? secondsToTicks(0)))}
        </p>
      )}
    </li>
  )
}

function Fill({ judged }: RowProps) {
  switch (judged.slot.kind) {
    case 'text':
      return <FillText judged={judged} />
    case 'question':
      return <FillQuestion judged={judged} />
    case 'clip':
    case 'image':
    case 'music':
      return <FillMedia judged={judged} kind={judged.slot.kind} />
  }
}

/** Written where it stands; the words of the template show as long as nothing else is written. */
function FillText({ judged: { slot, standing } }: RowProps) {
  const editor = useEditor()
  const shown = contentOfSlot(useDocument(), slot) ?? ''
  const isOpen = standing === 'open'
  return (
    <>
      <TextField
        label={slot.name}
        labelHidden
        lines={2}
        value={shown === slot.placeholder && isOpen ? '' : shown}
        placeholder={slot.placeholder ?? ''}
        hint={slot.hint}
        onFocus={() => showSlot(editor, slot)}
        onChange={(value) =>
          editor.run(
            fillSlotText,
            { slotId: slot.id, text: value === '' ? (slot.placeholder ?? '') : value },
            { mergeKey: `slot-${slot.id}` },
          )
        }
      />
      <KeepButton judged={{ slot, standing }} />
    </>
  )
}

function FillQuestion({ judged: { slot, standing } }: RowProps) {
  const editor = useEditor()
  const prompt = contentOfSlot(useDocument(), slot) ?? ''
  const edit = (): void => {
    const [item] = itemsOf(editor.document, slot)
    if (!item) return
    showSlot(editor, slot)
    editor.show('questions')
    editor.requestFocus('question-prompt')
  }
  return (
    <>
      <p className={styles['hint']}>{standing === 'open' ? slot.hint : prompt}</p>
      <div className={styles['buttons']}>
        <Button aria-label={words.labelFor(standing === 'open' ? words.edit : words.editAgain, slot.name)} onPress={edit}>
          {standing === 'open' ? words.edit : words.editAgain}
        </Button>
        <KeepButton judged={{ slot, standing }} />
      </div>
    </>
  )
}

function FillMedia({ judged: { slot, standing, lengthTicks }, kind }: RowProps & { readonly kind: 'clip' | 'image' | 'music' }) {
  const editor = useEditor()
  const document = useDocument()
  const openRecording = useContext(RecordContext)
  const add = async (files: readonly File[] | null): Promise<void> => {
    try {
      const { grants } =
        files === null ? await call('media.chooseFiles', { purpose: 'media' }) : { grants: await grantDroppedFiles(files) }
      const slotIds = slotsFrom(editor.document, slot)
      await Promise.all(
        grants.flatMap((grant, index) => {
          const slotId = slotIds[index]
          return slotId === undefined ? [] : [editor.imports.add([grant], placeInSlot(editor, slotId))]
        }),
      )
      if (grants.length > slotIds.length) showToast(words.tooMany(grants.length - slotIds.length))
    } catch (thrown) {
      editor.tellError(toErrorData(thrown))
    }
  }
  const { over, listeners } = useFileDrop((files) => void add(files))
  const shown = contentOfSlot(document, slot)
  const fits = Object.values(document.assets).filter(
    ({ id, kind: type, interpretation }) =>
      !isPlaceholderAsset(document, id) &&
      id !== shown &&
      (kind === 'music' ? interpretation?.audio : kind === 'image' ? type === 'image' : type === 'video' || type === 'image'),
  )
  const loops = kind === 'music' ? shippedMusic.filter(({ sha256 }) => !fits.some((asset) => asset.sha256 === sha256)) : []
  const useLoop = async (sound: ShippedSound): Promise<void> => {
    try {
      const { grant } = await call('sounds.open', { soundId: sound.id })
      const place = placeInSlot(editor, slot.id)
      await editor.imports.add([grant], (asset) => place({ ...asset, licence: shippedLicence }))
    } catch (thrown) {
      editor.tellError(toErrorData(thrown))
    }
  }
  const filledAsset =
    standing === 'filled' && shown !== null ? Object.values(document.assets).find(({ id }) => id === shown) : undefined
  const chooseLabel = filledAsset ? words.again[kind] : words.choose[kind]
  return (
    <div className={styles['drop']} data-over={over || undefined} {...listeners}>
      {filledAsset ? (
        <p className={styles['file']}>
          {filledAsset.kind !== 'audio' && (
            <LatePicture key={filledAsset.id} src={assetUrl(filledAsset.id, 'poster')} alt="" standIn={null} />
          )}
          <span>
            {filledAsset.fileName}
            {lengthTicks !== null && (
              <small>{words.clipLength(seconds(lengthTicks), slot.maxTicks && seconds(slot.maxTicks))}</small>
            )}
          </span>
        </p>
      ) : (
        <p className={styles['hint']}>{slot.hint}</p>
      )}
      <div className={styles['buttons']}>
        <Button aria-label={words.labelFor(chooseLabel, slot.name)} onPress={() => void add(null)}>
          {chooseLabel}
        </Button>
        {kind === 'clip' && (
          <IconButton
            icon={Video}
            label={words.recordFor(slot.name)}
            onPress={() => {
              wantSlot(editor, slot.id)
              openRecording()
            }}
          />
        )}
        {fits.length + loops.length > 0 && (
          <Menu
            label={kind === 'music' ? words.fromSounds : words.fromLesson(slot.name)}
            icon={icons[kind]}
            entries={[
              ...fits.map((asset) => ({
                id: asset.id,
                label: asset.fileName,
                onAction: () => void editor.run(fillSlotMedia, { slotId: slot.id, asset }),
              })),
              ...loops.map((sound) => ({ id: sound.id, label: sound.title, onAction: () => void useLoop(sound) })),
            ]}
          />
        )}
        <KeepButton judged={{ slot, standing }} />
      </div>
    </div>
  )
}

/** One button for both ways, so that whoever presses it keeps the focus. */
function KeepButton({ judged: { slot, standing } }: { readonly judged: Pick<JudgedSlot, 'slot' | 'standing'> }) {
  const editor = useEditor()
  const isOpen = standing === 'open'
  const document = useDocument()
  if (!isOpen && !isKept(document, slot)) return null
  const label = isOpen ? words.keep : words.keepNot
  return (
    <Button
      variant="quiet"
      aria-label={words.labelFor(label, slot.name)}
      onPress={() => void editor.run(markSlot, { slotId: slot.id, filled: isOpen })}
    >
      {label}
    </Button>
  )
}

function ShowButton({ slot }: { readonly slot: Slot }) {
  const editor = useEditor()
  return <IconButton icon={Eye} label={words.show(slot.name)} onPress={() => showSlot(editor, slot)} />
}

/** The records of a slot, as the editor selects them. */
function itemsOf(document: LessonDocument, { id, kind }: Slot): readonly SelectedItem[] {
  if (kind === 'question')
    return Object.values(document.questions).flatMap((question) =>
      question.slotId === id ? [{ kind, id: question.id } as const] : [],
    )
  const table = kind === 'clip' || kind === 'music' ? ('clips' as const) : ('overlays' as const)
  return Object.values(document[table]).flatMap((record): SelectedItem[] => {
    if (record.slotId !== id) return []
    return [
      table === 'clips'
        ? { kind: 'clip', id: record.id as keyof LessonDocument['clips'] }
        : { kind: 'overlay', id: record.id as keyof LessonDocument['overlays'] },
    ]
  })
}

/** When everything of a scene has come in, its words can be read. */
const settledTicks = secondsToTicks(1.2)

/** Selects what stands in a slot and puts the playhead where it is seen. */
function showSlot(editor: ReturnType<typeof useEditor>, slot: Slot): void {
  const { document } = editor
  const items = itemsOf(document, slot)
  const [first] = items
  if (!first) return
  editor.select(items)
  const { clipSpans } = deriveTimeline(document)
  if (first.kind === 'clip') {
    const span = clipSpans.get(first.id)
    if (span) editor.seek(span.startTicks)
  } else if (first.kind === 'overlay') {
    const overlay = document.overlays[first.id]
    if (overlay) editor.seek(addTicks(anchorToTimeline(overlay.anchor, document), settledTicks))
  } else if (first.kind === 'question') {
    const question = document.questions[first.id]
    if (question) editor.seek(anchorToTimeline(question.anchor, document))
  }
}
