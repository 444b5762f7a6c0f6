import { configureGlobal } from 'fast-check'

/** Each run tries the same cases: what fails was broken by the change at hand. `npm run soak -- properties` looks for new ones. */
configureGlobal({ seed: Number(process.env['TIDBIT_SEED'] ?? 20_261_123) })
