import type { RouteRecordNormalized } from 'vue-router'

/** Lower case, without the dot. */
const extensionOf = (path: string): string => /\.([^.\\/]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''

/** Which screens take all of the files dropped on the window, by their extensions (`drops` in routes.ts): the one the screen in front names or itself, else every one that does, else « Imports ». */
export function dropTargets(screens: readonly Pick<RouteRecordNormalized, 'name' | 'meta'>[], inFront: unknown, paths: readonly string[]): string[] {
  const isTaken = (extensions: readonly string[]): boolean => paths.every((path) => extensions.includes(extensionOf(path)))
  const own = screens.find(({ name }) => name === inFront)?.meta.dropsInFront
  if (own && isTaken(own.extensions)) return [own.screen]
  const taking = screens.filter(({ meta }) => meta.drops !== undefined && isTaken(meta.drops)).map(({ name }) => String(name))
  if (taking.includes(String(inFront))) return [String(inFront)]
  return taking.length > 0 ? taking : ['imports']
}
