import { useEffect, useMemo, useRef, useState } from 'react'
import { AudioLines, Music, Plus, Repeat } from 'lucide-react'
import { useStore } from 'zustand'
import { Announcement } from '#renderer/ui/announcer.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import { SearchField } from '#renderer/ui/fields.tsx'
import type { EditSnapshot } from '#shared/edit/edit-session.ts'
import { assetUrl } from '#shared/ipc/media-url.ts'
import { readWaveform, waveformFormat } from '#shared/ipc/waveform-file.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import { useEditor, useSession } from '../editor-context.tsx'
import { placeSound } from './add-sound.ts'
import { SoundList, type SoundRow } from './sound-list.tsx'
import type { SoundPlayer } from './sound-player.ts'
import styles from './music.module.css'

const words = text.music
const pickAssets = ({ document }: EditSnapshot): EditSnapshot['document']['assets'] => document.assets
const columns = 96

/** The sound files of the lesson, and a way to bring in more. */
export function FileList({ player }: { readonly player: SoundPlayer }) {
  const editor = useEditor()
  const assets = useSession(pickAssets)
  const [query, setQuery] = useState('')
  const typed = query.trim().toLowerCase()
  const sounds = useMemo(() => Object.values(assets).filter(({ kind }) => kind === 'audio'), [assets])
  const peaks = usePeaks(sounds)
  const rows = useMemo(
    () =>
      sounds
        .filter(({ fileName }) => fileName.toLowerCase().includes(typed))
        .map((asset): SoundRow => ({
          id: asset.id,
          url: assetUrl(asset.id, 'sound', asset.sha256),
          loopSeconds: null,
          name: asset.fileName,
          facts: words.facts([
            formatLength(asset.interpretation?.durationTicks ?? zeroTicks),
            ...(asset.licence.spdx === null ? [] : [asset.licence.spdx]),
          ]),
          peaks: peaks.get(asset.id) ?? null,
          actions: [
            {
              id: 'music',
              label: words.addAsMusic(asset.fileName),
              icon: Repeat,
              run: () => void placeSound(editor, asset, asset.fileName, 'music', editor.playheadTicks),
            },
            {
              id: 'sound',
              label: words.addAsSound(asset.fileName),
              icon: Plus,
              run: () => void placeSound(editor, asset, asset.fileName, 'sound', editor.playheadTicks),
            },
          ],
        })),
    [editor, sounds, peaks, typed],
  )
  const button = (
    <Button icon={Music} onPress={() => void editor.imports.choose('media')}>
      {words.addFiles}
    </Button>
  )
  if (sounds.length === 0) {
    return (
      <EmptyState icon={AudioLines} title={words.noFiles} body={words.noFilesBody}>
        {button}
      </EmptyState>
    )
  }
  return (
    <>
      <div className={styles['tools']}>
        <SearchField label={words.search.files} value={query} onChange={setQuery} />
        {button}
      </div>
      <Announcement message={typed === '' ? '' : words.found(rows.length)} />
      {rows.length === 0 ? (
        <EmptyState icon={Music} title={words.nothing(typed)} body={words.nothingBody} />
      ) : (
        <section className={styles['section']}>
          <p className={styles['hint']}>{words.filesHint}</p>
          <SoundList label={words.kind.files} rows={rows} player={player} />
        </section>
      )}
    </>
  )
}

/** The loudness of assets along their length, as soon as it was measured. */
function usePeaks(assets: readonly Asset[]): ReadonlyMap<string, readonly number[]> {
  const { preparations } = useEditor()
  const made = useStore(preparations.store, (state) => state.made)
  const [peaks, setPeaks] = useState<ReadonlyMap<string, readonly number[]>>(new Map())
  const asked = useRef(new Set<string>())
  useEffect(() => {
    for (const { id, sha256 } of assets) {
      if (made[id] !== 'all' || asked.current.has(id)) continue
      asked.current.add(id)
      void loadPeaks(assetUrl(id, 'waveform', sha256)).then((loaded) => {
        if (loaded) setPeaks((before) => new Map(before).set(id, loaded))
      })
    }
  }, [assets, made])
  return peaks
}

async function loadPeaks(url: string): Promise<readonly number[] | null> {
  try {
    const answer = await fetch(url)
    const waveform = answer.ok ? readWaveform(await answer.arrayBuffer()) : null
    if (!waveform || waveform.count === 0) return null
    const heights = Array.from({ length: columns }, (_, column) => {
      const [from, to] = [column, column + 1].map((edge) => Math.floor((edge * waveform.count) / columns))
      let highest = 0
      for (let peak = from ?? 0; peak < Math.max(to ?? 0, (from ?? 0) + 1); peak += 1)
        highest = Math.max(highest, waveform.peaks[peak * waveformFormat.bytesPerPeak + 1] ?? 0)
      return highest
    })
    const loudest = Math.max(1, ...heights)
    return heights.map((height) => height / loudest)
  } catch {
    return null
  }
}
