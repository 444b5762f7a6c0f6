/** Made by scripts/sounds/make.ts. */
export const soundLines = `
`
