import { onActivated, onBeforeUnmount, onDeactivated, onMounted } from 'vue'

/** `F2`, `Ctrl+F`, `Ctrl+Maj+A`, `Alt+1`, `Échap` are written `F2`, `Ctrl+F`, `Ctrl+Shift+A`, `Alt+1`, `Escape`. */
export type Shortcuts = Record<string, () => void>

/** The latest comes first: a dialog's keys win over those of the screen below. */
const layers: { shortcuts: Shortcuts; isModal: boolean }[] = []

/**
 * Keys that work wherever the focus is, while the component is there.
 * A modal layer (a dialog) hides those below it; Ctrl+A and plain letters and digits inside a text field stay the field's own. Digits are the keys of the upper row, whatever these write
 * without Shift (a French keyboard: `&é"`), and those of the numeric pad.
 */
export function useShortcuts(shortcuts: Shortcuts, { isModal = false }: { isModal?: boolean } = {}): void {
  const layer = { shortcuts, isModal }
  const add = (): void => { if (!layers.includes(layer)) layers.unshift(layer) }
  const remove = (): void => { if (layers.includes(layer)) layers.splice(layers.indexOf(layer), 1) }
  onMounted(add)
  onActivated(add)
  onDeactivated(remove)
  onBeforeUnmount(remove)
}

/** Listens once for the whole window. */
export function installShortcuts(target: Window): void {
  target.addEventListener('keydown', (event) => {
    const name = keyName(event)
    if (event.defaultPrevented || ((name === 'Ctrl+A' || name.length === 1) && isTextEntry(event.target))) return
    if (triggerShortcut(name)) event.preventDefault()
  })
}

/** Does what the key would do here (a menu entry stands for a key); false when it does nothing here. */
export function triggerShortcut(name: string): boolean {
  for (const { shortcuts, isModal } of layers) {
    const run = shortcuts[name]
    if (run) run()
    if (run || isModal) return run !== undefined
  }
  return false
}

function keyName(event: KeyboardEvent): string {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1]
  const key = digit && (event.altKey || !isTextEntry(event.target)) ? digit : event.key.length === 1 ? event.key.toUpperCase() : event.key
  return [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.altKey ? 'Alt' : '', event.shiftKey ? 'Shift' : '', key].filter(Boolean).join('+')
}

function isTextEntry(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'color', 'range'].includes(target.type))
}
