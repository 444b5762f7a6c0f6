import { useEffect, useMemo, useState } from 'react'
import { CaptionsOff, Ellipsis, ImageOff, ImagePlus, Palette, Save, Trash2 } from 'lucide-react'
import { call } from '#renderer/ipc/client.ts'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Select } from '#renderer/ui/choices.tsx'
import { ColourField } from '#renderer/ui/colour-field.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { fontFamilies, overlayColours } from '#renderer/ui/overlay-choices.ts'
import { Menu, type MenuEntry } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { setBrandKit } from '#shared/edit/commands/brand.ts'
import { assetUrl } from '#shared/ipc/media-url.ts'
import type { SchoolStyle } from '#shared/ipc/areas/school-styles.ts'
import { toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { findWeakContrasts } from '#shared/overlay/brand-contrast.ts'
import { defaultBrandKit, isSameBrandKit } from '#shared/project/brand.ts'
import { brandColourNames, brandFontNames, type BrandKit } from '#shared/project/schema/brand.ts'
import { tellWithUndo } from '../captions/tell-with-undo.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import inspector from '../inspector/inspector.module.css'
import type { LessonEditor } from '../lesson-editor.ts'
import { choosePicture } from '../media/choose-picture.ts'
import { addToPicture } from '../overlays/add-to-picture.ts'
import { PresetPreview } from '../overlays/preset-preview.tsx'
import { bannerPreset, logoOverlay } from './name-banner.ts'
import { useBrandChange, useBrandKit } from './use-brand-kit.ts'
import styles from './brand.module.css'

const words = text.schoolStyle

/** The colours, fonts, logo and name banner that titles and captions of the lesson follow. */
export function SchoolStyleSettings() {
  const editor = useEditor()
  const kit = useBrandKit()
  const saved = useSavedStyles(editor)
  return (
    <section className={inspector['section']} aria-label={words.title}>
      <h3 className={styles['heading']}>
        <span className={inspector['subheading']}>{words.title}</span>
        {kit && <MoreMenu kit={kit} saved={saved} />}
      </h3>
      {kit ? (
        <StyleForm kit={kit} onKeep={() => void saved.keep(kit)} />
      ) : (
        <>
          <p className={inspector['hint']}>{words.none}</p>
          <div className={styles['buttons']}>
            {saved.styles.map((style) => (
              <Button key={style.kit.name} icon={Palette} onPress={() => applyStyle(editor, style)}>
                {words.chooseOne(style.kit.name)}
              </Button>
            ))}
            <Button
              icon={Palette}
              onPress={() => editor.run(setBrandKit, { brandKit: { ...defaultBrandKit, name: words.usualName } })}
            >
              {words.start}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

function applyStyle(editor: LessonEditor, { kit, logo }: SchoolStyle): void {
  if (editor.run(setBrandKit, { brandKit: kit, assets: logo ? [logo] : [] })) tellWithUndo(editor, words.chosen(kit.name))
}

function StyleForm({ kit, onKeep }: { readonly kit: BrandKit; readonly onKeep: () => void }) {
  const editor = useEditor()
  const change = useBrandChange(kit)
  const weak = findWeakContrasts(kit)
  const preset = useMemo(() => bannerPreset(kit), [kit])
  return (
    <>
      <span className={styles['sample']}>
        <PresetPreview preset={preset} plays={false} brandKit={kit} />
      </span>
      <TextField label={words.name} placeholder={words.namePlaceholder} value={kit.name} onChange={(name) => change({ name })} />
      {brandColourNames.map((name) => (
        <div key={name} className={styles['colour']}>
          <ColourField
            label={words.colours[name]}
            customLabel={text.overlays.inspector.custom}
            value={kit[`${name}Colour`].slice(0, 7)}
            options={overlayColours}
            onChange={(colour) => change({ [`${name}Colour`]: colour })}
          />
          <p className={inspector['hint']}>{words.colourHints[name]}</p>
          {weak
            .filter(({ at }) => at === name)
            .map(({ front, ground, ratio }) => (
              <output key={`${front} ${ground}`} className={styles['warning']}>
                {words.contrast(words.colours[front], words.colours[ground], ratio.toFixed(1))}
              </output>
            ))}
        </div>
      ))}
      {brandFontNames.map((name) => (
        <Select
          key={name}
          label={words.fonts[name]}
          value={kit[`${name}Font`]}
          options={[...new Set<string>([...fontFamilies, kit[`${name}Font`]])].map((value) => ({ value, label: value }))}
          onChange={(font) => change({ [`${name}Font`]: font })}
        />
      ))}
      <Logo kit={kit} />
      <div className={inspector['pair']}>
        <TextField
          label={words.bannerTitle}
          placeholder={words.bannerTitlePlaceholder}
          value={kit.nameBanner.title}
          onChange={(title) => change({ nameBanner: { ...kit.nameBanner, title } }, 'banner-title')}
        />
        <TextField
          label={words.bannerSubtitle}
          placeholder={words.bannerSubtitlePlaceholder}
          value={kit.nameBanner.subtitle}
          onChange={(subtitle) => change({ nameBanner: { ...kit.nameBanner, subtitle } }, 'banner-subtitle')}
        />
      </div>
      <p className={inspector['hint']}>{words.bannerHint}</p>
      <p className={inspector['hint']}>{kit.captionStyle ? words.hasCaptions : words.noCaptions}</p>
      {kit.captionStyle && (
        <Button variant="quiet" icon={CaptionsOff} onPress={() => forgetCaptions(editor, kit)}>
          {words.removeCaptions}
        </Button>
      )}
      <Button icon={Save} isDisabled={kit.name.trim() === ''} onPress={onKeep}>
        {words.keep}
      </Button>
    </>
  )
}

function forgetCaptions(editor: LessonEditor, { captionStyle: _, ...brandKit }: BrandKit): void {
  if (editor.run(setBrandKit, { brandKit })) tellWithUndo(editor, words.captionsRemoved)
}

function Logo({ kit }: { readonly kit: BrandKit }) {
  const editor = useEditor()
  const { assets } = useDocument()
  const change = useBrandChange(kit)
  const logo = kit.logoAssetId === null ? undefined : assets[kit.logoAssetId]
  const choose = async (): Promise<void> => {
    const logoAssetId = await choosePicture(editor)
    // Meanwhile the style may have changed.
    const now = editor.document.brandKit
    if (logoAssetId && now) editor.run(setBrandKit, { brandKit: { ...now, logoAssetId } })
  }
  return (
    <div className={styles['logo']}>
      {logo && <img className={styles['logoPicture']} src={assetUrl(logo.id, 'picture')} alt={words.logo} />}
      <Button icon={ImagePlus} onPress={() => void choose()}>
        {logo ? words.changeLogo : words.chooseLogo}
      </Button>
      {logo && (
        <>
          <Button variant="quiet" onPress={() => addToPicture(editor, words.logo, logoOverlay(logo))}>
            {words.addLogo}
          </Button>
          <IconButton icon={ImageOff} label={words.removeLogo} onPress={() => change({ logoAssetId: null })} />
        </>
      )}
    </div>
  )
}

function MoreMenu({ kit, saved }: { readonly kit: BrandKit; readonly saved: SavedStyles }) {
  const editor = useEditor()
  const others = saved.styles.filter((style) => !isSameBrandKit(style.kit, kit))
  const entries: MenuEntry[] = [
    ...others.map((style) => ({
      id: `use ${style.kit.name}`,
      label: style.kit.name === kit.name ? words.chooseSaved(kit.name) : words.chooseOne(style.kit.name),
      icon: Palette,
      onAction: () => applyStyle(editor, style),
    })),
    {
      id: 'remove',
      label: words.remove,
      icon: ImageOff,
      onAction: () => {
        if (editor.run(setBrandKit, { brandKit: null })) tellWithUndo(editor, words.removed)
      },
    },
    ...saved.styles.map((style) => ({
      id: `forget ${style.kit.name}`,
      label: words.forget(style.kit.name),
      icon: Trash2,
      danger: true,
      onAction: () => void saved.forget(style),
    })),
  ]
  return <Menu label={words.more} icon={Ellipsis} entries={entries} />
}

type SavedStyles = {
  readonly styles: readonly SchoolStyle[]
  readonly keep: (kit: BrandKit) => Promise<void>
  readonly forget: (style: SchoolStyle) => Promise<void>
}

/** The styles that all lessons share. */
function useSavedStyles(editor: LessonEditor): SavedStyles {
  const [saved, setSaved] = useState<readonly SchoolStyle[]>([])
  const { projectId } = editor
  useEffect(() => {
    let gone = false
    call('schoolStyles.list', { projectId }).then(
      (listed) => {
        if (!gone) setSaved(listed.styles)
      },
      (thrown: unknown) => editor.tellError(toErrorData(thrown)),
    )
    return () => {
      gone = true
    }
  }, [editor, projectId])
  const run = async (change: () => Promise<unknown>): Promise<void> => {
    try {
      await change()
      setSaved((await call('schoolStyles.list', { projectId })).styles)
    } catch (thrown) {
      editor.tellError(toErrorData(thrown))
    }
  }
  return {
    styles: saved,
    keep: (kit) =>
      run(async () => {
        const logo = (kit.logoAssetId && editor.document.assets[kit.logoAssetId]) || null
        const { replaced } = await call('schoolStyles.keep', { kit, logo })
        showToast(replaced ? words.replaced(kit.name) : words.kept(kit.name), {
          label: text.common.undo,
          run: () =>
            void run(() => (replaced ? call('schoolStyles.keep', replaced) : call('schoolStyles.delete', { name: kit.name }))),
        })
      }),
    forget: (style) =>
      run(async () => {
        await call('schoolStyles.delete', { name: style.kit.name })
        showToast(words.forgotten(style.kit.name), {
          label: text.common.undo,
          run: () => void run(() => call('schoolStyles.keep', style)),
        })
      }),
  }
}
