import type { Messages } from '../fr.ts'

export const parameters: Messages['parameters'] = {
  title: 'Manage parameters',
  effect: {
    BIEN_COMPTEUR_EXPEDITEUR_MAIL: 'Sender of reading requests. Empty: MAIL.',
    MAIL: 'General sender, where BIEN_COMPTEUR_EXPEDITEUR_MAIL is empty.',
    BIEN_COMPTEUR_DESTINATAIRE_MANAGEMENT_MAIL: 'Gets the result of each sending of reading requests. Empty: MAILTO.',
    MAILTO: 'General recipient, where BIEN_COMPTEUR_DESTINATAIRE_MANAGEMENT_MAIL is empty.',
    BIEN_COMPTEUR_NUMERO_FAX: 'Fax to which customers return the requests: printed on the document, and field SOC_FAX_RELEVE_COMPTEUR of the XML file.',
    PREFIX_FAX: 'Put before each number given to the fax-by-mail provider.',
    FAX_EXTERNE_LOGIN_CLIENT: 'Login of your account with the fax-by-mail provider.',
    FAX_EXTERNE_NUMERO_CLIENT: 'Number of your account with the fax-by-mail provider.',
    IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR: '☑: flat rates are asked about only when they are regularised, tranches only when they are renewed. ☐: as soon as the rule is to be invoiced.',
    NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: 'Days after the last real reading beyond which an automatic request leaves.',
    DEMANDE_RELEVE_AUTOMATIQUE: '☑: on the days the calendars name, requests leave by themselves when the dossier is opened, then every day. ☐: only by “Run now” or the command line.',
    NB_JOURS_RATTRAPAGE_DEMANDE_RELEVE: 'Missed days (dossier closed) the automatic sending catches up at most.',
    CLIENTS_EXCLUS_FACTURATION: 'Codes separated by “;” that pre-fill “Excluded customers” of the preparation of billing.',
    RAPPROCHEMENT_ACCEPTE_SEUL_CE_QUI_EST_SUR: '☑: when a bank statement is imported, sure proposals are accepted without waiting for anybody; each can be undone. ☐: nothing is allocated without your yes.',
    CATEG_DEMANDE_RELEVES: 'Reading request mode of an asset installed on a site that has none.',
    CONTROLE_RELEVE_FUTUR: 'Reading dated after today, entered, imported or received: AUCUN takes it, ALERTE asks, BLOCAGE refuses it.',
    CONTROLE_RELEVE_ANTERIEUR: 'Reading dated before the last one of the meter: AUCUN (none), ALERTE (asked) or BLOCAGE (refused).',
    CONTROLE_RELEVE_INFERIEUR: 'Value below the reading before it of a cumulative meter: AUCUN (none), ALERTE (asked) or BLOCAGE (refused).',
    NB_JOURS_AVANT_RELANCE_RELEVE: 'Days without answer beyond which a reading request is late, and proposed to be asked again.',
  },
  choice: { EMAIL: 'E-mail address', FAX: 'Fax', NONE: 'None', AUCUN: 'AUCUN (none)', ALERTE: 'ALERTE (ask)', BLOCAGE: 'BLOCAGE (refuse)' },
  invalid: { email: 'this is no e-mail address', number: 'type a whole number from {min} to {max}', choice: 'choose from the list', type: 'this value is not of that type' },
  screen: {
    search: 'Name or part of it', searchHint: 'Enter to search', none: 'No result', noneText: 'No parameter has such a name.', list: 'Parameters',
    initial: 'Default: {value}', range: 'From {min} to {max}', blank: '(empty)', on: '☑', off: '☐',
    help: 'A saved change holds at once: nothing has to be started again.',
    saved: '{n} parameter saved | {n} parameter saved | {n} parameters saved', unchanged: 'No parameter has changed.',
  },
}
