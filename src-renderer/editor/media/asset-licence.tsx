import { Select } from '#renderer/ui/choices.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { setAssetLicence } from '#shared/edit/commands/assets.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { shippedSoundOf } from '#shared/sound/sounds.ts'
import { useEditor } from '../editor-context.tsx'
import { SettingsGroup } from '../inspector/disclosure.tsx'
import inspector from '../inspector/inspector.module.css'

const words = text.licence
const none = 'none'
const known = Object.entries(words.licences).map(([value, label]) => ({ value, label }))

/** Who made a clip, picture or sound of the lesson, its licence, and where it was found: what the credits of exports say. */
export function AssetLicence({ asset }: { readonly asset: Asset }) {
  const editor = useEditor()
  const { spdx, attribution, sourceUrl } = asset.licence
  const change = (changes: Partial<Asset['licence']>, field?: string): void => {
    const merge = field === undefined ? {} : { mergeKey: `licence:${asset.id}:${field}` }
    editor.run(setAssetLicence, { assetId: asset.id, changes }, merge)
  }
  const isShipped = shippedSoundOf(asset) !== null
  const isKnown = spdx === null || spdx in words.licences
  const options = [{ value: none, label: words.none }, ...known, ...(isKnown ? [] : [{ value: spdx, label: words.other(spdx) }])]
  return (
    <SettingsGroup title={words.title} isChanged={spdx !== null || attribution !== '' || sourceUrl !== ''}>
      <p className={inspector['hint']}>{isShipped ? words.shipped : words.hint}</p>
      {!isShipped && (
        <>
          <TextField
            label={words.author}
            hint={words.authorHint}
            value={attribution}
            warning={spdx?.startsWith('CC-BY') && attribution.trim() === '' ? words.authorNeeded : undefined}
            onChange={(author) => change({ attribution: author }, 'author')}
          />
          <Select
            label={words.licence}
            value={spdx ?? none}
            options={options}
            onChange={(value) => change({ spdx: value === none ? null : value })}
          />
          {spdx?.includes('-ND') && <p className={inspector['hint']}>{words.unchanged}</p>}
          {spdx?.includes('-NC') && <p className={inspector['hint']}>{words.nonCommercial}</p>}
          <TextField
            label={words.source}
            placeholder={words.sourcePlaceholder}
            value={sourceUrl}
            warning={isAddress(sourceUrl) ? undefined : words.notAnAddress}
            onChange={(address) => change({ sourceUrl: address.trim() }, 'source')}
          />
        </>
      )}
    </SettingsGroup>
  )
}

function isAddress(typed: string): boolean {
  return typed === '' || (/^https?:\/\/[^\s/]+/u.test(typed) && URL.canParse(typed))
}
