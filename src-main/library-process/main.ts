import { serveProcess } from '#main/core/hosts/serve-process.ts'
import { createHandlers } from './handlers.ts'
import { createLibraryHolder } from './library-holder.ts'

const libraryFile = process.argv[2]
if (libraryFile === undefined) throw new Error('The library process takes the path of the library file.')

const holder = createLibraryHolder(libraryFile)
serveProcess(createHandlers(holder), { onShutdown: () => holder.close() })
