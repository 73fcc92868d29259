import { contextBridge, ipcRenderer, webUtils } from 'electron'

// The whole bridge. It never grows: what is callable is decided by the contract, behind `call`.
contextBridge.exposeInMainWorld('relais', {
  call: (path: string, input: unknown, jobId?: string): Promise<unknown> => ipcRenderer.invoke('call', path, input, jobId),
  on: (listener: (event: unknown) => void): void => {
    ipcRenderer.on('event', (_event, event: unknown) => listener(event))
    // a File's real path is known here only
    addEventListener('dragover', (event) => event.preventDefault())
    addEventListener('drop', (event) => {
      event.preventDefault()
      const paths = [...event.dataTransfer?.files ?? []].map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')
      if (paths.length > 0) listener({ type: 'files-dropped', paths })
    })
  },
})
