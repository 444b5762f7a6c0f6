import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invokeRaw } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'

type Bridge = { listen(event: string, listener: () => void): () => void }

let studio: Studio

beforeAll(async () => {
  studio = await launchStudio()
})
afterAll(() => studio.close())

const invoke = (channel: string, input: unknown): Promise<unknown> => invokeRaw(studio, channel, input)

describe('the window', () => {
  it('shows the studio, cross-origin isolated', async () => {
    expect(studio.page.url()).toBe('app://studio/')
    expect(await studio.page.evaluate(() => [crossOriginIsolated, isSecureContext, typeof SharedArrayBuffer])).toEqual([
      true,
      true,
      'function',
    ])
  })

  it('sends a strict policy with every page', async () => {
    const headers = await studio.page.evaluate(async () => Object.fromEntries((await fetch('app://studio/')).headers))
    expect(headers['content-security-policy']).toContain("script-src 'self'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp')
  })

  it('has no Node and no Electron', async () => {
    const found = await studio.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in window),
    )
    expect(found).toEqual([])
    const preferences = await studio.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>
      }
      const { sandbox, contextIsolation, nodeIntegration, webviewTag } = contents.getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration, webviewTag }
    })
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false })
  })

  it('blocks eval and inline scripts', async () => {
    const outcome = await studio.page.evaluate(async () => {
      const violations: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => void violations.push(event.effectiveDirective))
      const marked = window as unknown as { inlineRan?: boolean }
      const script = document.createElement('script')
      script.textContent = 'window.inlineRan = true'
      document.head.append(script)
      const timer = document.createElement('script')
      timer.src = 'data:text/javascript,window.inlineRan=true'
      document.head.append(timer)
      const blocked = (): number => violations.filter((name) => name.startsWith('script-src')).length
      for (let wait = 0; wait < 200 && blocked() < 2; wait += 1) await new Promise((resolve) => setTimeout(resolve, 50))
      return { inlineRan: marked.inlineRan ?? false, violations }
    })
    expect(outcome.inlineRan).toBe(false)
    expect(outcome.violations.filter((name) => name.startsWith('script-src')).length).toBeGreaterThanOrEqual(2)
    // Playwright's own evaluate bypasses the policy, so the page's code must try: a timer with a string is an eval.
    const evaluated = await studio.page.evaluate(async () => {
      const marked = window as unknown as { timerRan?: boolean }
      let blocked = false
      document.addEventListener('securitypolicyviolation', (event) => {
        if (event.blockedURI === 'eval') blocked = true
      })
      setTimeout('window.timerRan = true' as unknown as () => void, 0)
      for (let wait = 0; wait < 200 && !blocked; wait += 1) await new Promise((resolve) => setTimeout(resolve, 50))
      return { ran: marked.timerRan ?? false, blocked }
    })
    expect(evaluated).toEqual({ ran: false, blocked: true })
  })

  it('stays where it is and opens no other window', async () => {
    const opened = await studio.page.evaluate(async () => {
      const popup = window.open('https://example.org/')
      location.href = 'https://example.org/'
      await new Promise((resolve) => setTimeout(resolve, 300))
      return { popup: popup === null, url: location.href }
    })
    expect(opened).toEqual({ popup: true, url: 'app://studio/' })
    expect(await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  it('denies permissions, foreign frames and the network', async () => {
    const outcome = await studio.page.evaluate(async () => {
      const frame = document.createElement('iframe')
      frame.src = 'data:text/html,<p>foreign</p>'
      document.body.append(frame)
      const permission = await Notification.requestPermission()
      const location = await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          () => resolve('denied'),
          { timeout: 2000 },
        ),
      )
      const tries = await Promise.allSettled([
        navigator.mediaDevices.getUserMedia({ video: true }),
        fetch('https://example.org/'),
        fetch('file:///etc/hostname'),
      ])
      frame.remove()
      return { permission, location, tries: tries.map(({ status }) => status) }
    })
    expect(outcome).toEqual({ permission: 'denied', location: 'denied', tries: ['rejected', 'rejected', 'rejected'] })
  })

  it('serves the pictures of emoji and stickers, and only those', async () => {
    const replies = await studio.page.evaluate(async () => {
      const addresses = [
        '/emoji/1f600.svg',
        '/stickers/star.svg',
        '/stickers/manifest.json',
        '/stickers/no.svg',
        '/emoji/0.svg',
        '/emoji/..%2fpackage.json',
        '/emoji/1f600.png',
      ]
      return Promise.all(
        addresses.map(async (path) => {
          const { status, headers } = await fetch(path)
          return [status, headers.get('content-type')]
        }),
      )
    })
    expect(replies.slice(0, 2)).toEqual([
      [200, 'image/svg+xml'],
      [200, 'image/svg+xml'],
    ])
    expect(replies.slice(2).map(([status]) => status)).toEqual([404, 404, 404, 404, 404])
  })

  it('serves nothing outside its own folder', async () => {
    const statuses = await studio.page.evaluate(async () => {
      const addresses = ['/..%2f..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/nothing.js', '/%00', '/%zz']
      return Promise.all(addresses.map(async (path) => (await fetch(`app://studio${path}`)).status))
    })
    expect(statuses).toEqual([404, 404, 404, 404, 404])
    const media = await studio.page.evaluate(async () => {
      const addresses = [
        'media://asset/unknown/original',
        'media://asset/..%2f..%2fetc/original',
        'media://disk/a/original',
        'media://asset/a/../../etc/passwd',
      ]
      return Promise.all(addresses.map(async (address) => (await fetch(address)).status))
    })
    expect(media).toEqual([404, 404, 404, 404])
  })
})

