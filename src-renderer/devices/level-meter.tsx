/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the native meter cannot be drawn anew with every frame */
import { useEffect, useRef, useState } from 'react'
import { text } from '#shared/messages/ui/catalogue.ts'
import { describeLevel, levelOf, meterFraction, type Level } from './level.ts'
import styles from './level-meter.module.css'

const words = text.record
/** Words change more slowly than the bar, or nobody could read them. */
const wordMs = 600

/** How loud the microphone is, as a bar and in words. */
export function LevelMeter({ stream }: { readonly stream: MediaStream }) {
  const bar = useRef<HTMLDivElement>(null)
  const [level, setLevel] = useState<Level>('quiet')
  useEffect(() => {
    const context = new AudioContext()
    const analyser = new AnalyserNode(context, { fftSize: 2048 })
    context.createMediaStreamSource(stream).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    let frame = 0
    let loudest = -Infinity
    let wordAt = performance.now() + wordMs
    const draw = (nowMs: number): void => {
      frame = requestAnimationFrame(draw)
      analyser.getFloatTimeDomainData(samples)
      const decibels = levelOf(samples)
      loudest = Math.max(loudest, decibels)
      bar.current?.style.setProperty('--level', String(meterFraction(decibels)))
      if (nowMs < wordAt) return
      wordAt = nowMs + wordMs
      setLevel(describeLevel(loudest))
      loudest = -Infinity
    }
    frame = requestAnimationFrame(draw)
    return () => {
      cancelAnimationFrame(frame)
      void context.close()
    }
  }, [stream])
  return (
    <div className={styles['level']} data-level={level}>
      <div
        ref={bar}
        className={styles['levelBar']}
        role="meter"
        aria-label={words.level}
        aria-valuemin={0}
        aria-valuemax={3}
        aria-valuenow={['silent', 'quiet', 'good', 'loud'].indexOf(level)}
        aria-valuetext={words.levels[level]}
      />
      <span aria-hidden>{words.levels[level]}</span>
    </div>
  )
}
