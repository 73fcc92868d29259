import { computed, ref, shallowReadonly, shallowRef, type ComputedRef, type Ref } from 'vue'
import type { BankTransaction } from '../../shared/bank/bank-contract.ts'
import { api } from '../api.ts'
import { isCancellation } from '../i18n/error-message.ts'
import { t } from '../i18n/i18n.ts'

/** What is over before is not worth a word. */
const TOLD_AFTER_MS = 1000

interface TransactionList {
  /** null until they have been read */
  transactions: Readonly<Ref<BankTransaction[] | null>>
  /** What is being read and how far it is, once that lasts */
  reading: ComputedRef<string | null>
  /** The person did not wait: what is shown is nothing */
  isUnread: Readonly<Ref<boolean>>
  /** Of a statement, or all to be decided (null): the latest asked for. False when it was given up, or another asked for. */
  read(statementId: number | null): Promise<boolean>
  giveUp(): void
}

/** The transactions of the bank's screen. The first list after a change of a large dossier lasts a second or two. */
export function transactionList(): TransactionList {
  const transactions = shallowRef<BankTransaction[] | null>(null)
  const isUnread = ref(false)
  const share = ref(0)
  const isLong = ref(false)
  let underWay: AbortController | null = null

  async function read(statementId: number | null): Promise<boolean> {
    underWay?.abort()
    const abort = underWay = new AbortController()
    share.value = 0
    const long = setTimeout(() => { isLong.value = underWay === abort }, TOLD_AFTER_MS)
    try {
      const found = await api.bank.transactions({ statementId }, { signal: abort.signal, onProgress: ({ done, total }) => { if (underWay === abort) share.value = done / total } })
      if (underWay !== abort) return false
      transactions.value = found
      isUnread.value = false
      return true
    } catch (error) {
      if (underWay !== abort) return false
      if (!isCancellation(error)) throw error
      transactions.value = []
      isUnread.value = true
      return false
    } finally {
      clearTimeout(long)
      if (underWay === abort) [underWay, isLong.value] = [null, false]
    }
  }

  return {
    transactions: shallowReadonly(transactions), isUnread, read,
    reading: computed(() => (isLong.value ? t('bank.reading', { percent: Math.floor(100 * share.value) }) : null)),
    giveUp: () => { underWay?.abort() },
  }
}
