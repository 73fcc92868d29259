import { Worker } from 'node:worker_threads'
import { AppError, type Answer } from '../../shared/errors.ts'

interface Seat { worker: Worker; pending: Map<number, { resolve(value: never): void; reject(error: unknown): void }> }
interface Reply { id: number; answer: Answer }

/** What a worker answers, and the buffers that move with the answer instead of being copied. */
export interface Work { value: unknown; transfer?: ArrayBuffer[] }

/** A few workers of one kind, started when first needed and kept alive: starting one and loading its fonts costs more than a hundred letters. */
export class WorkerPool<Request> {
  readonly size: number
  readonly #start: () => Worker
  readonly #seats: (Seat | undefined)[]
  #nextId = 1

  constructor(size: number, start: () => Worker) {
    this.size = size
    this.#start = start
    this.#seats = Array.from({ length: size }, () => undefined)
  }

  /** Has the least busy worker do it. Rejects with the AppError the worker threw, or `unexpected` when the worker died. */
  run<T>(request: Request): Promise<T> {
    const seat = this.#leastBusy()
    const id = this.#nextId++
    return new Promise<T>((resolve, reject) => {
      seat.pending.set(id, { resolve, reject })
      seat.worker.ref()
      seat.worker.postMessage({ id, request })
    })
  }

  async close(): Promise<void> {
    await Promise.all(this.#seats.map(async (seat) => seat?.worker.terminate()))
    this.#seats.fill(undefined)
  }

  #leastBusy(): Seat {
    const load = (index: number): number => this.#seats[index]?.pending.size ?? -0.5
    const index = this.#seats.map((_seat, position) => position).reduce((best, position) => (load(position) < load(best) ? position : best), 0)
    return (this.#seats[index] ??= this.#seat(index))
  }

  #seat(index: number): Seat {
    const worker = this.#start()
    const seat: Seat = { worker, pending: new Map() }
    worker.on('message', ({ id, answer }: Reply) => {
      const waiting = seat.pending.get(id)
      seat.pending.delete(id)
      // an idle pool does not keep the process alive
      if (seat.pending.size === 0) worker.unref()
      if (answer.ok) waiting?.resolve(answer.value as never)
      else waiting?.reject(new AppError(answer.code, answer.details))
    })
    const leave = (error: unknown): void => {
      if (this.#seats[index] === seat) this.#seats[index] = undefined
      for (const { reject } of seat.pending.values()) reject(error)
      seat.pending.clear()
    }
    worker.on('error', (error) => leave(new AppError('unexpected', { message: String(error) })))
    worker.on('exit', () => leave(new AppError('cancelled')))
    return seat
  }
}
