/** Clips from a phone. */
export const phoneErrors = {
  'phone.no-network': (_: Record<string, never>) =>
    'This computer is in no local network. Connect it to the same Wi-Fi as your phone, then try again.',
  'phone.address-gone': (p: { address: string }) =>
    `This computer no longer has the address ${p.address}. Choose another connection.`,
  'phone.refused': (p: { file: string }) => `“${p.file}” is no clip, sound or picture that Tidbit Studio can read.`,
} as const
