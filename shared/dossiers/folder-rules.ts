const services: [name: string, segment: RegExp][] = [
  ['OneDrive', /^OneDrive( ?- .+)?$/i],
  ['Dropbox', /^Dropbox( \(.+\))?$/i],
  ['Google Drive', /^(Google ?Drive|My Drive|Mon Drive|DriveFS)$/i],
  ['iCloud Drive', /^(iCloud ?Drive|com~apple~CloudDocs)$/i],
  ['Nextcloud', /^(Nextcloud|ownCloud)\d*$/i],
  ['kDrive', /^kDrive\d*$/i],
  ['pCloud', /^pCloud ?Drive$/i],
  ['Box', /^Box Sync$/i],
]

/**
 * The service that would copy a dossier's files while they are being written, recognised by the folder's path as typed: a
 * synchronised folder, or a share (`\\server\share`), where SQLite's locks cannot be relied upon. null for a folder of this computer.
 */
export function synchronisingService(folder: string): string | null {
  if (/^(\\\\|\/\/)[^\\/?.]/.test(folder)) return folder.slice(0, 2) + folder.slice(2).split(/[\\/]/).slice(0, 2).join('\\')
  const segments = folder.split(/[\\/]+/)
  return services.find(([, pattern]) => segments.some((segment) => pattern.test(segment)))?.[0] ?? null
}
