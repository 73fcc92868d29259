import type { Messages } from '../fr.ts'

export const einvoiceErrors: Messages['errors']['einvoices'] = {
  'too-many-files': '{count} files at once, {max} at most. Nothing was read: drop them in several lots.',
  'missing-file': 'File not found or not readable. Nothing of it was imported: check its path and your rights.',
  'too-large': 'This file has {size} MB, {max} MB at most are taken. Nothing of it was imported.',
  'too-slow': 'Reading this file took too long and was stopped. Nothing of it was imported.',
  'too-complex': 'This file needs too much memory for an invoice. Nothing of it was imported.',
  changed: 'This file has changed since the preview. Nothing of it was imported: preview it again.',
  'bank-statement': 'This file is a bank statement, not an invoice. Nothing of it was imported: open it in “Bank statements”.',
  'not-an-invoice': 'This XML file is neither a CII nor a UBL invoice (element “{element}”). Nothing of it was imported.',
  'no-invoice-in-pdf': 'This PDF contains no electronic invoice (factur-x.xml, zugferd-invoice.xml or xrechnung.xml). Nothing of it was imported: have your program make a Factur-X invoice.',
  'several-in-pdf': 'This PDF contains several electronic invoices ({names}). Nothing of it was imported: save the one you want as an XML file.',
  missing: 'Line {line}: the element “{element}” is missing or empty. Nothing of it was imported: ask its maker for a complete invoice.',
  'bad-amount': 'Line {line}, element “{element}”: “{value}” is no amount in euros and cents (10 billion at most). Nothing of it was imported.',
  'bad-date': 'Line {line}, element “{element}”: “{value}” is no date. Nothing of it was imported.',
  currency: 'This invoice is in {currency}, not in euros. Nothing of it was imported: enter it by hand, converted into euros.',
  type: 'This document is of a type ({type}) that is neither an invoice nor a credit note. Nothing of it was imported.',
  'nothing-due': 'This invoice is for €0.00: there is nothing to follow. Nothing of it was imported.',
  overpaid: 'The amount to pay ({payable}) and the total ({total}) have different signs: the invoice was paid beyond its amount. Nothing of it was imported: enter it by hand, with its payment.',
  'does-not-add-up': 'The amounts of this invoice do not add up: total {total}, already paid {prepaid}, rounding {rounding}, to pay {payable}. Nothing of it was imported: ask for a corrected invoice.',
  instalments: 'The instalments of this invoice make {found} although {expected} is to be paid. Nothing of it was imported: ask for a corrected invoice.',
  'too-many-instalments': 'This invoice has {count} instalments, {max} at most are taken. Nothing of it was imported.',
  purchase: 'This is a purchase invoice: “{company}” is its buyer, “{seller}” its seller. Nothing of it was imported: Relais follows what your customers owe you.',
  'other-seller': 'The seller of this invoice is “{seller}” ({siren}), not “{company}”, the company of this file. Nothing of it was imported: open that company’s file, or correct the numbers of yours.',
  'not-ours': 'You have answered that the invoices of “{seller}” are not those of “{company}”. Nothing of it was imported.',
  'maker-code': 'The invoice gives the code {code} to “{name}”, but it is that of the manufacturer “{maker}”, who is no customer. Nothing of it was imported: give this manufacturer another code or, if it is the same company, the name the invoice says.',
  'several-customers': 'Several customers may be “{name}” ({codes}). Nothing of it was imported: fill in the SIREN or SIRET in the record of the right one.',
  different: 'Invoice {number} of {customer} is in the file already, with another amount or date: {known} of {knownOn} instead of {stated} of {on}. Nothing of it was imported or changed: check which one is right.',
  elsewhere: 'Invoice {number} is in the file already, with the same amount, for {customer} (code {code}) on {knownOn}: the one of this file is addressed to {buyer}, dated {on}. Nothing of it was imported, so that the same debt is not claimed twice. If it is the same customer, enter its SIREN in its record and correct the name or the date, then try again; if it really is another invoice, enter it by hand.',
  unanswered: 'An answer is missing (@:{questionKey}). Nothing was imported.',
}

export const pdfErrors: Messages['errors']['pdf'] = {
  unreadable: 'This PDF is damaged or incomplete. Nothing of it was imported: ask its maker for it again.',
  encrypted: 'This PDF is protected: its attachments cannot be read. Nothing of it was imported: ask for it without protection.',
  'attachment-damaged': 'The invoice attached to this PDF is damaged. Nothing of it was imported: ask its maker for it again.',
}
