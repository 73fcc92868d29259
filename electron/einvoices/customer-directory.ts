import type { KnownCustomer } from '../../shared/einvoices/party-rules.ts'
import type { EinvoiceRepository } from './einvoice-repository.ts'

export type CustomerDirectory = ReturnType<typeof customerDirectory>

/** The customers buyers are looked for among, read once for all files of an import and kept as these change them. */
export function customerDirectory(repository: Pick<EinvoiceRepository, 'customers' | 'oneCustomer'>): { readonly all: readonly KnownCustomer[]; refresh(id: number): void } {
  const all = repository.customers()
  return {
    all,
    refresh: (id) => {
      const place = all.findIndex((customer) => customer.id === id)
      all[place < 0 ? all.length : place] = repository.oneCustomer(id)
    },
  }
}
