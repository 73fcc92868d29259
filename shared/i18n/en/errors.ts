import type { Messages } from '../fr.ts'

export const errors: Messages['errors'] = {
  unexpected: 'An unexpected error occurred: {message}. The current operation changed nothing.',
  cancelled: 'Operation cancelled. Nothing was changed.',
  call: {
    unknown: 'This operation does not exist: {path}.',
    'invalid-input': 'Invalid value ({field}).',
    'too-large': 'This request is too large ({size} MB) and was not sent.',
    refused: 'This request did not come from the Relais window and was not sent.',
  },
  office: {
    stopped: 'The engine of Relais stopped during the operation: it is either saved entirely or without any effect. Restart Relais and check before trying again.',
  },
  desktop: {
    'no-viewer': 'Windows could not open this document: {message}. Install a PDF viewer, or save a copy.',
    'not-saved': 'The copy could not be saved as “{file}”: {message}. The original document is intact: choose another place.',
    'not-printed': 'Printing failed: {message}. The document is intact: open it in your PDF viewer and print from there.',
  },
  dossier: {
    none: 'No company file is open. Open or create one, then try again.',
    missing: 'The folder “{folder}” does not exist or holds no relais.sqlite file. Check the path.',
    'not-a-dossier': 'The relais.sqlite file in “{folder}” is not a Relais company file. It was left untouched.',
    newer: 'The company file “{folder}” was made by a newer version of Relais. It was left untouched: update Relais to open it.',
    damaged: 'The company file “{folder}” is damaged and was left untouched. Restore the latest backup from its “backups” folder.',
    busy: 'The company file “{folder}” is already open in another program or Relais window. Close it there, then try again.',
    'read-only': 'Relais cannot write to “{folder}”. Check your permissions or choose another folder.',
    full: 'The disk is full: nothing was saved in “{folder}”. Free some space, then try again.',
    exists: 'The folder “{folder}” already holds a Relais company file. Open it, or choose an empty folder.',
    'not-empty': 'The folder “{folder}” is not empty. Choose an empty folder or a new name.',
    'synchronised-folder': 'The folder “{folder}” is synchronised or shared ({service}): a company file would be damaged there. Choose a folder on this computer.',
  },
  reminder: {
    'period-reversed': 'Incorrect value: the search period begins on {from}, after its end on {to}.',
    'nothing-ticked': 'No due date is ticked: nothing was generated. Tick at least one due date and try again.',
    'nothing-to-send': 'None of the ticked due dates calls for a letter: nothing was generated or changed.',
    thresholds: 'Incorrect value: the thresholds of days late must increase ({first} / {second} / {third}).',
    'same-colours': 'The row and text colours of level {level} are the same: the text could not be read. Nothing was saved.',
    'out-folder': 'Relais cannot write to the output folder “{folder}” ({cause}). No letter was kept, no level or date was changed. Choose another folder and try again.',
    'write-failed': 'The letters could not be written to “{folder}” ({cause}). No level or date was changed. Close open files, free some space and try again.',
    'disk-full': 'The disk is full: the letters could not be written to “{folder}”. No level or date was changed. Free some space and try again.',
    changed: 'Due dates were changed during the generation: nothing was generated or changed. Calculate again and try again.',
    'no-letter': 'No level {level} letter is planned for this customer.',
    'run-unknown': 'This generation does not exist.',
    'export-too-large': 'A workbook can hold at most {limit} due dates, {count} were asked for. Narrow the criteria and try again.',
  },
  document: {
    unknown: 'This document does not exist.',
    missing: 'The file “{file}” is no longer there: it was moved or deleted outside Relais.',
    altered: 'The file “{file}” is no longer the one Relais wrote: it was changed outside Relais.',
  },
}
