import { useState } from 'react'
import { ContextMenu, type MenuPoint } from '#renderer/ui/context-menu.tsx'
import type { MenuEntry } from '#renderer/ui/overlays.tsx'
import { setClipSpeed } from '#shared/edit/commands/clip-speed.ts'
import { deleteItems } from '#shared/edit/commands/delete-items.ts'
import { liftItems } from '#shared/edit/commands/lift-items.ts'
import { replaceMedia } from '#shared/edit/commands/replace-media.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import type { Selection } from '#shared/edit/selection.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { useEditor, useSelection } from '../editor-context.tsx'
import type { LessonEditor } from '../lesson-editor.ts'

const words = text.timeline.menu

export type ItemMenuPlace = { readonly point: MenuPoint; /** Where a split would cut. */ readonly atTicks: Ticks }

type Entry = MenuEntry & { readonly divide?: boolean; readonly disabled?: boolean }

/** What can be done with the selection, at the place that was pressed. */
export function ItemMenu({ point, atTicks, onClose }: ItemMenuPlace & { readonly onClose: () => void }) {
  const editor = useEditor()
  const selection = useSelection()
  const [replacing, setReplacing] = useState<Clip | null>(null)
  if (replacing) {
    const entries = replacements(editor, replacing).map((asset) => ({
      id: asset.id,
      label: asset.fileName,
      onAction: () => editor.run(replaceMedia, { clipId: replacing.id, assetId: asset.id }),
    }))
    return <ContextMenu label={words.replace} point={point} entries={entries} onClose={onClose} />
  }
  const entries = itemEntries(editor, selection, atTicks, setReplacing)
  return <ContextMenu label={words.label} point={point} entries={entries} onClose={onClose} />
}

function itemEntries(editor: LessonEditor, items: Selection, atTicks: Ticks, replace: (clip: Clip) => void): readonly Entry[] {
  const only = items.length === 1 ? items[0] : undefined
  const clip = only?.kind === 'clip' ? editor.document.clips[only.id] : undefined
  const canSplit = clip?.anchor === null
  const hasMain = items.some((item) => item.kind === 'clip' && editor.document.clips[item.id]?.anchor === null)
  return [
    ...(canSplit ? [{ id: 'split', label: words.split, onAction: () => editor.run(splitClip, { atTicks }) }] : []),
    ...(clip
      ? [
          {
            id: 'reverse',
            label: clip.reversed ? words.forwards : words.reverse,
            onAction: () => editor.run(setClipSpeed, { clipId: clip.id, changes: { reversed: !clip.reversed } }),
          },
          {
            id: 'replace',
            label: words.replace,
            disabled: replacements(editor, clip).length === 0,
            onAction: () => replace(clip),
          },
        ]
      : []),
    ...(hasMain ? [{ id: 'lift', label: words.lift, divide: true, onAction: () => editor.run(liftItems, { items }) }] : []),
    {
      id: 'delete',
      label: words.delete,
      danger: true,
      divide: !hasMain && clip !== undefined,
      onAction: () => editor.run(deleteItems, { items }),
    },
  ]
}

/** Media of the lesson that could be shown in place of a clip's. */
function replacements(editor: LessonEditor, clip: Clip): readonly Asset[] {
  return Object.values(editor.document.assets).filter(
    ({ id, kind, interpretation }) =>
      id !== clip.assetId && (kind === 'image' || (kind === 'video' && Boolean(interpretation?.video))),
  )
}
