import { useMemo, useState } from 'react'
import { Music, Plus } from 'lucide-react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { Announcement } from '#renderer/ui/announcer.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import { SearchField } from '#renderer/ui/fields.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import {
  findSounds,
  musicMoods,
  shippedMusic,
  shortSounds,
  soundGroups,
  type MusicMood,
  type ShippedSound,
} from '#shared/sound/sounds.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { ticksPerSecond, ticksToSeconds } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { useEditor } from '../editor-context.tsx'
import { addShipped } from './add-sound.ts'
import { SoundList, type SoundRow } from './sound-list.tsx'
import type { SoundPlayer } from './sound-player.ts'
import styles from './music.module.css'

const words = text.music

const factsOf = (sound: ShippedSound): string =>
  sound.kind === 'music'
    ? words.facts([formatLength(sound.loopTicks), words.moods[sound.mood], words.beatsPerMinute(sound.bpm)])
    : text.common.secondsShort(ticksToSeconds(sound.lengthTicks))

function rowOf(editor: LessonEditor, sound: ShippedSound): SoundRow {
  return {
    id: sound.id,
    url: `/sounds/${sound.id}.ogg`,
    loopSeconds: sound.kind === 'music' ? sound.loopTicks / ticksPerSecond : null,
    name: sound.title,
    facts: factsOf(sound),
    peaks: sound.peaks,
    actions: [{ id: 'add', label: words.add(sound.title), icon: Plus, run: () => void addShipped(editor, sound) }],
  }
}

/** The music of the product, by mood and with a search. */
export function MusicList({ player }: { readonly player: SoundPlayer }) {
  const editor = useEditor()
  const [query, setQuery] = useState('')
  const [mood, setMood] = useState<MusicMood | null>(null)
  const typed = query.trim()
  const rows = useMemo(
    () =>
      findSounds(shippedMusic, typed)
        .filter((music) => mood === null || music.mood === mood)
        .map((music) => rowOf(editor, music)),
    [editor, typed, mood],
  )
  return (
    <>
      <div className={styles['tools']}>
        <SearchField label={words.search.music} value={query} onChange={setQuery} />
        <ListBox
          aria-label={words.mood}
          layout="grid"
          orientation="horizontal"
          className={styles['moods'] ?? ''}
          selectionMode="single"
          selectedKeys={[mood ?? 'any']}
          disallowEmptySelection
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : [...keys]
            setMood(musicMoods.find((known) => known === key) ?? null)
          }}
        >
          {[null, ...musicMoods].map((each) => (
            <ListBoxItem key={each ?? 'any'} id={each ?? 'any'} className={styles['mood'] ?? ''}>
              {each === null ? words.anyMood : words.moods[each]}
            </ListBoxItem>
          ))}
        </ListBox>
      </div>
      <Announcement message={typed === '' && mood === null ? '' : words.found(rows.length)} />
      {rows.length === 0 ? (
        <EmptyState icon={Music} title={typed === '' ? words.nothingInMood : words.nothing(typed)} body={words.nothingBody} />
      ) : (
        <section className={styles['section']}>
          <p className={styles['hint']}>{words.musicHint}</p>
          <SoundList label={words.kind.music} rows={rows} player={player} />
        </section>
      )}
    </>
  )
}

/** The short sounds of the product. */
export function ShortSoundList({ player }: { readonly player: SoundPlayer }) {
  const editor = useEditor()
  const [query, setQuery] = useState('')
  const typed = query.trim()
  const found = useMemo(() => findSounds(shortSounds, typed), [typed])
  const groups = useMemo(
    () =>
      soundGroups
        .map((group) => ({ group, rows: found.filter((sound) => sound.group === group).map((sound) => rowOf(editor, sound)) }))
        .filter(({ rows }) => rows.length > 0),
    [editor, found],
  )
  return (
    <>
      <div className={styles['tools']}>
        <SearchField label={words.search.sounds} value={query} onChange={setQuery} />
      </div>
      <Announcement message={typed === '' ? '' : words.found(found.length)} />
      {groups.length === 0 && <EmptyState icon={Music} title={words.nothing(typed)} body={words.nothingBody} />}
      {groups.map(({ group, rows }, index) => (
        <section key={group} className={styles['section']}>
          {index === 0 && <p className={styles['hint']}>{words.soundHint}</p>}
          <h3 className={styles['category']}>{words.groups[group]}</h3>
          <SoundList label={words.groups[group]} rows={rows} player={player} />
        </section>
      ))}
    </>
  )
}
