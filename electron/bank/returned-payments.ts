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
  const pairs = takenBack(debits, credits)
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

/** After an import: debits of an account since a day whose words leave a doubt, and a credit of theirs none. The credit may have come before them, with them or after. */
export function markReturned(bank: BankRepository, account: string, from: LocalDate): void {
  const doubtful = bank.plainDebits(account, from).flatMap((debit) => {
    const proof = proofOfReturn(debit)
    return proof === null ? [] : [{ debit, proof }]
  })
  for (const id of provedReturns(doubtful, bank.creditsNear(doubtful.map(({ debit }) => debit.id)))) bank.markReturned(id)
}
