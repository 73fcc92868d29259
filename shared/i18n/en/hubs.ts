import type { Messages } from '../fr.ts'

export const hubs: Messages['hubs'] = {
  settings: 'Settings', settingsTitle: 'General settings',
  section: { delivery: 'Sending', law: 'Law' },
  hint: {
    faxSettings: 'Provider that turns e-mails into faxes',
    mailSettings: 'Server, sender and signature of the e-mails',
    rates: 'Late interest rates and prescription, with their sources',
  },
}
