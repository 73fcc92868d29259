import type { Messages } from '../fr.ts'

export const company: Messages['company'] = {
  title: 'Company', identity: 'Identity', address: 'Address', contact: 'Contact', bank: 'Bank', letters: 'Letters',
  name: 'Name', legalForm: 'Legal form', capital: 'Share capital', siren: 'SIREN', siret: 'SIRET', registration: 'Registration (RCS, RM…)', vatNumber: 'VAT number',
  phone: 'Phone', email: 'E-mail', website: 'Website', iban: 'IBAN', bic: 'BIC', signatoryName: 'Name of the signatory', signatoryTitle: 'Title of the signatory',
  defaultPaymentTerm: 'Default payment terms', defaultPaymentTermHint: 'For customers without terms of their own, when the import gives no due date.', wrongTerm: 'Terms not understood: write for instance 30 EOM',
  logo: 'Logo', logoHint: 'PNG or JPEG, 500 kB at most. Printed at the top of letters.', chooseLogo: 'Choose a logo…', removeLogo: 'Remove the logo', noLogo: 'No logo', logoAlt: 'Logo of the company',
  help: 'This appears on letters: sender, legal mentions, means of payment and signature.', saved: 'Company sheet saved', wrong: '{n} field to correct | {n} fields to correct',
  invalid: {
    required: 'required',
    negative: 'cannot be negative',
    postcode: 'a French postcode has five digits',
    siren: 'this SIREN number is not valid (nine digits with a check digit)',
    siret: 'this SIRET number is not valid (fourteen digits with a check digit)',
    'siret-of-another-siren': 'this SIRET does not belong to this SIREN',
    'vat-number': 'this VAT number is not valid',
    'vat-number-of-another-siren': 'this VAT number does not match the SIREN',
    email: 'this e-mail address is not valid',
    fax: 'one fax number, of 3 to 40 digits, with or without spaces, “.”, “/”, “-” or parentheses between, “+” before it; “#” holds it back',
    iban: 'this IBAN is not valid: check each digit',
    bic: 'this BIC is not valid (eight or eleven characters)',
    logo: 'the logo must be a PNG or JPEG picture of 500 kB at most',
  },
}

export const dossiers: Messages['dossiers'] = {
  check: {
    integrity: 'relais.sqlite file: {message}',
    'foreign-key': 'Table {table}, row {row}: refers to a row of {parent} that does not exist',
    'open-cents': 'Invoice “{invoice}”, due date of {dueOn}: remaining {stored}, but its payments leave {expected}',
    'unallocated-cents': 'Payment of {paidOn}, customer “{customer}”: unallocated {stored}, but its allocations leave {expected}',
    'document-missing': 'Document “{file}”: the file has disappeared',
    'document-outside': 'Document “{file}”: this is not the path of a file of the “documents” folder',
    'document-altered': 'Document “{file}”: the file is no longer the one Relais wrote',
  },
}
