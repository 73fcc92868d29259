import { provedReturns, takenBack } from '../../shared/bank/return-rules.ts'
import { proofOfReturn } from '../../shared/bank/statement-rules.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { BankRepository } from './bank-repository.ts'

/** Payments the bank has taken back, and what took them back, each by the id of the other. */
export interface Returns {
  /** The day a credit was taken back */
  returnedOn: Map<number, LocalDate>
  counterparts: Map<number, number[]>
}

/** Of the whole dossier: a rejection often stands in a later statement than its payment. */
export function readReturns(bank: BankRepository): Returns {
  const { debits, credits } = bank.returns()
  const pairs = onlyThoseSetAside(bank, takenBack(debits, credits))
  const returnedOn = new Map<number, LocalDate>()
  const counterparts = new Map<number, number[]>(pairs)
  for (const { id, bookedOn } of debits) {
    for (const creditId of pairs.get(id) ?? []) {
      returnedOn.set(creditId, bookedOn)
      counterparts.set(creditId, [id])
    }
  }
  // what is taken back of a credit that was split is taken back of its parts
  for (const { id, wholeId } of bank.partIds([...returnedOn.keys()])) {
    returnedOn.set(id, returnedOn.get(id) ?? returnedOn.get(wholeId)!)
    counterparts.set(id, counterparts.get(id) ?? counterparts.get(wholeId)!)
  }
  return { returnedOn, counterparts }
}

/** Of several credits that nothing tells apart, those a person has set aside are the ones, as soon as what took one back is set aside too. */
function onlyThoseSetAside(bank: BankRepository, pairs: Map<number, number[]>): Map<number, number[]> {
  const several = [...pairs].filter(([, ids]) => ids.length > 1)
  const ignored = new Set(bank.counterparts(several.flatMap(([debit, ids]) => [debit, ...ids])).flatMap(({ id, state }) => (state === 'ignored' ? [id] : [])))
  const told = several.map(([debit, ids]): [number, number[]] => [debit, ids.filter((id) => ignored.has(id))]).filter(([debit, ids]) => ignored.has(debit) && ids.length > 0)
  return new Map([...pairs, ...told])
}

/** After an import: debits of an account since a day whose words leave a doubt, and a credit of theirs none. The credit may have come before them, with them or after. */
export function markReturned(bank: BankRepository, account: string, from: LocalDate): void {
  const doubtful = bank.plainDebits(account, from).flatMap((debit) => {
    const proof = proofOfReturn(debit)
    return proof === null ? [] : [{ debit, proof }]
  })
  for (const id of provedReturns(doubtful, bank.creditsNear(doubtful.map(({ debit }) => debit.id)))) bank.markReturned(id)
}
