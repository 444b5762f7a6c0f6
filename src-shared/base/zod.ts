import { config, z } from 'zod'

// Without this zod compiles parsers with `new Function`, which the strict CSP of the window refuses.
config({ jitless: true })

export { z }
