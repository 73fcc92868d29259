/** `errors.calls.<code>` */
export const callErrors = {
  'in-future': 'La date de l’appel est à venir. Rien n’a été enregistré : indiquez aujourd’hui ou un jour passé.',
  'next-past': 'La date du prochain appel est passée. Rien n’a été enregistré : choisissez aujourd’hui ou un jour à venir, ou laissez-la vide.',
  'next-missing': 'Un client à rappeler demande la date du prochain appel. Rien n’a été enregistré : indiquez-la.',
  'no-due-date': 'Aucune échéance ouverte n’est cochée, ou l’une d’elles a été soldée entre-temps. Rien n’a été enregistré : cochez les échéances dont il s’agit.',
  'reason-missing': 'Un litige demande un motif. Rien n’a été enregistré : indiquez ce que le client conteste.',
  'promise-missing': 'Une promesse de paiement demande une date et un montant. Rien n’a été enregistré : indiquez-les.',
  'promise-past': 'La date promise précède le jour de l’appel. Rien n’a été enregistré : choisissez le jour de l’appel ou un jour d’après.',
  'promise-far': 'La date promise, le {on}, est à plus de {days} jours : ces échéances ne seraient plus relancées jusque-là. Rien n’a été enregistré : corrigez la date, ou confirmez-la.',
  'promise-amount': 'Le montant promis doit être positif, et au plus {owed}, le reste dû des échéances cochées. Rien n’a été enregistré : corrigez le montant ou cochez d’autres échéances.',
  'promise-not-pending': 'Cette promesse n’attend plus rien : elle a été tenue, rompue ou annulée entre-temps. Rien n’a été changé.',
  'nothing-to-call': 'Aucun client à appeler : les échéances choisies sont soldées, ou aucune ne répond aux critères sans être bloquée ou promise. Aucune séance n’a été commencée : cochez d’autres échéances ou élargissez les critères.',
  'too-many': '{count} clients répondent aux critères ; une séance en appelle {limit} au plus. Aucune séance n’a été commencée : resserrez les critères.',
  'session-closed': 'Cette séance d’appels est terminée. Rien n’a été enregistré : notez l’appel dans la synthèse du client.',
  'not-in-session': 'Ce client n’est pas, ou plus, dans cette séance d’appels. Rien n’a été enregistré : notez l’appel dans sa synthèse.',
}
