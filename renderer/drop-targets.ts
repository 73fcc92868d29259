import type { RouteRecordNormalized } from 'vue-router'

/** Lower case, without the dot. */
const extensionOf = (path: string): string => /\.([^.\\/]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''

/** Which screens take all of the files dropped on the window, by their extensions (`drops` in routes.ts): the one in front if it does, else every one that does, else « Imports ». */
export function dropTargets(screens: readonly Pick<RouteRecordNormalized, 'name' | 'meta'>[], inFront: unknown, paths: readonly string[]): string[] {
  const taking = screens.filter(({ meta }) => meta.drops !== undefined && paths.every((path) => meta.drops!.includes(extensionOf(path)))).map(({ name }) => String(name))
  if (taking.includes(String(inFront))) return [String(inFront)]
  return taking.length > 0 ? taking : ['imports']
}