describe('the contract', () => {
  it('refuses an unknown channel before it leaves the window', async () => {
    await expect(invoke('media.grantDropped', { paths: ['/etc/passwd'] })).rejects.toThrow('There is no channel')
    await expect(invoke('fs.readFile', '/etc/passwd')).rejects.toThrow('There is no channel')
  })

  it('refuses an unknown event', async () => {
    await expect(
      studio.page.evaluate(() => (window as unknown as { tidbit: Bridge }).tidbit.listen('tidbit.port', () => {})),
    ).rejects.toThrow('There is no event')
  })

  it('refuses malformed input and names what is wrong', async () => {
    expect(await invoke('app.setSettings', { theme: 'pink' })).toMatchObject({
      ok: false,
      error: { code: 'ipc.bad-input', params: { channel: 'app.setSettings', path: 'theme' } },
    })
    expect(await invoke('app.info', { extra: 1 })).toMatchObject({ ok: false, error: { code: 'ipc.bad-input' } })
  })

  it('refuses another frame', async () => {
    // Electron has no public way to ask a handler as another frame would.
    // oxlint-disable no-underscore-dangle
    const reply = await studio.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
      const handlers = (
        ipcMain as unknown as { _invokeHandlers: Map<string, (event: unknown, input: unknown) => Promise<unknown>> }
      )._invokeHandlers
      const sender = BrowserWindow.getAllWindows()[0]?.webContents
      return handlers.get('app.info')?.({ sender, senderFrame: { url: 'https://example.org/' } }, {})
    })
    expect(JSON.stringify(reply)).toContain('ipc.refused')
  })

  it('keeps the settings', async () => {
    const captioning = { modelId: 'whisper-base.en', findsLanguage: true, masksSwearWords: true }
    const kept = { theme: 'dark', textSize: 1.25, device: 'tablet', safeZones: 'social', captioning, timelineHeight: 240 }
    expect(await invoke('app.setSettings', kept)).toEqual({ ok: true, value: kept })
    expect(await invoke('app.getSettings', {})).toEqual({ ok: true, value: kept })
  })
})
