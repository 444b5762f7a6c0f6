import { lazy, Suspense, useMemo, useState } from 'react'
import {
  Clapperboard,
  Film,
  FolderPlus,
  FolderSearch,
  Layers,
  LifeBuoy,
  Music,
  Palette,
  Plus,
  Scissors,
  SearchX,
  Smartphone,
  TriangleAlert,
  VolumeX,
  X,
} from 'lucide-react'
import { useStore } from 'zustand'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Announcement } from '#renderer/ui/announcer.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import { LatePicture } from '#renderer/ui/late-picture.tsx'
import { SearchField } from '#renderer/ui/fields.tsx'
import { Menu, Progress } from '#renderer/ui/overlays.tsx'
import { addTrackClip } from '#shared/edit/commands/tracks.ts'
import { insertClip } from '#shared/edit/commands/insert-clip.ts'
import { assetUrl } from '#shared/ipc/media-url.ts'
import { describeError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { trackKinds } from '#shared/project/track-kinds.ts'
import { secondsToTicks, ticksToSeconds } from '#shared/time/ticks.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { addToPicture, pictureOverlay } from '../overlays/add-to-picture.ts'
import { SplitDialog } from '../split/split-dialog.tsx'
import { AssetNotes } from './asset-notes.tsx'
import { findByName } from './find-by-name.ts'
import { findFile } from './find-file.ts'
import type { MediaImport } from './imports.ts'
import styles from './media.module.css'
import panel from '../panel.module.css'

const words = text.editor.media
/** Seldom opened, and brings the writer of QR codes. */
const PhoneCard = lazy(() => import('./phone-card.tsx').then((module) => ({ default: module.PhoneCard })))
/** Fewer are seen at a glance. */
const worthSearching = 4
/** Two lessons of the shortest length. */
const worthSplittingTicks = secondsToTicks(30)

/** The clips of the lesson, those on their way, and those that could not be read. */
export function MediaPanel() {
  const editor = useEditor()
  const document = useDocument()
  const imports = useStore(editor.imports.store, (state) => state.imports)
  const phoneOpen = useStore(editor.phone.state, ({ kind }) => kind !== 'closed')
  const assets = useMemo(() => Object.values(document.assets), [document.assets])
  const used = useMemo(
    () => new Set(Object.values(document.clips).flatMap((clip) => [clip.assetId, clip.picture.look?.lutAssetId])),
    [document.clips],
  )
  const isEmpty = assets.length === 0 && imports.length === 0
  const [query, setQuery] = useState('')
  // What is on screen at once is not searched; and nobody is left with a search that its field is gone from.
  const isSearched = assets.length > worthSearching
  const shown = isSearched ? findByName(assets, query) : assets
  return (
    <>
      <header className={panel['header']}>
        <h2>{words.title}</h2>
        <div className={styles['ways']}>
          <IconButton icon={FolderPlus} label={words.addFolder} onPress={() => void editor.imports.choose('folder')} />
          <IconButton icon={Smartphone} label={text.phone.open} onPress={() => void editor.phone.open()} isDisabled={phoneOpen} />
          <Button icon={Plus} variant="quiet" onPress={() => void editor.imports.choose('media')}>
            {words.add}
          </Button>
        </div>
      </header>
      <div className={panel['scroll']}>
        {phoneOpen && (
          <Suspense>
            <PhoneCard />
          </Suspense>
        )}
        {isEmpty && !phoneOpen && (
          <EmptyState icon={Clapperboard} title={words.empty} body={words.emptyBody}>
            <Button variant="primary" icon={Plus} onPress={() => void editor.imports.choose('media')}>
              {words.add}
            </Button>
            <Button icon={Smartphone} onPress={() => void editor.phone.open()}>
              {text.phone.open}
            </Button>
          </EmptyState>
        )}
        {imports.length > 0 && (
          <ul className={styles['imports']}>
            {imports.map((entry) => (
              <ImportRow key={entry.id} entry={entry} />
            ))}
          </ul>
        )}
        {isSearched && (
          <>
            <div className={styles['search']}>
              <SearchField label={words.search} value={query} onChange={setQuery} />
            </div>
            <Announcement message={query.trim() === '' ? '' : words.foundCount(shown.length)} />
          </>
        )}
        {isSearched && shown.length === 0 && (
          <EmptyState icon={SearchX} title={words.nothing(query.trim())} body={words.nothingBody} />
        )}
        <ul className={styles['assets']}>
          {shown.map((asset) => (
            <li key={asset.id}>
              <AssetRow asset={asset} used={used.has(asset.id)} />
              <MissingFile asset={asset} />
              <AssetNotes asset={asset} />
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

function ImportRow({ entry }: { readonly entry: MediaImport }) {
  const editor = useEditor()
  const { fileName, error, fraction, converting, place } = entry
  if (error) {
    return (
      <li className={styles['failed']} role="alert">
        <div className={styles['importHead']}>
          <strong>{place ? words.failed(fileName) : words.convertFailed(fileName)}</strong>
          <IconButton icon={X} label={words.remove(fileName)} onPress={() => void editor.imports.dismiss(entry.id)} />
        </div>
        <p>{describeError(error)}</p>
        {entry.rescuable && (
          <>
            <p>{words.rescueHint}</p>
            <Button icon={LifeBuoy} onPress={() => void editor.imports.rescue(entry)}>
              {words.rescue}
            </Button>
          </>
        )}
      </li>
    )
  }
  return (
    <li className={styles['importing']}>
      <Progress
        label={converting ? words.converting(fileName) : words.importing(fileName)}
        fraction={fraction}
        remark={fraction === null ? '' : text.common.percent(fraction)}
      />
      <IconButton
        icon={X}
        label={place ? words.cancelImport(fileName) : words.cancelConvert(fileName)}
        onPress={() => void editor.imports.dismiss(entry.id)}
      />
    </li>
  )
}

function AssetRow({ asset, used }: { readonly asset: Asset; readonly used: boolean }) {
  const editor = useEditor()
  const made = useStore(editor.preparations.store, (state) => state.made[asset.id])
  const hasPoster = asset.kind === 'image' || (asset.kind === 'video' && made !== undefined)
  const isMissing = useStore(editor.missing, (missing) => missing.has(asset.id))
  const [splitting, setSplitting] = useState(false)
  const durationTicks = asset.interpretation?.durationTicks
  const isSilent = asset.kind === 'video' && asset.interpretation !== null && asset.interpretation.audio === null
  return (
    <div className={styles['asset']}>
      <span className={styles['thumb']}>
        {!hasPoster && asset.kind === 'audio' && <Music size={20} aria-hidden />}
        {!hasPoster && asset.kind !== 'audio' && asset.kind !== 'lut' && <Film size={20} aria-hidden />}
        {asset.kind === 'lut' && <Palette size={20} aria-hidden />}
        {/* The poster of a mended clip may be made with the rest only: then it is asked for again. */}
        {hasPoster && (
          <LatePicture
            key={made}
            src={assetUrl(asset.id, 'poster', made)}
            alt={asset.altText}
            standIn={<Film size={20} aria-hidden />}
          />
        )}
      </span>
      <span className={styles['assetText']}>
        <span className={styles['assetName']} title={asset.fileName}>
          {asset.fileName}
        </span>
        <span className={styles['assetFacts']}>
          {durationTicks !== undefined && <span>{text.common.secondsShort(ticksToSeconds(durationTicks))}</span>}
          {isSilent && (
            <span className={styles['silent']}>
              <VolumeX size={12} aria-hidden />
              {words.noSound}
            </span>
          )}
          {isMissing && (
            <span className={styles['missing']}>
              <TriangleAlert size={12} aria-hidden />
              {words.missing}
            </span>
          )}
          {!used && <span>{words.unused}</span>}
        </span>
      </span>
      {asset.kind === 'video' && (durationTicks ?? 0) >= worthSplittingTicks && (
        <IconButton icon={Scissors} label={text.split.openShort} onPress={() => setSplitting(true)} />
      )}
      {splitting && <SplitDialog asset={asset} onClose={() => setSplitting(false)} />}
      {(asset.kind === 'video' || asset.kind === 'image') && (
        <IconButton icon={Plus} label={words.addToEnd} onPress={() => editor.run(insertClip, { assetId: asset.id })} />
      )}
      {asset.kind !== 'lut' && <UseMenu asset={asset} />}
    </div>
  )
}

/** Under a clip whose file is gone: where to look for it is for the user to say. */
function MissingFile({ asset }: { readonly asset: Asset }) {
  const editor = useEditor()
  const isMissing = useStore(editor.missing, (missing) => missing.has(asset.id))
  if (!isMissing) return null
  return (
    <div className={styles['notes']}>
      <Button
        variant="quiet"
        icon={FolderSearch}
        aria-label={words.findFileOf(asset.fileName)}
        onPress={() => void findFile(editor, asset.id)}
      >
        {words.findFile}
      </Button>
    </div>
  )
}

/** Puts media beside the clips, at the playhead. */
function UseMenu({ asset }: { readonly asset: Asset }) {
  const editor = useEditor()
  const tracks = text.clipSettings.tracks
  const kinds = trackKinds.filter((kind) =>
    kind === 'picture-in-picture' ? asset.kind !== 'audio' : Boolean(asset.interpretation?.audio),
  )
  const entries = kinds.map((kind) => ({
    id: kind,
    label: tracks.kinds[kind],
    onAction: () => void editor.run(addTrackClip, { assetId: asset.id, kind, atTicks: editor.playheadTicks }),
  }))
  const over = pictureOverlay(asset)
  const placed = over
    ? [
        ...entries,
        { id: 'over', label: text.overlays.overPicture, onAction: () => void addToPicture(editor, asset.fileName, [over]) },
      ]
    : entries
  const findings = asset.interpretation?.findings
  const canConvert = findings !== undefined && findings.every(({ code }) => code !== 'media.converted')
  const convert = { id: 'convert', label: words.convert, onAction: () => void editor.imports.convert(asset) }
  const all = canConvert ? [...placed, convert] : placed
  return all.length > 0 && <Menu label={tracks.use(asset.fileName)} icon={Layers} entries={all} />
}
