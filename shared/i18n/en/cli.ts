import type { Messages } from '../fr.ts'

const criteria = `Criteria (an omitted one is no filter):
  --name TEXT              customer's name or part of it
  --from, --to DATE        period of the due dates, bounds included (YYYY-MM-DD)
  --invoice TEXT           invoice number
  --warranty-invoice TEXT  warranty invoice number
  --days-overdue N         at least n days late
  --min-outstanding CENTS  minimum outstanding amount of the customer
  --level LEVEL            0, 1, 2, 3 or all`

export const cli: Messages['cli'] = {
  'usage-error': 'relais: {message}\nType “relais --help” for help.',
  failure: 'relais: {message}',
  usage: {
    'no-command': 'no command. Give one, for instance “calculate”.',
    'unknown-command': 'the command “{command}” does not exist.',
    'unknown-option': 'this command has no option “{option}”.',
    'option-twice': 'the option “{option}” is given twice.',
    'option-without-value': 'the option “{option}” takes no value.',
    'missing-value': 'the value of the option “{option}” is missing.',
    'empty-value': 'the value of the option “{option}” is empty. To filter nothing, leave the option out.',
    'empty-argument': 'an argument is empty. Check the variables of your script.',
    'missing-option': 'the option “{option}” is missing.',
    'missing-argument': 'an argument is missing. {usage}',
    'extra-argument': 'the argument “{argument}” is one too many.',
    'wrong-value': 'wrong value “{value}” for “{option}”. Possible values: {expected}.',
    'wrong-field': 'the field “{field}” of “{option}” is unknown or wrong.',
    'not-json': 'the value of “{option}” is not valid JSON. Check braces, straight quotes and commas, or give the path of a JSON file.',
    'after-today': '{asOf} is after today ({today}). Requests of a day to come are not made in advance: nothing was done. Correct “--as-of”.',
    'missing-subcommand': '“{command}” wants more: {expected}.',
    period: 'the period starts on {from}, after its end on {to}.',
    'out-in-dossier': 'the output folder “{folder}” is the company file’s own folder, or lies within it. Give “--out” another folder.',
    'out-without-format': 'the option “--out” also wants “--pdf” or “--xlsx”.',
  },
  help: {
    all: `Relais on the command line

Usage: relais COMMAND [options]

  dossier create FOLDER  makes a company file
  import FILE            imports a FEC, a list of due dates or of customers
  import-invoices FILE…  imports electronic invoices (Factur-X, CII, UBL)
  bank import FILE       imports a bank statement (CFONB 120, OFX, CAMT.053)
  bank proposals         lists the credits to decide and what they settle
  calculate              lists the unpaid due dates
  letters                writes the reminder letters
  outbox list            lists the e-mails of the outbox
  outbox send            sends the e-mails that wait
  meter-requests run     makes the meter-reading requests the calendars name
  meter-requests read-answers FILE…  reads customers’ answers and saves those that raise no question
  parameters list        lists the general parameters
  parameters set NAME VALUE  changes a general parameter
  phone-list             makes the phone list
  interest               computes the late interest of a customer
  statement              writes the statement of account of a customer
  evidence               writes the file of evidence of a customer
  dashboard              figures of the dashboard, or its files
  ageing                 aged balance, customer by customer
  scenario today         what the reminder scenario proposes to do
  runs                   lists the generations of letters
  undo-run               undoes a generation
  imports                lists the imports
  undo-import            undoes the last import
  backup                 backs the company file up
  restore                lists the backups, restores one
  check                  checks the company file

“relais COMMAND --help” describes a command.
In a dossier that has users: --login LOGIN, and the password in the environment variable RELAIS_PASSWORD.
Exit codes: 0 done, 1 failure (message on the standard error, nothing was changed), 2 wrong usage.`,
    'dossier-create': `Usage: relais dossier create FOLDER [--company JSON] [--json]

  --company  company sheet, as JSON or as the path of a JSON file; the name is enough
              (without this option the company is named after the folder)`,
    import: `Usage: relais import FILE --dossier FOLDER [--mapping JSON] [--as-of DATE] [--json]

  --mapping  answers to the questions of the import, as JSON or as the path of a JSON file. Keys:
             {keys}
  --as-of    the day to go by (YYYY-MM-DD), the system's by default
The same file imported twice changes nothing.`,
    'import-invoices': `Usage: relais import-invoices FILE… --dossier FOLDER [--own-seller ANSWER] [--corrected ANSWER] [--as-of DATE] [--json]

Factur-X or ZUGFeRD (PDF), CII or UBL (XML) invoices. Those refused are named with their reason and do not keep the others from being imported (exit code 1).
  --own-seller  yes or no: invoices whose seller cannot be compared with the company are its own, or not
  --corrected   settle or keep: what a corrected invoice replaces is settled, or kept
  --as-of       the day to go by (YYYY-MM-DD), the system’s by default`,
    calculate: `Usage: relais calculate --dossier FOLDER [criteria] [--as-of DATE] [--json]

${criteria}`,
    letters: `Usage: relais letters --dossier FOLDER --rule RULE --out FOLDER [--resend] [--max-data-age N] [criteria] [--as-of DATE] [--json]

  --rule    increment, customer, level:1, level:2, level:3 or days (thresholds saved in the company file)
  --resend  allows reminders already sent (same level)
  --out     folder that receives the letters
  --max-data-age  refuses (code 1) when the last import is more than N days old; without it, an excessive age is only remarked upon
${criteria}`,
    'phone-list': `Usage: relais phone-list --dossier FOLDER [criteria] [--pdf] [--xlsx] [--out FOLDER] [--as-of DATE] [--json]

  --pdf, --xlsx  also writes the list in that format, to the folder of --out
${criteria}`,
    interest: `Usage: relais interest --dossier FOLDER --customer CODE [--as-of DATE] [--with-settled] [--json]

Computes as of that day late interest and indemnities of a customer's late due dates, segment by segment.
  --with-settled  adds the due dates paid late
A missing rate stops the computation: it is entered in “Rates and interest”.`,
    runs: `Usage: relais runs --dossier FOLDER [--json]

Lists the generations of letters, the latest first: number, date, author, letters, total, undo.`,
    'undo-run': `Usage: relais undo-run --dossier FOLDER --run N [--json]

Undoes generation no. N: reminder levels and dates become exactly what they were, the letters stay, annulled.
Refused when a later generation or a change rests on it.`,
    imports: `Usage: relais imports --dossier FOLDER [--json]

Lists the imports, the latest first: number, date, kind, file, undo.`,
    'undo-import': `Usage: relais undo-import --dossier FOLDER --import N [--json]

Undoes import no. N, if it is the last and nothing rests on it.`,
    statement: `Usage: relais statement --dossier FOLDER --customer CODE [--from DATE] [--as-of DATE] [--xlsx] --out FOLDER [--json]

  --customer  code of the customer
  --from      first day of the movements (the first one by default)
  --as-of     last day of the statement, the system’s by default
  --xlsx      an Excel workbook instead of a PDF`,
    evidence: `Usage: relais evidence --dossier FOLDER --customer CODE [--as-of DATE] [--claim-contested] --out FOLDER [--json]

  --claim-contested  also claims what is disputed or under a payment plan (it is named in any case)

One PDF: statement of account, invoices, interest, letters sent with their hashes, call notes.
A letter that was altered or is missing is named on the standard error and in the PDF.`,
    dashboard: `Usage: relais dashboard --dossier FOLDER [--as-of DATE] [--pdf] [--xlsx] [--out FOLDER] [--json]

  --as-of     day of the figures, the system’s by default; a past day shows what was owed then
  --pdf, --xlsx  writes the dashboard to the output folder “--out”
  --json      all figures: aged balance, outstanding over thirteen months, DSO, delays, effect of reminders, promises, expected cash`,
    'scenario-today': `Usage: relais scenario today --dossier FOLDER [--as-of DATE] [--json]

What the reminder scenario proposes on that day, step by step, and what is blocked.
It only reads: nothing is written, sent or called.`,
    ageing: `Usage: relais ageing --dossier FOLDER [--as-of DATE] [--json]

What each customer owes, by how late it is, the largest outstanding first.
  --as-of     day of the balance, the system’s by default`,
    backup: `Usage: relais backup --dossier FOLDER [--json]

Writes a verified copy to the subfolder “backups”.`,
    restore: `Usage: relais restore --dossier FOLDER [--backup NAME] [--into FOLDER] [--json]

  --backup  name of the backup to restore; without this option, the backups are listed
  --into    new folder that receives it; without this option, it replaces the present state,
            which becomes a backup itself`,
    'parameters-list': `Usage: relais parameters list --dossier FOLDER [--name PART-OF-THE-NAME] [--json]

Lists the general parameters and their value (☑: 1, ☐: 0).`,
    'parameters-set': `Usage: relais parameters set NAME VALUE --dossier FOLDER [--json]

Changes a general parameter; 1 or 0 for ☑ or ☐. A text is emptied on the screen “Manage parameters”.`,
    'bank-import': `Usage: relais bank import FILE --dossier FOLDER [--json]

Imports a bank statement (CFONB 120, OFX or CAMT.053), whole or not at all. What the company file has already is not
taken again. Nothing is allocated, unless RAPPROCHEMENT_ACCEPTE_SEUL_CE_QUI_EST_SUR is ☑.`,
    'bank-proposals': `Usage: relais bank proposals --dossier FOLDER [--accept-sure] [--json]

Lists the credits and the payments taken back that are to be decided, with their first proposal, its confidence and its
reason. --accept-sure accepts what is sure first; each payment can be undone on the screen “Bank statements”.`,
    'outbox-list': `Usage: relais outbox list --dossier FOLDER [--json]

Lists the e-mails of the outbox, the latest first, with their state.`,
    'outbox-send': `Usage: relais outbox send --dossier FOLDER [--json]

Sends the e-mails that wait, through the server of the file’s e-mail settings. The password comes from
the environment variable RELAIS_SMTP_PASSWORD. Exit code 1 when messages could not leave.`,
    'meter-requests-run': `Usage: relais meter-requests run --dossier FOLDER [--as-of DATE] [--json]

Makes the meter-reading requests the calendars name, of the days since the last one done up to that date. An asset is asked
once per cycle: run again, the command asks nobody twice. The requests wait in the outbox: “outbox send” sends them.
  --as-of  last day to be done (YYYY-MM-DD), by default today, which it cannot be after
Exit code 0 when the calendars name nobody, with or without a sender; 1 when there are requests to make and neither
BIEN_COMPTEUR_EXPEDITEUR_MAIL nor MAIL: nothing is done, the days stay to be done.`,
    'meter-requests-read-answers': `Usage: relais meter-requests read-answers FILE… --dossier FOLDER [--json]

Reads what customers have sent back: the request's PDF form, the entry table (XLSX), or the message that holds them (EML, MSG),
with the checks of the screen. What there is nothing to ask about is saved, all at once; the rest (a doubtful or refused value, a
missing date, a meter read by two files, a message without form) is told and left to the screen “Answers to reading requests”:
exit code 1. The same file twice changes nothing.`,
    check: `Usage: relais check --dossier FOLDER [--json]

Checks the file, the remaining amounts and the documents. Exit code 1 when something is wrong.`,
  },
  parameters: { none: 'No parameter has such a name.', set: '{name}: {value}', email: 'an e-mail address' },
  'meter-requests': {
    done: '{from} to {to}: no request. | {from} to {to}: {n} request, {email} by e-mail, {fax} by fax. | {from} to {to}: {n} requests, {email} by e-mail, {fax} by fax.',
    answer: '{file}: {identifier}, {meter}, {value} on {day}: {remarks}', empty: '{file}: empty form for {identifier}', twice: 'read by several of these files',
    message: '{file}: message without a filled form from {from}, request of {identifiers}: to be entered on the screen.',
    queued: 'The requests wait in the outbox: “relais outbox send” sends them.',
  },
  bank: { statement: 'Account {account}: {transactions} ({added}), credits {credits}, debits {debits}', added: 'none new | {n} new | {n} new' },
  outbox: {
    none: 'No e-mail in the outbox.',
    sent: '{n} e-mail sent, {left} waiting; perhaps sent: {unknown}, failed or to review: {failed} | {n} e-mails sent, {left} waiting; perhaps sent: {unknown}, failed or to review: {failed}',
    password: 'The mail server’s password is missing: give it by the environment variable RELAIS_SMTP_PASSWORD. Messages wait.',
    unreachable: 'The mail server cannot be reached ({detail}). Messages wait: try again later.',
  },
  created: 'Company file “{name}” made in {folder}.',
  question: 'relais: {file}: {question} Give “{option}” in --mapping, for instance {example}. Nothing was imported.',
  absent: '  {key}: {customer}, invoice{on}, {amount}, {source}.',
  choices: 'Possible answers: {choices}.',
  'mapping-hint': 'To import it all the same, add for instance: --mapping {example}',
  scenario: {
    off: 'This dossier uses no scenario: tick “Use a scenario” in “Settings”.', since: 'since {date}', blocked: 'Steps reached but blocked ({n}):',
    total: 'On {asOf}: due dates to deal with {proposed}, blocked {blocked}, waiting for their step {waiting}, at the end of the scenario {finished}.',
  },
  count: { dueDates: '{n} due date | {n} due dates', customers: '{n} customer | {n} customers', letters: '{n} letter | {n} letters' },
  import: {
    done: '{file}: {n} line read. | {file}: {n} lines read.',
    skipped: '{n} line not taken. | {n} lines not taken.',
    customers: 'Customers added: {added}, completed: {updated}.',
    already: '{file} had been imported before: nothing changed.',
    counts: 'Added – invoices: {invoices}, credit notes: {creditNotes}, payments: {payments}, due dates: {dueDates}. Due dates kept: {kept}, settled: {settled}.',
    balance: 'Open customer balance of the file: {open}. Taken into Relais: {shown}.',
    beside: 'Customer balance of the dossier: {total}, of which {shown} are of this file and {beside} beside it.',
    'list-balance': 'Remaining according to the list: {open}. Taken into Relais: {shown}.',
    unbalanced: 'Unbalanced lettering, customer {customer}, code {code}: debit {debit}, credit {credit} (lines {lines}). Lettered lines: the difference of {difference} is NOT among the due dates and will not be reminded. If it is owed, remove this lettering in the accounts, then import the new export: it will be a due date again.',
    warning: 'Line {line}: {text}',
    'more-warnings': '… and {n} more remark. | … and {n} more remarks.',
  },
  calculate: {
    none: 'No due date matches the criteria.',
    total: 'On {asOf}: {dueDates}, {customers}, remaining {total}.',
  },
  days: '{n} d',
  level: 'level {level}',
  letters: {
    skipped: 'No letter: {customer}, invoice {invoice}, due date of {dueOn}: {reason}',
    'unconfirmed-profiles': 'No profile to be checked. | Profile to be checked: {n} customer ({names}). No interest or indemnity is claimed from him. | Profile to be checked: {n} customers ({names}). No interest or indemnity is claimed from them.',
    'without-address': 'No postal address: {name}',
    'with-credit': '{name} has {credit} of unallocated payments or credit notes, which the letter does not deduct.',
    'without-statement': '{n} letter without the statement of account, too long to be enclosed: {names} | {n} letters without the statement of account, too long to be enclosed: {names}',
    'no-mail-server': 'No letter waits for a mail server. | No mail server: {n} letter will wait in the Outbox. Set one up in “Settings › E-mail settings”. | No mail server: {n} letters will wait in the Outbox. Set one up in “Settings › E-mail settings”.',
    lowered: '{n} due date went down a level: its letter is milder than the last one sent. | {n} due dates went down a level: their letter is milder than the last one sent.',
    'reminded-today': '{n} due date had already been reminded on the same day. | {n} due dates had already been reminded on the same day.',
    'more-without-address': '{n} more customer has no postal address. | {n} more customers have no postal address.',
    'more-with-credit': '{n} more customer has unallocated payments or credit notes. | {n} more customers have unallocated payments or credit notes.',
    'not-due-yet': '{n} reminded due date is not due yet: no criterion leaves it out. With “--days-overdue 0” only what is due is reminded. | {n} reminded due dates are not due yet: no criterion leaves them out. With “--days-overdue 0” only what is due is reminded.',
    total: '{letters}, {skipped} without a letter.',
    net: 'Total due {total}, {parts}.',
    payable: 'net to pay {net}',
    email: 'e-mail',
    'by-email': '{n} letter by e-mail waits in the outbox: no level or date changes before the server has taken it (“relais outbox send”). | {n} letters by e-mail wait in the outbox: no level or date changes before the server has taken them (“relais outbox send”).',
    'old-data': 'Mind: the last import is of {date}, {n} days ago; payments received since are not known. “--max-data-age N” refuses older data.',
    'print-file': 'To print: {file}',
  },
  statement: { balance: 'Balance as of {asOf}: {balance}, {movements}.', movements: 'no movement | {n} movement | {n} movements', 'partly-lettered': 'Statement to be checked before it is given to anybody: a matching in the accounts does not balance, and its rest is not in the balance: {rest}.' },
  evidence: { 'rate-missing': 'Late interest is not claimed: @:{tableKey} is missing for {halfYears}. Enter the rate, then make the file of evidence again.', claimed: 'Total claimed as of {asOf}: {claimed} (not due, not claimed: {notDue}).', contested: 'Contested or under a payment plan, named in the file and not claimed: {number}, {amount} ({kind}). “--claim-contested” claims it too.', piece: 'Piece {number}: {title} (page {page})', altered: 'Altered piece, not enclosed: {title} ({file})', missing: 'Missing piece, not enclosed: {title} ({file})' },
  phones: { none: 'no phone' },
  written: 'Written: {file}',
  'backed-up': 'Verified backup: {file}',
  interest: { days: '{n} day | {n} days', total: '{code} {name} as of {asOf}: principal overdue {late}, interest {interest}, indemnities {indemnity}' },
  runs: {
    none: 'No generation of letters.',
    'as-of': 'as of {date}',
    undone: 'undone on {at} by {by}',
    'undo-done': 'Generation no. {run} undone: {letters}, {dueDates}; reminder levels and dates restored.',
  },
  einvoices: {
    row: '{file}: {state}, {kind} {number}, {customer}, to pay {amount}, due {dueDates}',
    rowWithoutDueDate: '{file}: {state}, {kind} {number}, {customer}, to pay {amount}',
    remark: '{file}: {text}',
    nothingWritten: 'Nothing has been imported: answer the questions above first.',
    ask: { ownSeller: '{question} Give --own-seller yes or no.', corrected: '{question} Give --corrected settle or keep.' },
  },
  imports: {
    none: 'No import.',
    undone: 'undone on {at}',
    'undo-done': 'Import no. {id} undone.',
  },
  register: 'Register of generations: {n} entry, last seal {seal}. | Register of generations: {n} entries, last seal {seal}.',
  restored: 'Backup “{name}” restored in {folder}.',
  backups: { none: 'No backup.', size: '{kb} kB' },
  checked: '{invoices} invoices, {dueDates} due dates, {payments} payments checked.',
  'check-failed': 'relais: {n} problem found. The company file was not changed; restore the latest backup of “backups” if it is sound. | relais: {n} problems found. The company file was not changed; restore the latest backup of “backups” if it is sound.',
  demo: {
    created: 'Company file “{name}” made in {folder}',
    imported: 'Imported: {file} – {lines} lines, {customers} customers, {invoices} invoices, {payments} payments added',
    unbalanced: '  Unbalanced lettering: {customer}, code {code}, difference {difference}',
    calculated: 'On {asOf}: {count} unpaid due dates of {customers} customers, remaining {total}',
    balance: '  {total} − {credits} of unallocated credits = {difference}; open 411 balance of the file: {open} ({verdict})',
    level: 'Level {level} (from {days} days late): {letters} letters, {total} – for instance {example}',
    letters: '  Letters {letters} + due dates without a letter {skipped} = {sum}; remaining: {total} ({verdict})',
    phones: 'Phone list: {file}',
    print: 'All letters, ready to print: {file}',
    checked: 'Check of the company file: {verdict}',
    right: 'right',
    wrong: 'WRONG',
  },
}
