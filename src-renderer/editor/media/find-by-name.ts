import type { Asset } from '#shared/project/schema/asset.ts'

/** Those whose file names hold every word of the query, in any order; accents and capitals do not count. */
export function findByName(assets: readonly Asset[], query: string): readonly Asset[] {
  const wanted = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (wanted.length === 0) return assets
  return assets.filter(({ fileName }) => {
    const name = fold(fileName)
    return wanted.every((word) => name.includes(word))
  })
}

function fold(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
