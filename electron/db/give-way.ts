import { setImmediate } from 'node:timers/promises'

/** Other calls have their turn; throws when the person has asked to stop. */
export async function giveWay(context: { throwIfCancelled(): void }): Promise<void> {
  await setImmediate()
  context.throwIfCancelled()
}
