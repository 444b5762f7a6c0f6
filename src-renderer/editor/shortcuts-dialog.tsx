import { Fragment } from 'react'
import { Dialog } from '#renderer/ui/overlays.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { useEditor, useView } from './editor-context.tsx'
import { chordKeys, shortcuts } from './shortcuts.ts'
import { isMac } from './shown-keys.ts'
import styles from './shortcuts-dialog.module.css'

const groups = ['playback', 'editing', 'timeline', 'lesson'] as const

/** Keys that belong to the timeline itself and not to the table of shortcuts. */
const timelineKeys = [
  { name: text.shortcuts.actions.select, keys: [[text.shortcuts.keys.up], [text.shortcuts.keys.down]] },
  {
    name: text.shortcuts.actions.zoomWheel,
    keys: [[isMac ? text.shortcuts.keys.cmd : text.shortcuts.keys.ctrl, text.shortcuts.keys.wheel]],
  },
]

export function ShortcutsDialog() {
  const editor = useEditor()
  const open = useView((view) => view.shortcutsOpen)
  return (
    <Dialog wide title={text.shortcuts.title} open={open} onClose={() => editor.view.setState({ shortcutsOpen: false })}>
      <div className={styles['groups']}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={styles['group']}>{text.shortcuts.groups[group]}</h3>
            <dl className={styles['list']}>
              {shortcuts
                .filter((shortcut) => shortcut.group === group)
                .map(({ name, chords }) => (
                  <Row key={name} name={name} keys={chords.map((chord) => chordKeys(chord, isMac))} />
                ))}
              {group === 'timeline' && timelineKeys.map((row) => <Row key={row.name} {...row} />)}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

type RowProps = { readonly name: string; readonly keys: readonly (readonly string[])[] }

function Row({ name, keys }: RowProps) {
  return (
    <div className={styles['row']}>
      <dt>{name}</dt>
      <dd className={styles['keys']}>
        {keys.map((chord, index) => (
          <Fragment key={chord.join('+')}>
            {index > 0 && <span className={styles['or']}>{text.shortcuts.or}</span>}
            {chord.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </Fragment>
        ))}
      </dd>
    </div>
  )
}
