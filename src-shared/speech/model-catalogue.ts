import type { SpeechEngine } from './engines.ts'
import { speechModelIdSchema, type SpeechModelId } from './models.ts'
import { whisperLanguages } from './whisper-languages.ts'

/** A model that can be downloaded, with what its file must be. */
export type CatalogueModel = {
  readonly modelId: SpeechModelId
  readonly name: string
  readonly engine: SpeechEngine
  readonly languages: readonly string[]
  /** https only. */
  readonly url: string
  readonly byteLength: number
  /** Lower-case hex, of the whole file. */
  readonly sha256: string
  readonly licence: string
}

/** The commit whose files these are: what lies at the address never changes. */
const whisperCommit = '5359861c739e955e79d9a303bcbc70fb988958b1'

type WhisperRow = readonly [name: string, byteLength: number, sha256: string]

/** Sizes and SHA-256 (the ids under which Git LFS keeps them) as two independent projects list them for that commit. */
const whisperRows: readonly WhisperRow[] = [
  ['tiny-q5_1', 32_152_673, '818710568da3ca15689e31a743197b520007872ff9576237bda97bd1b469c3d7'],
  ['tiny.en-q5_1', 32_166_155, 'c77c5766f1cef09b6b7d47f21b546cbddd4157886b3b5d6d4f709e91e66c7c2b'],
  ['base-q5_1', 59_707_625, '422f1ae452ade6f30a004d7e5c6a43195e4433bc370bf23fac9cc591f01a8898'],
  ['base.en-q5_1', 59_721_011, '4baf70dd0d7c4247ba2b81fafd9c01005ac77c2f9ef064e00dcf195d0e2fdd2f'],
  ['tiny', 77_691_713, 'be07e048e1e599ad46341c8d2a135645097a538221678b7acdd1b1919c6e1b21'],
  ['tiny.en', 77_704_715, '921e4cf8686fdd993dcd081a5da5b6c365bfde1162e72b08d75ac75289920b1f'],
  ['base', 147_951_465, '60ed5bc3dd14eea856493d334349b405782ddcaf0028d4b5df4088345fba2efe'],
  ['base.en', 147_964_211, 'a03779c86df3323075f5e796cb2ce5029f00ec8869eee3fdfb897afe36c6d002'],
  ['small-q5_1', 190_085_487, 'ae85e4a935d7a567bd102fe55afc16bb595bdb618e11b2fc7591bc08120411bb'],
  ['small.en-q5_1', 190_098_681, 'bfdff4894dcb76bbf647d56263ea2a96645423f1669176f4844a1bf8e478ad30'],
  ['small', 487_601_967, '1be3a9b2063867b937e64e2ec7483364a79917e157fa98c5d94b5c1fffea987b'],
  ['small.en', 487_614_201, 'c6138d6d58ecc8322097e0f987c32f1be8bb0a18532a3f88f734d1bbf9c41e5d'],
]

type VoskRow = readonly [name: string, language: string, byteLength: number, sha256: string, licence?: string]

/**
 * The makers publish neither SHA-256 nor a list that never changes: sizes and sums are those that other projects measured of the files
 * (docs/adr/0703). Licences by the makers' page; Apache 2.0 where nothing else is said.
 */
