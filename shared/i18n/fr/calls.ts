/** Calls, promises to pay, call sessions and « Aujourd'hui ». */
export const calls = {
  outcome: {
    promise: 'Promesse de paiement', dispute: 'Litige', voicemail: 'Messagerie', unreachable: 'Injoignable', 'invoice-not-received': 'Facture non reçue', 'awaiting-approval': 'En attente d’accord',
    'payment-sent': 'Paiement envoyé', 'wrong-number': 'Mauvais numéro', other: 'Autre', 'call-back': 'À rappeler',
  },
  promised: '{amount} pour le {date}',
  entry: {
    new: 'Noter un appel', edit: 'Note d’appel', calledOn: 'Date', outcome: 'Résultat', text: 'Précision (facultative)', reason: 'Motif du litige', nextCallOn: 'Prochain appel', nextCallHint: 'Vide : aucun',
    promisedFor: 'Promis pour le', amount: 'Montant promis', dueDates: 'Échéances concernées', dueDate: '{number} – échéance du {dueOn} – {open}', partlyPromised: '{amount} promis sur {claimed} : les échéances cochées sont suspendues en entier jusqu’au {date}. Décochez celles dont la promesse ne parle pas.', credit: '{amount} de crédits non affectés sont déduits du montant proposé.', noDueDate: 'Ce client n’a aucune échéance ouverte.',
    help: {
      promise: 'Ces échéances ne sont plus relancées jusqu’à la date promise. La promesse est rapprochée toute seule des règlements ; elle remplace celle déjà faite sur ces échéances.',
      dispute: 'Ces échéances ne sont plus relancées jusqu’à ce que le blocage soit levé.',
      'invoice-not-received': 'Si le dossier a l’original PDF et le client une adresse e-mail, une copie est préparée dans la boîte d’envoi ; rien ne part sans vous. Sinon, le duplicata à demander apparaît dans « Aujourd’hui ».',
    },
    hint: 'Des faits, utiles au recouvrement : le client peut demander à lire cette note (RGPD). Un appel ne change ni le niveau ni la date de relance.',
    saved: 'Appel noté : {outcome}.', corrected: 'Note enregistrée', remove: 'Effacer la note', removeTitle: 'Effacer cette note ?',
    removeText: 'L’appel est effacé pour de bon, texte et promesse compris. Les sauvegardes déjà faites le gardent jusqu’à leur remplacement.', removed: 'Note effacée',
  },
  today: {
    title: 'Aujourd’hui', calls: 'À rappeler', promisesDue: 'Promesses attendues aujourd’hui', promisesBroken: 'Promesses rompues', copies: 'Factures à envoyer de nouveau', sessions: 'Séances d’appels', closedSessions: 'Séances terminées',
    none: { calls: 'Aucun appel prévu.', promisesDue: 'Aucune promesse pour aujourd’hui.', promisesBroken: 'Aucune promesse rompue sans nouvelle.', copies: 'Aucune facture à envoyer de nouveau.', sessions: 'Aucune séance en cours.' },
    start: 'Séance d’appels…', startTicked: 'Séance d’appels…', scripts: 'Scripts d’appel', note: 'Noter un appel…', noteFor: 'Noter un appel avec {customer}', account: 'Synthèse de {customer}', sent: 'Envoyée', sentFor: 'Copie de {number} envoyée', sentDone: 'Copie de la facture {number} notée comme envoyée.',
    resume: 'Reprendre', resumeFor: 'Reprendre la séance n° {id}', report: 'Compte rendu', reportFor: 'Compte rendu de la séance n° {id}',
    session: 'Séance n° {id} du {date}', part: 'liste {part} sur {parts}',
    due: 'prévu le {date}', overdue: '{amount} échus', promised: '{amount} promis pour le {date}', missing: 'reste {amount}', requested: 'demandée le {date}',
  },
  start: {
    title: 'Séance d’appels', ticked: '{n} échéance cochée | {n} échéance cochée | {n} échéances cochées', criteria: 'Les clients dont des échéances répondent à ces critères sont appelés un par un.',
    tickedHelp: 'Les clients des échéances cochées sont appelés un par un.', daysOverdue: 'Jours de dépassement', daysHint: 'Au moins ; vide : toutes les échéances ouvertes', minOutstanding: 'Encours client minimum', level: 'Niveau de relance', allLevels: 'Tous',
    order: 'Ordre des appels', orders: { amount: 'Montant, le plus élevé d’abord', age: 'Ancienneté de la plus vieille échéance', 'last-contact': 'Dernier contact, le plus ancien d’abord', promise: 'Promesses rompues, puis montant' },
    orderHint: 'Une promesse rompue passe toujours en tête.', shared: 'Partager la liste entre deux personnes', sharedHint: 'Deux séances, un client sur deux dans chacune.', begin: 'Commencer', begun: '{n} séance commencée | {n} séance commencée | {n} séances commencées',
  },
  session: {
    title: 'Séance d’appels', progress: '{n} appelé sur {all} | {n} appelé sur {all} | {n} appelés sur {all}', waiting: '{n} à appeler | {n} à appeler | {n} à appeler', queue: 'Clients de la séance', customer: 'Client', who: 'Qui appeler', owes: 'Ce qu’il doit', history: 'Derniers échanges', script: 'Ce que je dis', outcomes: 'Résultat de l’appel',
    state: { waiting: 'à appeler', postponed: 'reporté au {date}', called: 'appelé', 'called-elsewhere': 'appelé aujourd’hui', settled: 'soldé' },
    calledToday: 'appelé aujourd’hui : {outcome}', calledTodayHelp: 'Ce client a déjà été appelé aujourd’hui, hors de cette séance : {outcome}.', alsoIn: 'aussi dans la séance n° {id}', alsoInHelp: 'Ce client est aussi dans la séance n° {id}, encore ouverte : elle ne l’a pas encore appelé.',
    noPhone: 'Aucun numéro : complétez la fiche client.', dial: 'Appeler le {phone}', sheet: 'Fiche client', account: 'Synthèse',
    outstanding: 'encours {amount}', overdue: 'Échu {amount}', credit: 'non affecté {amount}', noDueDate: 'Plus rien à réclamer : ce client a tout soldé.',
    column: { invoice: 'Facture', dueOn: 'Échéance', late: 'Retard', open: 'Reste dû', level: 'Niv.', remindedOn: 'Relancé le' }, days: '{n} j', more: 'Seules les {n} plus anciennes sont montrées.',
    letter: 'Relance niveau {level} ({channel})', channel: { paper: 'courrier', email: 'e-mail' }, noHistory: 'Aucun échange noté.', next: 'prochain appel le {date}', by: 'par {by}', noteOfSheet: 'Note de la fiche',
    claim: { amount: 'À demander : {amount}', net: '{asked} moins {credits} de crédits non affectés', disputed: 'contesté, à part : {amount}', paused: 'promis ou en pause, à part : {amount}' }, nothingClaimed: 'Rien à demander aujourd’hui : tout est contesté, promis, en pause ou couvert par des crédits non affectés.',
    skip: 'Passer', postpone: 'Reporter…', nextCustomer: 'Suivant', previousCustomer: 'Précédent', report: 'Compte rendu', close: 'Terminer la séance', closeTitle: 'Terminer cette séance ?', closeText: 'Les clients qui n’ont pas été appelés ne le seront plus dans cette séance. Son compte rendu reste dans « Aujourd’hui ».',
    closed: 'Cette séance est terminée.', done: 'Tous les clients de la séance ont été vus', doneHint: 'Le compte rendu dit ce qu’elle a donné.', skipped: '{customer} passé en fin de liste.', postponed: '{customer} reporté au {date}.', until: 'Reporter au', postponeTitle: 'Reporter l’appel',
  },
  report: {
    title: 'Compte rendu de la séance d’appels n° {id}', screen: 'Compte rendu d’appels', startedOn: 'séance commencée le {date} par {by}', none: 'Aucun appel n’a encore été noté.',
    figure: { called: 'Clients appelés', reached: 'Clients joints', promised: 'Promesses', disputed: 'Litiges', waiting: 'Reste à appeler', postponed: 'Reportés', settled: 'Soldés sans appel' },
    column: { calledOn: 'Date', customer: 'Client', customerCode: 'Code client', customerName: 'Client', outcome: 'Résultat', text: 'Précision', promisedFor: 'Promis pour le', promised: 'Montant promis', disputed: 'Montant contesté', amount: 'Montant', nextCallOn: 'Prochain appel', madeBy: 'Appelé par' },
    sheet: { calls: 'Appels', figures: 'Chiffres', figure: 'Chiffre', count: 'Nombre', amount: 'Montant' },
    pdf: 'Document PDF', excel: 'Classeur Excel', job: 'Compte rendu d’appels', document: 'Compte rendu de la séance d’appels n° {id} du {date}', file: 'Compte rendu appels {id} {date}',
  },
  scripts: {
    title: 'Scripts d’appel', help: 'Ce que l’on dit au téléphone, selon le plus haut niveau de relance des échéances dont il s’agit. Un client qui n’a pas été relancé est au niveau 0.', level: 'Niveau {level}', text: 'Texte', example: 'Exemple', own: 'Texte du dossier', default: 'Texte fourni avec Relais',
    saved: 'Script enregistré.', restored: 'Texte fourni rétabli.', restoreQuestion: 'Le texte du dossier pour ce niveau sera remplacé par celui fourni avec Relais.',
  },
  variable: {
    client: { nom: 'Nom du client', code: 'Code du client' }, interlocuteur: 'Premier interlocuteur du client, ou rien', societe: { nom: 'Votre société', telephone: 'Votre téléphone' }, total: 'Reste dû des échéances dont il s’agit', credits: 'Crédits non affectés qui viennent en déduction, ou rien', net: 'Total moins ces crédits : ce que l’on demande', conteste: 'Part contestée, qui n’est pas demandée, ou rien', nombre_echeances: 'Leur nombre', premiere_echeance: 'Date de la plus ancienne',
    retard_max: 'Jours de retard de la plus ancienne', niveau: 'Plus haut niveau de relance', promesse_rompue: 'Vrai si une promesse n’a pas été tenue', promesse_montant: 'Montant de cette promesse', promesse_date: 'Date de cette promesse',
  },
  copy: {
    subject: 'Copie de votre facture {number}', text: 'Bonjour,\n\nComme convenu par téléphone, vous trouverez ci-joint la copie de notre facture {number} du {date}, d’un montant de {total}.\n\nBien à vous,\n\n{company}',
    noOriginal: 'pas d’original PDF dans le dossier : demander un duplicata', noAddress: 'pas d’adresse e-mail sur la fiche : à envoyer par courrier', ready: 'copie prête dans la boîte d’envoi, pour {to}', state: 'copie dans la boîte d’envoi : {state}',
    send: 'Envoyer', sendFor: 'Envoyer la copie de {number}', sendTitle: 'Envoyer cette copie ?', sendText: 'Le message préparé pour {to} partira dès que possible. Vous pouvez le relire avant dans la boîte d’envoi.',
    againTitle: 'Envoyer une autre copie ?', againText: 'Une copie a déjà été demandée aujourd’hui : {invoices}. Oui : une de plus sera préparée si la première est partie. Non : l’appel est noté, sans autre copie.',
  },
  promise: {
    title: 'Promesses de paiement', state: { pending: 'en attente', kept: 'tenue', 'kept-late': 'tenue en retard', 'partly-kept': 'tenue en partie', broken: 'rompue', replaced: 'remplacée', cancelled: 'annulée' }, partlyReplaced: ', remplacée pour le reste',
    line: '{amount} promis le {madeOn} pour le {promisedFor}', paid: '{paid} réglé', on: 'sur {invoices}', cancel: 'Annuler', cancelLabel: 'Annuler la promesse de {amount} pour le {date}',
    farTitle: 'Une promesse si lointaine ?', farText: 'Le {date} est à plus de trois mois : jusque-là, ces échéances ne seraient plus relancées. Est-ce bien la date promise ? Non : corrigez-la.',
    cancelTitle: 'Annuler cette promesse ?', cancelText: 'Ses échéances pourront de nouveau être relancées. La promesse reste visible, annulée.', cancelled: 'Promesse annulée',
  },
}
