import type { Messages } from '../fr.ts'

export const errors: Messages['errors'] = {
  unexpected: 'An unexpected error occurred: {message}. The current operation changed nothing.',
  cancelled: 'Operation cancelled. Nothing was changed.',
  call: {
    unknown: 'This operation does not exist: {path}.',
    'invalid-input': 'Invalid value ({field}).',
    'too-large': 'This request is too large ({size} MB) and was not sent.',
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
}
