import type { MessagePort } from 'node:worker_threads'
import { AppError, type Answer } from '../../shared/errors.ts'
import type { OfficeReply, OfficeRequest, SecretKeeper } from './office-messages.ts'

/** The office worker's end of the keychain, which only the main thread can reach. */
export function secretPort(port: MessagePort): SecretKeeper {
  const pending = new Map<number, (answer: Answer<string | null>) => void>()
  let lastId = 0
  port.on('message', (request: OfficeRequest) => {
    if (request.type !== 'secret') return
    pending.get(request.id)?.(request.answer)
    pending.delete(request.id)
  })
  const ask = async (name: string, secret: string | null): Promise<string | null> => {
    const id = ++lastId
    const answer = await new Promise<Answer<string | null>>((resolve) => {
      pending.set(id, resolve)
      port.postMessage({ type: 'secret', id, name, secret } satisfies OfficeReply)
    })
    if (!answer.ok) throw new AppError(answer.code, answer.details)
    return answer.value
  }
  return {
    read: (name) => ask(name, null),
    write: async (name, secret) => { await ask(name, secret) },
  }
}
