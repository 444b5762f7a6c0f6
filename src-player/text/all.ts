import type { Catalogue } from '../text.ts'
import arabic from './ar.json'
import german from './de.json'
import spanish from './es.json'
import french from './fr.json'
import italian from './it.json'
import dutch from './nl.json'

/** Every language but English, for who previews lessons of all; a package takes one (text/<language>.js). */
export const otherLanguages: Catalogue = { ar: arabic, de: german, es: spanish, fr: french, it: italian, nl: dutch }
