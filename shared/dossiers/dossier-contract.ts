import { z } from 'zod'
import { command, job, query } from '../call.ts'
import { CentsSchema, FieldProblem, Folder, LocalDateSchema, Nothing, Text } from '../schemas.ts'
import { PaymentTerm } from '../receivables/payment-term-contract.ts'

export const PostalAddress = z.object({ line1: Text, line2: Text, line3: Text, postcode: Text, city: Text, countryCode: z.string().regex(/^[A-Z]{2}$/) })
export type PostalAddress = z.output<typeof PostalAddress>

/** The company whose receivables the dossier holds: the sender of the letters. Checked by company-rules.ts. */
export const Company = z.object({
  name: Text,
  legalForm: Text,
  /** Share capital, for the legal mentions; null when there is none. */
  capitalCents: CentsSchema.nullable(),
  address: PostalAddress,
  siren: Text,
  siret: Text,
  /** « RCS Lyon » */
  registration: Text,
  vatNumber: Text,
  phone: Text,
  email: Text,
  website: Text,
  iban: Text,
  bic: Text,
  signatoryName: Text,
  signatoryTitle: Text,
  /** Used where a customer has no terms of his own. */
  defaultPaymentTerm: PaymentTerm,
  /** PNG or JPEG as a data URL, ≤ 500 kB; '' without logo. */
  logo: z.string().max(700_000),
})
export type Company = z.output<typeof Company>

export const DossierState = z.object({
  folder: Folder,
  company: Company,
  lastImportOn: LocalDateSchema.nullable(),
  lastImportName: z.string(),
  isDemonstration: z.boolean(),
})
export type DossierState = z.output<typeof DossierState>

export const RecentDossier = z.object({ folder: Folder, name: z.string(), openedAt: z.string(), exists: z.boolean() })

/** `madeAt` is an instant; `lastImportName` tells where the dossier stood. */
export const BackupSummary = z.object({ name: z.string(), madeAt: z.string(), bytes: z.number(), lastImportName: z.string() })
export type BackupSummary = z.output<typeof BackupSummary>

export const CheckReport = z.object({
  ok: z.boolean(), problems: z.array(z.string()), invoices: z.int(), dueDates: z.int(), payments: z.int(),
  /** Of generations: how many entries, and the last seal, which noted elsewhere proves later that nothing before it was changed */
  register: z.object({ length: z.int(), seal: z.string() }),
})
export type CheckReport = z.output<typeof CheckReport>

export const dossierContract = {
  current: query(Nothing, DossierState.nullable()),
  recent: query(Nothing, z.array(RecentDossier)),
  forget: command(z.object({ folder: Folder }), Nothing),
  create: command(z.object({ folder: Folder, company: Company }), DossierState),
  /** AppError dossier.missing / dossier.not-a-dossier / dossier.newer / dossier.damaged / dossier.busy / dossier.read-only, the file untouched. */
  open: command(z.object({ folder: Folder }), DossierState),
  /** Makes the demonstration dossier if needed (sample ledger imported) and opens it. */
  openDemonstration: job(z.object({ asOf: LocalDateSchema }), DossierState),
  close: command(Nothing, Nothing),
  /** AppError('company.invalid', {field, reason}) on the first wrong field. */
  saveCompany: command(Company, DossierState),
  checkCompany: query(Company, z.array(FieldProblem)),
  /** A verified copy below `backups/`; returns its path. */
  backup: job(Nothing, z.object({ file: z.string() })),
  /** The same, once a day and only when something changed since the last one; null when none was due. A large dossier is left to the imports (backup-rules.ts). */
  backUpDaily: job(Nothing, z.object({ file: z.string().nullable() })),
  /** Of any dossier, also of one that cannot be opened any more; newest first. */
  backups: query(z.object({ folder: Folder }), z.array(BackupSummary)),
  /**
   * Opens a dossier as one of its backups has it: in its place (`into` is null), what it was until now becoming one more backup, or in a new folder,
   * the dossier untouched. AppError dossier.backup-unknown, .backup-unsound, nothing changed.
   */
  restore: job(z.object({ folder: Folder, name: z.string().max(100), into: Folder.nullable() }), DossierState),
  /** integrity_check, foreign keys, open amounts recomputed, the register of generations, documents present with their hash. */
  check: job(Nothing, CheckReport),
}