const voskRows: readonly VoskRow[] = [
  ['en-us-0.15', 'en-US', 41_205_931, '30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498'],
  ['en-in-0.4', 'en-IN', 37_573_330, '20663dcac4d5cb783a579c54d98339344a688e4ec6e1b4a4b059fd1235454cc7'],
  ['ca-0.4', 'ca', 43_405_881, '99f90bfff5c2b187c705ddbc20aaa2600eddc359466f404404f1db6029fba5d4'],
  ['cn-0.22', 'zh', 43_898_754, '3af8b0e7e0f835ae9d414ce5df580237a3cfb08d586c9fbbb0f7ff29ad5b14ba'],
  ['cs-0.4-rhasspy', 'cs', 46_088_666, '287c3bbefc8ad67b4ab9636eecef3d62acc3719990777d03e226db5a7f19fbda', 'MIT'],
  ['de-0.15', 'de', 46_499_967, 'b7e53c90b1f0a38456f4cd62b366ecd58803cd97cd42b06438e2c131713d5e43'],
  ['eo-0.42', 'eo', 43_839_401, '4459ca908f7eae862a5975305f2a720735f5205a9884d8f559dc46fe70034636'],
  ['es-0.42', 'es', 39_817_833, '09b239888f633ef2f0b4e09736e3d9936acfd810bc65d53fad45261762c6511f'],
  ['fa-0.4', 'fa', 48_743_434, '8af0530e232a3c3424bd6b7a582d434b8bde3f25e33541a8a250cb04e59ab01c'],
  ['fr-0.22', 'fr', 42_233_323, 'cabf6180e177eb9b3a9a9d43a437bd5e549f3a7d09525e5d69a3fed787be12ad'],
  ['hi-0.22', 'hi', 44_458_845, '7c50a10866889f0ac21d912c20537a055a597ed09fc1d3e5bcd798f9f0017e48'],
  ['it-0.22', 'it', 49_665_141, '9ec65e75861d1c6c2e457cccd932705340dcdf233f5b239f00733b4de0bf3267'],
  ['ja-0.22', 'ja', 49_704_573, 'efa092d280153a77615e9e0c7d7283e93e600de3d19d3bec686c57ef19d52eac'],
  ['kz-0.15', 'kk', 43_739_114, 'b5eb54b400d1b66d1b017cadfa63725cec7359cb7d54528f6326d02689984c49'],
  ['nl-0.22', 'nl', 40_441_176, '039811c3b829de64e4f123a9f684a53784005b212a346ac0b899dc7efce2ed0a'],
  ['pl-0.22', 'pl', 52_979_372, 'c4cd16498ea544f446f9e9a55cbd602b71cfe5a2b6f2b0834d81e1b6fce15f0d'],
  ['pt-0.3', 'pt-BR', 32_453_112, '6e1ce909032e1afa7a88e68a3d628ecafff302bdf195befab308826c395e93b7'],
  ['ru-0.22', 'ru', 46_236_750, '961d5ff98a17f4aa6de69864d0aa71fa5bac682301d2b5d17a3f24c5c99a46d4'],
  ['tr-0.3', 'tr', 36_855_784, '8c8d07cec1bce31add14967c16891c84152cdf76d391e33c08278119b9ea96e5'],
  ['uk-v3-small', 'uk', 143_914_407, 'ee05b6a8c796c53c61cd1c821d38e897e5bd67b4d691d8797ec8f9e5100d4247'],
  ['vn-0.3', 'vi', 33_655_048, 'a97397742c77707a8850ea6fc74119cff583bb58206460d1b83aa8ca274ef440'],
]

function whisperModel([name, byteLength, sha256]: WhisperRow): CatalogueModel {
  return {
    modelId: speechModelIdSchema.parse(`whisper-${name}`),
    name: `Whisper ${name.replace('.en', ' English').replace('-q5_1', ' (compact)')}`,
    engine: 'whisper',
    languages: name.includes('.en') ? ['en'] : whisperLanguages,
    url: `https://huggingface.co/ggerganov/whisper.cpp/resolve/${whisperCommit}/ggml-${name}.bin`,
    byteLength,
    sha256,
    licence: 'MIT',
  }
}

function voskModel([name, language, byteLength, sha256, licence = 'Apache-2.0']: VoskRow): CatalogueModel {
  return {
    modelId: speechModelIdSchema.parse(`vosk-small-${name}`),
    name: `Vosk small ${name}`,
    engine: 'vosk',
    languages: [language],
    url: `https://alphacephei.com/vosk/models/vosk-model-small-${name}.zip`,
    byteLength,
    sha256,
    licence,
  }
}

export const modelCatalogue: readonly CatalogueModel[] = [...whisperRows.map(whisperModel), ...voskRows.map(voskModel)]
