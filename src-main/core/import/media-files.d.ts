import type { Asset } from '#shared/project/schema/asset.ts'
import type { MediaFile } from '../media/messages.ts'
/** What a plan for an export reads: originals where it is known where they lie, and the mended copies of damaged ones. */
export declare function listSourceFiles(assets: Iterable<Asset>, cacheFolder: string): readonly MediaFile[]
/** The light copies that are there, which only previews read. */
export declare function listProxies(assets: Iterable<Asset>, cacheFolder: string): Promise<readonly MediaFile[]>
