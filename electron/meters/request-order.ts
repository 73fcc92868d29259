import type { ReadingMedium } from '../../shared/assets/place-contract.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { ProposedRequest, RequestProblem } from '../../shared/meters/request-contract.ts'
import { proposalProblem } from '../../shared/meters/request-rules.ts'
import type { FaxProvider } from '../../shared/outbox/fax-gateway-rules.ts'

/** The request an order asks again. */
export interface FormerRequest { id: number; requestedOn: LocalDate }

/** A row to be sent, as the screen has it or as the calendars want it. */
export interface Order { row: ProposedRequest; medium: ReadingMedium; address: string; cycleKey: string | null; former: FormerRequest | null }

/** An order nothing of leaves. */
export interface Refusal { order: Order; problem: RequestProblem }

/** What keeps an order from leaving, as far as it can be told before its document is made. */
export const orderProblem = ({ row, medium, address }: Order, provider: FaxProvider | null): RequestProblem | null => proposalProblem(row, medium, address, provider)
