import type { RequestCandidate } from '../assets/asset-contract.ts'
import type { BillingRuleState } from '../contracts/contract-contract.ts'
import { addDays, type LocalDate } from '../date.ts'
import { inFrenchOrder } from '../text.ts'
import type { Launch, ProposedRequest } from './request-contract.ts'

/** The contract an asset is to be read for; several are named, the first is kept. */
interface AskedFor { contractId: number; codes: string[] }

/** Which assets rules ask for, and for which contracts. */
export function assetsOfRules(rules: readonly BillingRuleState[]): Map<number, AskedFor> {
  const asked = new Map<number, AskedFor>()
  for (const { contractId, contractCode, assetIds } of rules) {
    for (const assetId of assetIds) {
      const known = asked.get(assetId)
      if (!known) asked.set(assetId, { contractId, codes: [contractCode] })
      else if (!known.codes.includes(contractCode)) known.codes.push(contractCode)
    }
  }
  return asked
}

/**
 * The lines of « En attente d'envois », by customer, site and identifier: an asset once, whatever the rules that ask for it. One whose mode is neither
 * e-mail nor fax is asked for nothing (M-003, M-004); one without an address is shown all the same (M-047).
 * @param asked null: the launch names no rules
 * @param lastRequested days of the last requests that are not answered
 */
export function proposals(candidates: readonly RequestCandidate[], asked: ReadonlyMap<number, AskedFor> | null, launch: Launch, lastRequested: ReadonlyMap<number, LocalDate>): ProposedRequest[] {
  return candidates.flatMap((candidate) => {
    const { assetId, medium, lastReal, meterCount, unreadMeterCount } = candidate
    if (medium === null || isReadSince(lastReal?.readOn ?? null, launch)) return []
    const { providerIdentifier, manufacturerIdentifier, label, customerId, customerCode, customerName, siteName, locationName, contactName, modeName, email, fax } = candidate
    const contract = asked?.get(assetId)
    return [{
      id: assetId, providerIdentifier, manufacturerIdentifier, label, customerId, customerCode, customerName, siteName, locationName, contactName, modeName, medium, email, fax,
      contractId: contract?.contractId ?? null, contractCode: contract?.codes.join(', ') ?? '',
      lastReadOn: lastReal?.readOn ?? null, lastReadValue: lastReal?.value ?? '', lastReadMeter: lastReal?.meterName ?? '', meterCount, unreadMeterCount, lastRequestedOn: lastRequested.get(assetId) ?? null,
    }]
  }).sort((one, other) => inFrenchOrder(one.customerName, other.customerName) || inFrenchOrder(one.siteName, other.siteName) || inFrenchOrder(one.providerIdentifier, other.providerIdentifier))
}

/** « Sans relevé depuis le »: no real reading on that day or later (M-031, AMB-17). */
export const isUnreadSince = (lastRealOn: LocalDate | null, since: LocalDate): boolean => lastRealOn === null || lastRealOn < since

/** A reading since the day the launch says makes a request needless; so does one in the days before the work date. */
function isReadSince(readOn: LocalDate | null, launch: Launch): boolean {
  if (readOn === null || launch === null) return false
  const { withoutReadingSince, unlessReadWithinDays, criteria } = launch
  if (withoutReadingSince !== null && !isUnreadSince(readOn, withoutReadingSince)) return true
  return unlessReadWithinDays !== null && readOn >= addDays(criteria.workOn, -unlessReadWithinDays)
}
