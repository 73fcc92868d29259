import type { Messages } from '../fr.ts'

export const users: Messages['users'] = {
  title: 'Users',
  readOnly: 'For administrators of the dossier: you can read, not change.',
  role: { administrator: 'Administrator', clerk: 'User' },
  field: { login: 'Login', name: 'Name', role: 'Role', isActive: 'Active', password: 'Password', again: 'Password, once more', present: 'Present password', next: 'New password' },
  hint: {
    login: 'What one types to sign in', name: 'Stands in the history of what is done', role: 'An administrator also sets parameters, decision tables, templates, rates, company and users.',
    password: 'At least 8 characters; a sentence is easier to remember', keepPassword: 'Empty: unchanged',
  },
  signIn: { title: 'Sign in', text: 'The dossier {name} has users.', submit: 'Sign in', close: 'Close the dossier', help: 'Forgotten password? An administrator of the dossier gives another one in “Settings”, “Users”.' },
  session: { button: 'User: {name}', title: 'User', text: '{name}, {role}', change: 'Change user', password: 'Change my password…', passwordTitle: 'Change my password', passwordSaved: 'Password changed' },
  screen: {
    none: 'No user', noneText: 'Whoever opens this dossier may do everything. Once a user is defined, one has to sign in. The first one is an administrator.',
    add: 'Add a user…', addFirst: 'Define an administrator…', edit: 'Change {name}…', list: 'Users of the dossier', inactive: 'inactive', active: 'active', state: 'State', actions: 'Actions', change: 'Change…',
    help: 'Passwords are not kept, only their fingerprint. They rule who does what in Relais; they do not encrypt the dossier’s file: protect it with the rights of Windows and BitLocker.',
    dialogNew: 'New user', dialogEdit: 'User', saved: 'User saved', different: 'The two passwords differ.', remove: 'Delete', removed: 'User deleted',
    removeTitle: 'Delete this user?', removeText: '{name} will no longer be able to sign in. What was done under this name keeps it.',
  },
}
