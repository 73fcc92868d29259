/** Of new defaults, those of the fields nobody has changed since the former ones were shown. */
export function newDefaults<T extends object>(defaults: T, shown: T, present: T): Partial<T> {
  const untouched = Object.entries(defaults).filter(([field]) => present[field as keyof T] === shown[field as keyof T])
  return Object.fromEntries(untouched) as Partial<T>
}
