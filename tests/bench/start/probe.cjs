// Loaded into Electron before the program (`-r`): tells when what the window is for is on screen. Milliseconds since 1970, by one clock.
const { app } = require('electron')

const condition = process.env.TIDBIT_BENCH_READY
const watch = `new Promise((resolve) => {
  const look = () => (${condition}) ? requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now()))) : setTimeout(look, 4)
  look()
})`

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    contents.executeJavaScript(watch).then((atMs) => process.stdout.write(`ready ${atMs}\n`))
  })
})
