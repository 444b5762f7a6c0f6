import { useMemo, useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { captionLookNames, captionLooks, lookOf, type CaptionLookName } from '#shared/caption/looks.ts'
import { captionStyles } from '#shared/caption/styles.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { BrandKit } from '#shared/project/schema/brand.ts'
import type { CaptionStyle } from '#shared/project/schema/text.ts'
import { useBrandKit } from '../brand/use-brand-kit.ts'
import { sampleLesson } from './sample-lesson.ts'
import { SamplePicture } from './sample-picture.tsx'
import { useBackdrop } from './use-backdrop.ts'
import labelled from '#renderer/ui/labelled.module.css'
import styles from './captions.module.css'

const words = text.captions.look

const tilesFor = (brandKit: BrandKit | null) =>
  captionLookNames.map((name) => ({
    name,
    lesson: {
      // Where words are lit as they are said, one that is lit all the time would only confuse.
      ...sampleLesson(
        words.tileSample,
        { ...captionStyles.boxed, ...captionLooks[name] },
        {},
        captionLooks[name].animation === 'plain' ? words.tileEmphasis : [],
      ),
      brandKit,
    },
  }))
/** Around a caption of one line, in pixels of a canvas of 1080 x 1920. */
const view = { x: 240, y: 1460, width: 600, height: 300 } as const

type LookTilesProps = { readonly style: CaptionStyle; readonly onChoose: (name: CaptionLookName) => void }

/** The looks of captions, each as it will look; the one under the pointer or with the focus is spoken. */
export function LookTiles({ style, onChoose }: LookTilesProps) {
  const kit = useBrandKit()
  const tiles = useMemo(() => tilesFor(kit), [kit])
  const backdrop = useBackdrop()
  const [lively, setLively] = useState<CaptionLookName | null>(null)
  return (
    <RadioGroup
      className={styles['looks'] ?? ''}
      value={lookOf(style)}
      onChange={(key) => {
        const name = captionLookNames.find((each) => each === key)
        if (name) onChoose(name)
      }}
    >
      <Label className={labelled['label']}>{words.presets}</Label>
      <div className={styles['lookTiles']}>
        {tiles.map(({ name, lesson }) => (
          <Radio
            key={name}
            value={name}
            className={styles['look'] ?? ''}
            onHoverStart={() => setLively(name)}
            onHoverEnd={() => setLively(null)}
            onFocus={() => setLively(name)}
            onBlur={() => setLively(null)}
          >
            <SamplePicture lesson={lesson} view={view} widthPx={118} backdrop={backdrop} plays={lively === name} />
            <span className={styles['lookName']}>{words.names[name]}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
