/** « Documents »: what the program wrote. */
export const documents = {
  help: 'Tout ce que Relais a écrit pour ce dossier, le plus récent d’abord. Les fichiers ne changent plus : ils font foi de ce qui a été envoyé.',
  run: 'Génération',
  allRuns: 'Tous les documents',
  runLabel: 'du {date} : {n} courrier, {total} | du {date} : {n} courrier, {total} | du {date} : {n} courriers, {total}',
  count: 'aucun document | {n} document | {n} documents',
  cutShort: 'Seuls les {shown} documents les plus récents sur {count} sont listés. Choisissez une génération pour voir les siens ; les autres sont dans le sous-dossier « documents ».',
  column: { createdAt: 'Écrit le', kind: 'Nature', title: 'Document', customer: 'Client', pages: 'Pages', file: 'Fichier' },
  kind: { 'reminder-letter': 'Courrier de relance', 'reminder-print': 'Courriers à imprimer', 'phone-list': 'Liste de relance téléphonique', 'call-report': 'Compte rendu d’appels', export: 'Export', statement: 'Relevé de compte', 'evidence-file': 'Dossier de preuve', 'meter-request': 'Demande de relevé', 'meter-request-data': 'Données de demande de relevé', 'meter-request-fax': 'Télécopie de demande de relevé', einvoice: 'Facture électronique' },
  empty: 'Aucun document pour l’instant',
  emptyHint: 'Les courriers et les listes générés à l’écran Relances apparaissent ici.',
  printed: 'Document remis à l’imprimante.',
  saved: 'Copie enregistrée : {file}',
}
