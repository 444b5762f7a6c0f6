import { Fragment, useEffect, useRef, useState } from 'react'
import { RotateCcw } from 'lucide-react'
import { useStore } from 'zustand'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/overlays.tsx'
import type { KeyChord } from '#shared/ipc/areas/keys.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { useEditor, useView } from '../editor-context.tsx'
import { chordKeys, chordOf } from './chord.ts'
import { keyStore, setKeys } from './key-store.ts'
import { chooseKey, chordsOf, findOwner, isReserved, resetKey, shortcutGroups } from './keymap.ts'
import type { Shortcut, ShortcutGroup } from './shortcut.ts'
import { isMac, shownChord } from './use-keys.ts'
import styles from './shortcuts-dialog.module.css'

const words = text.shortcuts

const withArrows = (...held: readonly string[]): readonly (readonly string[])[] => [
  [...held, words.keys.left],
  [...held, words.keys.right],
]

/** Keys that belong to a place of the window and stay what they are. */
const fixedKeys: Partial<
  Record<ShortcutGroup, readonly { readonly name: string; readonly keys: readonly (readonly string[])[] }[]>
> = {
  editing: [{ name: words.fixed.choice, keys: [[words.keys.enter]] }],
  timeline: [
    { name: words.fixed.select, keys: [[words.keys.up], [words.keys.down]] },
    { name: words.fixed.nudge, keys: withArrows(words.keys.alt) },
    { name: words.fixed.roll, keys: withArrows(words.keys.alt, words.keys.shift) },
    {
      name: words.fixed.lane,
      keys: [
        [words.keys.alt, words.keys.up],
        [words.keys.alt, words.keys.down],
      ],
    },
    { name: words.fixed.menu, keys: [[words.keys.shift, 'F10']] },
    { name: words.fixed.zoomWheel, keys: [[isMac ? words.keys.cmd : words.keys.ctrl, words.keys.wheel]] },
  ],
}

/** Side by side, so that a row that grows pushes nothing into the other column. */
const columns: readonly (readonly ShortcutGroup[])[] = [
  ['playback', 'timeline'],
  ['editing', 'lesson'],
]

/** All keys, and the place where they are changed. */
export function ShortcutsDialog() {
  const editor = useEditor()
  const open = useView((view) => view.shortcutsOpen)
  const hasChoices = useStore(keyStore, ({ choices }) => Object.keys(choices).length > 0)
  const body = useRef<HTMLDivElement>(null)
  const resetAll = (): void => {
    // The button goes, and the focus must stay in the dialog.
    body.current?.focus()
    setKeys({})
    announce(words.allReset)
  }
  return (
    <Dialog
      wide
      title={words.title}
      open={open}
      onClose={() => editor.view.setState({ shortcutsOpen: false })}
      {...(hasChoices && {
        actions: (
          <Button icon={RotateCcw} onPress={resetAll}>
            {words.resetAll}
          </Button>
        ),
      })}
    >
      <p className={styles['hint']}>{words.hint}</p>
      <div ref={body} className={styles['groups']} tabIndex={-1}>
        {columns.map((groups) => (
          <div key={groups.join()} className={styles['column']}>
            {groups.map((group) => (
              <Group key={group} group={group} />
            ))}
          </div>
        ))}
      </div>
    </Dialog>
  )
}

