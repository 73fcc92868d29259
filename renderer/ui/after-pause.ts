import { onScopeDispose } from 'vue'

/** Typing pauses this long before what follows it does. */
const PAUSE_MS = 350

/** The deed, done once typing has paused, or at once; asked for again before that, it is done once. Not any more when the screen is left. */
export function afterPause(deed: () => unknown): (isTyping: boolean) => void {
  let pause: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(pause))
  return (isTyping) => {
    clearTimeout(pause)
    pause = setTimeout(deed, isTyping ? PAUSE_MS : 0)
  }
}
