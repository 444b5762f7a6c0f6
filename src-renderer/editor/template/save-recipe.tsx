import { useState } from 'react'
import { prepareBatch } from '#renderer/batch-on-its-way.ts'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { Dialog } from '#renderer/ui/overlays.tsx'
import { toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { makeRecipe, type RecipeOfLesson } from '#shared/recipe/recipe-of-lesson.ts'
import { useEditor } from '../editor-context.tsx'
import styles from './template.module.css'

const words = text.recipe

/** Says what of the lesson other clips can have, and saves that for a batch. */
export function SaveRecipe() {
  const [made, setMade] = useState<RecipeOfLesson | null>(null)
  const editor = useEditor()
  return (
    <>
      <Button onPress={() => setMade(makeRecipe(editor.document))}>{words.save}</Button>
      {made && <SaveRecipeDialog made={made} onClose={() => setMade(null)} />}
    </>
  )
}

function SaveRecipeDialog({
  made: { recipe, leftOut },
  onClose,
}: {
  readonly made: RecipeOfLesson
  readonly onClose: () => void
}) {
  const editor = useEditor()
  const [savedAs, setSavedAs] = useState<string | null>(null)
  const save = async (): Promise<void> => {
    try {
      const content = `${JSON.stringify(recipe, null, 2)}\n`
      const { fileName } = await call('textFiles.save', { suggestedName: recipe.name, extension: 'json', text: content })
      if (fileName !== null) setSavedAs(fileName)
    } catch (thrown) {
      editor.tellError(toErrorData(thrown))
    }
  }
  const prepare = (): void => {
    editor.pause()
    void editor.endActivities()
    prepareBatch({ recipe, projectId: editor.projectId })
  }
  const buttons = (
    <>
      {savedAs === null && <Button onPress={() => void save()}>{words.choosePlace}</Button>}
      <Button variant="primary" onPress={prepare}>
        {words.onManyClips}
      </Button>
    </>
  )
  return (
    <Dialog title={words.title} open onClose={onClose} actions={buttons}>
      {savedAs === null ? (
        <>
          <p>{words.summary}</p>
          <h3 className={styles['recipeHeading']}>{words.takesAlong}</h3>
          <ul className={styles['recipeList']}>
            {recipe.steps.map(({ step }, index) => (
              <li key={`${index} ${step}`}>{words.steps[step]}</li>
            ))}
          </ul>
          {leftOut.length > 0 && (
            <>
              <h3 className={styles['recipeHeading']}>{words.staysHere}</h3>
              <ul className={styles['recipeList']}>
                {leftOut.map((sentence, index) => (
                  <li key={`${index} ${sentence}`}>{sentence}</li>
                ))}
              </ul>
            </>
          )}
        </>
      ) : (
        <Notice tone="info" title={words.saved(savedAs)}>
          <p>{words.run}</p>
          <code className={styles['recipeCommand']}>{keepOptionsWhole(words.command(savedAs))}</code>
        </Notice>
      )}
    </Dialog>
  )
}

/** No line ends within "--out". */
function keepOptionsWhole(command: string) {
  const [start, ...options] = command.split(/ (?=--)/)
  return [start, ...options.flatMap((option) => [' ', <span key={option}>{option}</span>])]
}
