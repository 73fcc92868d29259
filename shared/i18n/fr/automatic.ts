/** Automatic sending of meter-reading requests: its screen and its log. */
export const automatic = {
  title: 'Envoi automatique des demandes de relevés',
  menu: 'Envoi automatique des demandes',
  help: 'Les jours que nomment les calendriers des tables de décision, les demandes partent d’elles-mêmes à l’ouverture du dossier, puis chaque jour. Un bien n’est demandé qu’une fois par cycle de facturation.',
  off: 'L’envoi automatique est arrêté (paramètre DEMANDE_RELEVE_AUTOMATIQUE ☐) : les demandes ne partent que par « Lancer maintenant » ou la ligne de commande.',
  noCalendars: 'Aucun calendrier n’est rempli : rien n’est demandé. Remplissez CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR ou CALENDRIER_PARTICULIER_COLLECTE_COMPTEUR dans « Gérer les tables de décision ».',
  forgotten: '{n} jour manqué ne sera pas rattrapé : il remonte à plus de NB_JOURS_RATTRAPAGE_DEMANDE_RELEVE jours. | {n} jour manqué ne sera pas rattrapé : il remonte à plus de NB_JOURS_RATTRAPAGE_DEMANDE_RELEVE jours. | {n} jours manqués ne seront pas rattrapés : ils remontent à plus de NB_JOURS_RATTRAPAGE_DEMANDE_RELEVE jours.',
  failed: 'Le dernier envoi automatique n’a rien envoyé ({at}). Les jours restent à faire : ils sont repris chaque heure, ou par « Lancer maintenant ».',
  run: 'Lancer maintenant', running: 'Demandes de relevés des calendriers', cancelled: 'Envoi annulé : aucune demande n’a été faite.',
  nobody: 'Aucune demande à faire : les jours sont notés comme faits.',
  planned: { one: 'Le {to} : {requests}', several: 'Du {from} au {to} : {requests}' },
  requests: 'aucune demande à faire | {n} demande à faire | {n} demandes à faire',
  lastDay: 'Dernier jour fait : {day}.',
  forecast: 'Prochains envois si rien ne change : {days}', forecastDay: '{day} ({n})', forecastNone: 'Aucun envoi dans les 31 prochains jours si rien ne change.', forecastMore: '…',
  calendars: 'Calendriers…', parameters: 'Paramètres…', outbox: 'Boîte d’envoi',
  days: 'Jours faits', lines: 'Biens que les calendriers nomment pour le {day}',
  empty: 'Aucun jour n’est encore fait', emptyHint: 'Le journal garde chaque jour, ce qui a été demandé et ce qui ne l’a pas été.', emptyLines: 'Les calendriers ne nomment aucun bien ce jour-là.',
  column: { day: 'Jour', requested: 'Demandées', skipped: 'Non demandées', ranAt: 'Fait le', userName: 'Par', outcome: 'Résultat', reason: 'Calendrier', contractCode: 'SSC', cycle: 'Cycle', customerName: 'Client', providerIdentifier: 'Bien (prestataire)', label: 'Libellé du bien' },
  reason: { general: 'Générique, position {position}', particular: 'Particulier, position {position}', resumed: 'Exclusion, position {position} : date prochaine d’envoi' },
  outcome: {
    requested: 'Demandé', 'read-recently': 'Non demandé : relevé réel récent', 'asked-already': 'Déjà demandé pour ce cycle', 'asked-by-hand': 'Déjà demandé à la main dans ce cycle', 'no-mode': 'Mode ni Mail ni Fax', 'not-in-park': 'N’est plus installé chez un client actif',
  },
}
