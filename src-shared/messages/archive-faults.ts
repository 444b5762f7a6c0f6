/** Why an archive is not unpacked. Sizes in bytes. */
export type ArchiveFault =
  | { readonly kind: 'no-zip' }
  | { readonly kind: 'damaged'; readonly detail: string }
  | { readonly kind: 'path' | 'twice' | 'link' | 'locked'; readonly name: string }
  | { readonly kind: 'entries'; readonly count: number; readonly most: number }
  | { readonly kind: 'large'; readonly most: number }
  | { readonly kind: 'bomb'; readonly packed: number; readonly unpacked: number }

/** A clause in words, without a full stop: what is wrong with the archive. */
export function describeArchiveFault(fault: ArchiveFault): string {
  switch (fault.kind) {
    case 'no-zip':
      return 'it is not a zip file, or its end is missing'
    case 'damaged':
      return `it is damaged (${fault.detail})`
    case 'path':
      return `“${plain(fault.name)}” in it would be written to a place outside, or has a name that not every computer can keep`
    case 'twice':
      return `it has “${plain(fault.name)}” twice, so that nobody can say which one counts`
    case 'link':
      return `“${plain(fault.name)}” in it is not a file but points to another place`
    case 'locked':
      return `“${plain(fault.name)}” in it is locked with a password`
    case 'entries':
      return `it has ${fault.count.toLocaleString('en')} files, and ${fault.most.toLocaleString('en')} are the most that are taken`
    case 'large':
      return `it would fill more than ${size(fault.most)} when unpacked`
    case 'bomb':
      return `${size(fault.packed)} would become ${size(fault.unpacked)} when unpacked, as in files that are made to fill a disk`
  }
}

const plain = (name: string): string => name.replace(/\p{Cc}/gu, ' ').slice(0, 120)

function size(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toLocaleString('en', { maximumFractionDigits: 1 })} GB`
  if (bytes >= 1e6) return `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
  return `${Math.max(1, Math.round(bytes / 1e3)).toLocaleString('en')} kB`
}
