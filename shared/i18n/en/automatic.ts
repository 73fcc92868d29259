import type { Messages } from '../fr.ts'

export const automatic: Messages['automatic'] = {
  title: 'Automatic meter-reading requests',
  menu: 'Automatic meter-reading requests',
  help: 'On the days named by the calendars of the decision tables, requests leave by themselves when the dossier is opened, then every day. An asset is asked once per billing cycle.',
  off: 'Automatic sending is off (parameter DEMANDE_RELEVE_AUTOMATIQUE ☐): requests only leave by “Run now” or the command line.',
  noCalendars: 'No calendar is filled in: nothing is asked. Fill in CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR or CALENDRIER_PARTICULIER_COLLECTE_COMPTEUR in “Decision tables”.',
  forgotten: '{n} missed day will not be caught up: it is longer ago than NB_JOURS_RATTRAPAGE_DEMANDE_RELEVE days. | {n} missed day will not be caught up: it is longer ago than NB_JOURS_RATTRAPAGE_DEMANDE_RELEVE days. | {n} missed days will not be caught up: they are longer ago than NB_JOURS_RATTRAPAGE_DEMANDE_RELEVE days.',
  notBilled: '{n} solution is no longer asked for: its theoretical invoice is of a cycle that is over ({codes}). If it was billed, say so by “Billing done…” after a simulation. | {n} solution is no longer asked for: its theoretical invoice is of a cycle that is over ({codes}). If it was billed, say so by “Billing done…” after a simulation. | {n} solutions are no longer asked for: their theoretical invoices are of a cycle that is over ({codes}). If they were billed, say so by “Billing done…” after a simulation.',
  failed: 'The last automatic sending sent nothing ({at}). Its days remain to be done: they are tried again every hour, or by “Run now”.',
  run: 'Run now', running: 'Requests of the calendars', cancelled: 'Cancelled: no request was made.',
  nobody: 'No request to make: the days are noted as done.',
  planned: { one: '{to}: {requests}', several: '{from} to {to}: {requests}' },
  requests: 'no request to make | {n} request to make | {n} requests to make',
  lastDay: 'Last day done: {day}.',
  forecast: 'Next sendings if nothing changes: {days}', forecastDay: '{day} ({n})', forecastNone: 'No sending in the next 31 days if nothing changes.', forecastMore: '…',
  calendars: 'Calendars…', parameters: 'Parameters…', outbox: 'Outbox',
  days: 'Days done', lines: 'Assets the calendars name for {day}',
  empty: 'No day has been done yet', emptyHint: 'The log keeps each day, what was asked and what was not.', emptyLines: 'The calendars name no asset on that day.',
  column: { day: 'Day', requested: 'Asked', skipped: 'Not asked', ranAt: 'Done at', userName: 'By', outcome: 'Result', reason: 'Calendar', contractCode: 'Contract', cycle: 'Cycle', customerName: 'Customer', providerIdentifier: 'Asset (provider)', label: 'Asset label' },
  reason: { general: 'General, position {position}', particular: 'Particular, position {position}', resumed: 'Exclusion, position {position}: next sending date' },
  outcome: {
    requested: 'Asked', 'read-recently': 'Not asked: recent real reading', 'asked-already': 'Already asked for this cycle', 'asked-by-hand': 'Already asked by hand in this cycle', excluded: 'Excluded on that day: asked on the day set for what was excluded', 'no-mode': 'Mode neither e-mail nor fax', 'not-in-park': 'No longer installed at an active customer',
  },
}
