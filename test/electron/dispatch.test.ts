import { expect, it } from 'vitest'
import { z } from 'zod'
import { command, query, urgent, type AllHandlers } from '../../shared/call.ts'
import { AppError } from '../../shared/errors.ts'
import { createDispatch } from '../../electron/ipc/dispatch.ts'

const contract = { desk: { read: query(z.object({ n: z.int() }), z.int()), write: command(z.object({ name: z.string() }), z.string()), fail: command(z.void(), z.void()) } }

function desk(handlers: Partial<AllHandlers<typeof contract>['desk']> = {}) {
  return createDispatch(contract, { desk: { read: ({ n }) => n + 1, write: ({ name }) => name, fail: () => { throw new AppError('desk.closed', { day: 'dimanche' }) }, ...handlers } })
}

it('answers a call of the contract', async () => {
  expect(await desk()('desk.read', { n: 1 })).toEqual({ ok: true, value: 2 })
})

it('refuses what the contract does not know, inherited names included', async () => {
  for (const path of ['desk.erase', 'toString.call', 'desk.constructor', 'desk', 'desk.read.x', '__proto__.read']) expect(await desk()(path, undefined)).toMatchObject({ ok: false, code: 'call.unknown' })
})

it('refuses input of the wrong shape and names the field', async () => {
  expect(await desk()('desk.read', { n: 'x' })).toMatchObject({ ok: false, code: 'call.invalid-input', details: { path: 'desk.read', field: 'n' } })
})

it('carries the code and details of an AppError, never a stack', async () => {
  expect(await desk()('desk.fail', undefined)).toEqual({ ok: false, code: 'desk.closed', details: { day: 'dimanche' } })
})

it('runs commands one after the other while queries pass', async () => {
  const steps: string[] = []
  let release = (): void => undefined
  const gate = new Promise<void>((resolve) => { release = resolve })
  const dispatch = desk({ write: async ({ name }) => { steps.push(`begin ${name}`); if (name === 'a') await gate; steps.push(`end ${name}`); return name } })
  const writes = [dispatch('desk.write', { name: 'a' }), dispatch('desk.write', { name: 'b' })]
  expect(await dispatch('desk.read', { n: 1 })).toEqual({ ok: true, value: 2 })
  release()
  await Promise.all(writes)
  expect(steps).toEqual(['begin a', 'end a', 'begin b', 'end b'])
})

it('an urgent command acts at once, amid a job', async () => {
  const steps: string[] = []
  let release = (): void => undefined
  const gate = new Promise<void>((resolve) => { release = resolve })
  const contract = { desk: { write: command(z.void(), z.void()), stop: urgent(z.void(), z.void()) } }
  const dispatch = createDispatch(contract, { desk: { write: async () => { await gate; steps.push('written') }, stop: () => { steps.push('stopped') } } })
  const write = dispatch('desk.write', undefined)
  expect(await dispatch('desk.stop', undefined)).toEqual({ ok: true, value: undefined })
  release()
  await write
  expect(steps).toEqual(['stopped', 'written'])
})

it('a failed command does not stop the next one', async () => {
  const dispatch = desk()
  const [failed, next] = await Promise.all([dispatch('desk.fail', undefined), dispatch('desk.write', { name: 'x' })])
  expect(failed.ok).toBe(false)
  expect(next).toEqual({ ok: true, value: 'x' })
})

it('a call that is not for its caller is refused as it comes, before its input is looked at, and again in its turn', async () => {
  let isAllowed = false
  const done: string[] = []
  const refuse = (): void => { if (!isAllowed) throw new AppError('desk.reserved') }
  const dispatch = createDispatch(contract, { desk: { read: ({ n }) => n, write: ({ name }) => { isAllowed = false; done.push(name); return name }, fail: () => undefined } }, () => {
    refuse()
    return (work) => { refuse(); return work() }
  })
  expect(await dispatch('desk.read', { n: 'x' })).toEqual({ ok: false, code: 'desk.reserved', details: {} })
  isAllowed = true
  const [first, second] = await Promise.all([dispatch('desk.write', { name: 'a' }), dispatch('desk.write', { name: 'b' })])
  expect([first.ok, second]).toEqual([true, { ok: false, code: 'desk.reserved', details: {} }])
  expect(done).toEqual(['a'])
})

it('a command meant for what is gone when its turn comes is refused; what came after is not', async () => {
  let present = 'a'
  const dispatch = createDispatch(contract, { desk: { read: ({ n }) => n, write: ({ name }) => { present = name; return name }, fail: () => undefined } }, (path) => {
    const meant = present
    return (work) => {
      if (path === 'desk.fail' && present !== meant) throw new AppError('desk.moved')
      return work()
    }
  })
  const [moved, late] = await Promise.all([dispatch('desk.write', { name: 'b' }), dispatch('desk.fail', undefined)])
  expect(moved).toEqual({ ok: true, value: 'b' })
  expect(late).toMatchObject({ ok: false, code: 'desk.moved' })
  expect(await dispatch('desk.fail', undefined)).toMatchObject({ ok: true })
})
