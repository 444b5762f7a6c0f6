import { useState } from 'react'
import { Button } from '#renderer/ui/button.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { Dialog } from '#renderer/ui/overlays.tsx'
import type { ProjectSummary } from '#shared/ipc/areas/library.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { parseTags } from './filter-lessons.ts'
import { setTags } from './library-store.ts'

const words = text.library.tags

type TagsDialogProps = { readonly project: ProjectSummary; readonly onClose: () => void }

/** Words by which lessons are found again, such as a class or a unit. */
export function TagsDialog({ project, onClose }: TagsDialogProps) {
  const [typed, setTyped] = useState(project.tags.join(', '))
  const save = (): void => {
    void setTags(project, parseTags(typed))
    onClose()
  }
  return (
    <Dialog
      open
      title={words.title(project.title)}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button variant="primary" onPress={save}>
            {words.save}
          </Button>
        </>
      }
    >
      <TextField
        label={words.label}
        hint={words.hint}
        value={typed}
        onChange={setTyped}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save()
        }}
      />
    </Dialog>
  )
}
