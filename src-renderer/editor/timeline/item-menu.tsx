import { useState } from 'react'
import { ContextMenu, type MenuPoint } from '#renderer/ui/context-menu.tsx'
import type { MenuEntry } from '#renderer/ui/overlays.tsx'
import { setClipSpeed } from '#shared/edit/commands/clip-speed.ts'
import { detachAudio } from '#shared/edit/commands/detach-audio.ts'
import { freezeFrame } from '#shared/edit/commands/freeze-frame.ts'
import { groupItems, ungroupItems } from '#shared/edit/commands/groups.ts'
import { duplicateItems } from '#shared/edit/commands/paste-items.ts'
import { deleteItems } from '#shared/edit/commands/delete-items.ts'
import { liftItems } from '#shared/edit/commands/lift-items.ts'
import { replaceMedia } from '#shared/edit/commands/replace-media.ts'
import { splitItems } from '#shared/edit/commands/split-items.ts'
import { groupsOf } from '#shared/edit/groups.ts'
import type { Selection } from '#shared/edit/selection.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { isSideItem, trimToPlayhead } from '../actions/trim.ts'
import { useEditor, useSelection } from '../editor-context.tsx'
import type { LessonEditor } from '../lesson-editor.ts'
import { replaceFromFile } from '../media/replace-from-file.ts'
import { putAmongClips, showOver } from './move-between-lanes.ts'

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
  const { document } = editor
  const only = items.length === 1 ? items[0] : undefined
  const clip = only?.kind === 'clip' ? document.clips[only.id] : undefined
  const isMain = clip?.anchor === null
  const asset = clip && document.assets[clip.assetId]
  const hasMain = items.some((item) => item.kind === 'clip' && document.clips[item.id]?.anchor === null)
  const grouped = groupsOf(document, items).size > 0
  const groupable = items.filter(({ kind }) => kind === 'clip' || kind === 'overlay').length > 1
  const canSplit = items.some(({ kind }) => kind === 'clip' || kind === 'overlay' || kind === 'caption')
  const hasSide = items.some((item) => isSideItem(document, item))
  const canCopy = items.some(({ kind }) => kind !== 'gap')
  const entry = (shown: boolean, made: Entry): readonly Entry[] => (shown ? [made] : [])
  return [
    ...entry(canSplit, { id: 'split', label: words.split, onAction: () => editor.run(splitItems, { items, atTicks }) }),
    ...entry(hasSide, { id: 'trim-start', label: words.trimStart, onAction: () => trimToPlayhead(editor, 'start') }),
    ...entry(hasSide, { id: 'trim-end', label: words.trimEnd, onAction: () => trimToPlayhead(editor, 'end') }),
    ...entry(canCopy, { id: 'duplicate', label: words.duplicate, onAction: () => editor.run(duplicateItems, { items }) }),
    ...entry(isMain && clip?.freezeTicks === null, {
      id: 'freeze',
      label: words.freeze,
      onAction: () => editor.run(freezeFrame, { atTicks }),
    }),
    ...entry(isMain && Boolean(asset?.interpretation?.audio) && clip?.freezeTicks === null, {
      id: 'detach',
      label: words.detach,
      onAction: () => {
        if (clip) editor.run(detachAudio, { clipId: clip.id })
      },
    }),
    ...entry(clip !== undefined && clip.freezeTicks === null && asset?.kind !== 'image', {
      id: 'reverse',
      label: clip?.reversed ? words.forwards : words.reverse,
      onAction: () => {
        if (clip) editor.run(setClipSpeed, { clipId: clip.id, changes: { reversed: !clip.reversed } })
      },
    }),
    ...entry(isMain && clip !== undefined && isSeen(editor, clip), {
      id: 'over',
      label: words.over,
      onAction: () => {
        if (clip) showOver(editor, clip.id)
      },
    }),
    ...entry(clip !== undefined && document.tracks[clip.trackId]?.band === 'picture-in-picture', {
      id: 'among',
      label: words.among,
      onAction: () => {
        if (clip) putAmongClips(editor, clip.id)
      },
    }),
    ...entry(clip !== undefined, {
      id: 'replace',
      label: words.replace,
      disabled: !clip || replacements(editor, clip).length === 0,
      onAction: () => {
        if (clip) replace(clip)
      },
    }),
    ...entry(clip !== undefined && isSeen(editor, clip), {
      id: 'replace-file',
      label: words.replaceFromFile,
      onAction: () => {
        if (clip) void replaceFromFile(editor, clip.id)
      },
    }),
    ...entry(groupable && !grouped, {
      id: 'group',
      label: words.group,
      divide: true,
      onAction: () => editor.run(groupItems, { items }),
    }),
    ...entry(grouped, { id: 'ungroup', label: words.ungroup, divide: true, onAction: () => editor.run(ungroupItems, { items }) }),
    ...entry(hasMain, { id: 'lift', label: words.lift, divide: true, onAction: () => editor.run(liftItems, { items }) }),
    {
      id: 'delete',
      label: words.delete,
      danger: true,
      divide: !hasMain && canCopy,
      onAction: () => editor.run(deleteItems, { items }),
    },
  ]
}

/** Not a clip of sound alone: nothing to be seen could take its place. */
function isSeen({ document }: LessonEditor, { trackId }: Clip): boolean {
  return document.tracks[trackId]?.band !== 'audio'
}

/** Media of the lesson that could be shown in place of a clip's. */
function replacements(editor: LessonEditor, clip: Clip): readonly Asset[] {
  return Object.values(editor.document.assets).filter(
    ({ id, kind, interpretation }) =>
      id !== clip.assetId && (kind === 'image' || (kind === 'video' && Boolean(interpretation?.video))),
  )
}
