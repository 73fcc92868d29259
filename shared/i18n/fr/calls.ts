/** Calls, promises to pay, call sessions and « Aujourd'hui ». */
export const calls = {
  outcome: {
    promise: 'Promesse de paiement', dispute: 'Litige', voicemail: 'Messagerie', unreachable: 'Injoignable', 'invoice-not-received': 'Facture non reçue', 'awaiting-approval': 'En attente d’accord',
    'payment-sent': 'Paiement envoyé', 'wrong-number': 'Mauvais numéro', other: 'Autre', 'call-back': 'À rappeler',
  },
  promised: '{amount} pour le {date}',
  entry: {
    new: 'Noter un appel', edit: 'Note d’appel', calledOn: 'Date', outcome: 'Résultat', text: 'Précision (facultative)', reason: 'Motif du litige', nextCallOn: 'Prochain appel', nextCallHint: 'Vide : aucun',
    promisedFor: 'Promis pour le', amount: 'Montant promis', dueDates: 'Échéances concernées', dueDate: '{number} – échéance du {dueOn} – {open}', noDueDate: 'Ce client n’a aucune échéance ouverte.',
    help: {
      promise: 'Ces échéances ne sont plus relancées jusqu’à la date promise. La promesse est rapprochée toute seule des règlements ; elle remplace celle déjà faite sur ces échéances.',
      dispute: 'Ces échéances ne sont plus relancées jusqu’à ce que le blocage soit levé.',
      'invoice-not-received': 'Les factures cochées sont à envoyer de nouveau : elles apparaissent dans « Aujourd’hui ».',
    },
    hint: 'Des faits, utiles au recouvrement : le client peut demander à lire cette note (RGPD). Un appel ne change ni le niveau ni la date de relance.',
    saved: 'Appel noté : {outcome}.', corrected: 'Note enregistrée', remove: 'Effacer la note', removeTitle: 'Effacer cette note ?',
    removeText: 'L’appel est effacé pour de bon, texte et promesse compris. Les sauvegardes déjà faites le gardent jusqu’à leur remplacement.', removed: 'Note effacée',
  },
  promise: {
    title: 'Promesses de paiement', state: { pending: 'en attente', kept: 'tenue', 'kept-late': 'tenue en retard', 'partly-kept': 'tenue en partie', broken: 'rompue', cancelled: 'annulée' },
    line: '{amount} promis le {madeOn} pour le {promisedFor}', paid: '{paid} réglé', on: 'sur {invoices}', cancel: 'Annuler', cancelLabel: 'Annuler la promesse de {amount} pour le {date}',
    cancelTitle: 'Annuler cette promesse ?', cancelText: 'Ses échéances pourront de nouveau être relancées. La promesse reste visible, annulée.', cancelled: 'Promesse annulée',
  },
}
