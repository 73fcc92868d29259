import type { LegalSettings } from './legal-contract.ts'

/** Letters only mention late interest until a person decides to claim it: claiming needs the rates of every half-year. */
export const DEFAULT_LEGAL_SETTINGS: LegalSettings = { claimInterestFromLevel: null, paymentDelayDays: 8, prescriptionWarningDays: 60 }
