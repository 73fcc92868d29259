import type { Messages } from '../fr.ts'

export const hubs: Messages['hubs'] = {
  settings: 'Settings', settingsTitle: 'Settings',
  services: 'Readings', servicesTitle: 'Service contracts',
  section: { park: 'Assets', items: 'Articles and prices › Articles', services: 'Service contracts › Customer service contracts', dossier: 'Company and letters', delivery: 'Calls and sending', law: 'Law', parameters: 'General settings › Parameters', classifications: 'General settings › Classifications, tables, lists and identifiers', users: 'General settings' },
  hint: {
    billingPreparation: 'What is billable on a date, and reading requests before or after that calculation',
    contracts: 'Solutions, modules, billing rules; billing control and reading requests of one of them',
    meterRequests: 'Ask for meter readings by fax or e-mail',
    meterAutomatic: 'Requests the calendars send by themselves, and their log day by day',
    meterAnswers: 'Read the forms, tables and messages customers have sent back',
    meterTemplates: 'Texts of the document, e-mail and fax of a reading request',
    faxSettings: 'Provider that turns e-mails into faxes',
    parameters: 'Addresses, fax and delays of reading requests',
    decisions: 'The calendars of reading requests, row by row',
    users: 'Who works in this dossier, and who may set it up',
    assets: 'Assets, their meters and readings; how readings are asked for',
    items: 'Models of the assets; tab “Manufacturer”: how to read the meters',
    parkSettings: 'Provider codes, categories of customers, modes of reading requests',
    scenario: 'Dated steps that “Today” proposes: e-mail, reminders, call, formal notice',
    callScripts: 'What is said on the telephone, by reminder level',
    mailSettings: 'Server, sender and signature of the e-mails',
    company: 'What letters bear: identity, address, IBAN, signatory, logo',
    letterTemplates: 'Texts of reminder letters and e-mails, by level, profile and language',
    rates: 'Late interest rates and prescription, with their sources',
  },
}
