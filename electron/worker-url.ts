/**
 * Where a worker's entry is: beside its source while the program runs from source (Node strips the types),
 * in the folder of the built bundle otherwise, where electron-vite puts every entry under its base name.
 * @param source path below `electron/`, like `delivery/letter-worker.ts`
 */
export function workerUrl(source: string): URL {
  const base = import.meta.url
  return base.endsWith('.ts') ? new URL(`./${source}`, base) : new URL(`./${source.split('/').at(-1)!.replace(/\.ts$/, '.js')}`, base)
}
