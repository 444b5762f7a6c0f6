import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { Checkbox, Slider } from '#renderer/ui/choices.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { countWords, readFraction } from './prompter-pace.ts'
import { prompterStore } from './prompter-store.ts'
import type { Stopwatch } from './stopwatch.ts'
import styles from './prompter.module.css'

const words = text.record.prompter
const { setState } = prompterStore

/** What to say, scrolling while the recording runs; its middle line is the one to read. */
export function Prompter({ stopwatch }: { readonly stopwatch: Stopwatch }) {
  const { on, script, wordsPerMinute, letterSize, mirrored } = useStore(prompterStore)
  const moving = useRef<HTMLParagraphElement>(null)
  const shown = on && script.trim() !== ''
  useEffect(() => {
    if (!shown) return
    const wordCount = countWords(script)
    let frame = 0
    const draw = (): void => {
      frame = requestAnimationFrame(draw)
      const read = readFraction(stopwatch.elapsedMs, wordsPerMinute, wordCount)
      if (moving.current) moving.current.style.translate = `0 ${-read * 100}%`
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }, [shown, script, wordsPerMinute, stopwatch])
  if (!shown) return null
  return (
    <section className={styles['prompter']} aria-label={words.label} data-mirrored={mirrored || undefined}>
      <div className={styles['line']} aria-hidden />
      <p ref={moving} className={styles['script']} style={{ fontSize: `${letterSize}px` }}>
        {script}
      </p>
    </section>
  )
}

export function PrompterSettings() {
  const { on, script, wordsPerMinute, letterSize, mirrored } = useStore(prompterStore)
  return (
    <div className={styles['settings']}>
      <Checkbox label={words.label} checked={on} onChange={(next) => setState({ on: next })} />
      {on && (
        <>
          <TextField
            label={words.script}
            lines={6}
            value={script}
            onChange={(next) => setState({ script: next })}
            placeholder={words.placeholder}
          />
          <Slider
            label={words.speed}
            value={wordsPerMinute}
            min={60}
            max={240}
            step={5}
            format={words.wordsPerMinute}
            onChange={(next) => setState({ wordsPerMinute: next })}
          />
          <Slider
            label={words.size}
            value={letterSize}
            min={20}
            max={72}
            step={2}
            format={words.pixels}
            onChange={(next) => setState({ letterSize: next })}
          />
          <Checkbox label={words.mirrored} checked={mirrored} onChange={(next) => setState({ mirrored: next })} />
        </>
      )}
    </div>
  )
}