function Group({ group }: { readonly group: ShortcutGroup }) {
  const shortcuts = shortcutGroups.find((each) => each.group === group)?.shortcuts ?? []
  return (
    <section>
      <h3 className={styles['group']}>{words.groups[group]}</h3>
      <ul className={styles['list']}>
        {shortcuts.map((shortcut) => (
          <ShortcutRow key={shortcut.id} shortcut={shortcut} />
        ))}
        {fixedKeys[group]?.map(({ name, keys }) => (
          <li key={name} className={styles['row']}>
            <span>{name}</span>
            <Keys chords={keys} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ShortcutRow({ shortcut }: { readonly shortcut: Shortcut }) {
  const choices = useStore(keyStore, (state) => state.choices)
  /** What was pressed and is not taken yet: null while the new key is waited for. */
  const [asking, setAsking] = useState<{ readonly pressed: KeyChord | null } | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const yes = useRef<HTMLButtonElement>(null)
  const { id } = shortcut
  const name = words.actions[id]
  const chords = chordsOf(shortcut, choices)
  const shown = chords.map(shownChord).join(` ${words.or} `) || words.none
  const pressed = asking?.pressed ?? null
  const owner = pressed && findOwner(pressed, id, choices)

  const isTaken = Boolean(owner)
  useEffect(() => {
    if (isTaken) yes.current?.focus()
  }, [isTaken])
  const leave = (): void => {
    setAsking(null)
    button.current?.focus()
  }
  const take = (chord: KeyChord): void => {
    setKeys(chooseKey(choices, id, chord))
    announce(words.changed(name, shownChord(chord)))
    leave()
  }
  const receive = (chord: KeyChord): void => {
    if (isReserved(chord) || findOwner(chord, id, choices)) setAsking({ pressed: chord })
    else take(chord)
  }
  return (
    <li className={styles['row']} data-asking={asking !== null || undefined}>
      <span>{name}</span>
      <span className={styles['keys']}>
        {choices[id] !== undefined && asking === null && (
          <IconButton
            icon={RotateCcw}
            label={words.reset(name)}
            onPress={() => {
              setKeys(resetKey(choices, id))
              button.current?.focus()
            }}
          />
        )}
        <Button
          ref={button}
          variant="quiet"
          aria-label={asking ? words.pressFor(name) : words.change(name, shown)}
          onPress={() => {
            setAsking({ pressed: null })
            announce(words.pressFor(name))
          }}
        >
          {asking ? (
            <span className={styles['press']}>{pressed ? shownChord(pressed) : words.press}</span>
          ) : (
            <Keys chords={chords.map((chord) => chordKeys(chord, isMac))} />
          )}
        </Button>
      </span>
      {asking && !owner && <KeyCatcher onKey={receive} onLeave={leave} />}
      {pressed && (
        <div className={styles['problem']} role="alert">
          <span>{owner ? words.taken(shownChord(pressed), words.actions[owner.id]) : words.reserved(shownChord(pressed))}</span>
          {owner && (
            <span className={styles['answers']}>
              <Button ref={yes} onPress={() => take(pressed)}>
                {words.takeIt}
              </Button>
              <Button variant="quiet" onPress={leave}>
                {words.keep}
              </Button>
            </span>
          )}
        </div>
      )}
    </li>
  )
}

type KeyCatcherProps = { readonly onKey: (chord: KeyChord) => void; readonly onLeave: () => void }

/** Takes the next key before anything else hears of it. Escape and a click anywhere leave things as they are. */
function KeyCatcher({ onKey, onLeave }: KeyCatcherProps) {
  const latest = useRef({ onKey, onLeave })
  useEffect(() => void (latest.current = { onKey, onLeave }))
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      event.preventDefault()
      event.stopImmediatePropagation()
      const chord = chordOf(event)
      if (event.key === 'Escape') latest.current.onLeave()
      else if (chord && !event.repeat) latest.current.onKey(chord)
    }
    const leave = (): void => latest.current.onLeave()
    window.addEventListener('keydown', press, true)
    window.addEventListener('pointerdown', leave, true)
    return () => {
      window.removeEventListener('keydown', press, true)
      window.removeEventListener('pointerdown', leave, true)
    }
  }, [])
  return null
}

function Keys({ chords }: { readonly chords: readonly (readonly string[])[] }) {
  if (chords.length === 0) return <span className={styles['or']}>{words.none}</span>
  return (
    <span className={styles['chords']}>
      {chords.map((chord, index) => (
        // The blanks are not seen, but make the words that are read out those of the label.
        <span key={chord.join('+')} className={styles['chord']}>
          {index > 0 && <span className={styles['or']}> {words.or} </span>}
          {chord.map((key, place) => (
            <Fragment key={key}>
              {place > 0 && ' '}
              <kbd>{key}</kbd>
            </Fragment>
          ))}
        </span>
      ))}
    </span>
  )
}
