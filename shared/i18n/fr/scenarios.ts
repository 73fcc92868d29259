/** « Scénario de relance »: what is to be done today, and its settings. */
export const scenarios = {
  title: 'Scénario de relance',
  step: { letter: 'J+{days} · Relance niveau {level}', email: 'J+{days} · Relance niveau {level} par e-mail', paper: 'J+{days} · Relance niveau {level} par courrier', call: 'J+{days} · Appel téléphonique' },
  /** The same, within a sentence */
  short: 'J+{days}',
  today: {
    help: 'Le scénario propose, rien ne part de lui-même : « Ouvrir la relance » coche ces échéances dans « Relance Client » et choisit leur niveau, que vous vérifiez avant de générer.',
    none: 'Rien à faire aujourd’hui selon le scénario.',
    counts: '{customers}, {dueDates}, {total}', customers: '{count} client | {count} clients', dueDates: '{count} échéance | {count} échéances',
    openAll: 'Ouvrir la relance', callAll: 'Séance d’appels…', open: 'Ouvrir', call: 'Appeler…', openAllOf: 'Ouvrir la relance : {step}', callAllOf: 'Séance d’appels : {step}', openOf: 'Ouvrir la relance de {customer} : {step}', callOf: 'Appeler… {customer} : {step}',
    since: 'à faire depuis le {date}', sinceToday: 'à faire aujourd’hui', oldest: 'échéance du {date}', skipped: 'étape passée : {steps} | étapes passées : {steps}',
    more: '{count} autre client | {count} autres clients', blocked: 'Étapes atteintes mais bloquées ({n})', blockedMore: 'Seuls les {n} montants les plus élevés sont montrés.',
    waiting: '{count} échéance attend son étape suivante, au plus tôt le {date} | {count} échéances attendent leur étape suivante, au plus tôt le {date}', finished: '{count} échéance est au terme du scénario | {count} échéances sont au terme du scénario',
    nothingLeft: 'Ces échéances ne sont plus à relancer : la liste est mise à jour.', chosen: 'Échéances ouvertes depuis un autre écran. « Calcul » affiche de nouveau celles de vos critères.',
    settings: 'Régler le scénario', reason: { 'awaiting-send': 'un courrier ou un e-mail attend de partir, ou est peut-être parti', blocked: 'bloqué', prescribed: 'prescrit (consommateur)', 'covered-by-credits': 'couvert par des règlements ou avoirs non affectés', 'below-tolerance': 'sous le seuil de tolérance', 'in-session': 'déjà dans une séance d’appels ouverte' },
  },
  settings: {
    help: 'Une suite d’étapes datées à partir de l’échéance. Chaque jour, « Aujourd’hui » dit pour qui une étape est atteinte. Relais n’envoie et n’appelle jamais de lui-même ; ce qui a été fait se lit dans les niveaux, les dates de relance et les appels notés.',
    isOn: 'Utiliser un scénario', isOnHint: 'Sans scénario, « Aujourd’hui » n’en dit rien.',
    steps: 'Étapes', place: 'Étape {n}', days: 'Jours après l’échéance', action: 'À faire', audience: 'Pour les clients relancés',
    actions: { call: 'Appeler', letter: 'Relance niveau {level}' }, audiences: { all: 'par e-mail ou par courrier', email: 'par e-mail', paper: 'par courrier' },
    audienceHint: 'Une relance part comme la fiche du client le dit. « par e-mail » seulement : l’étape ne concerne que les clients dont la relance de ce niveau part par e-mail.',
    add: 'Ajouter une étape', remove: 'Retirer', removeOf: 'Retirer l’étape {n}', rules: 'Rythme', minDays: 'Délai minimal entre deux actions (jours)', minDaysHint: 'Rien n’est proposé sur une échéance avant ce délai après sa dernière relance, ni un appel avant ce délai après le dernier appel au client. Jamais deux courriers d’un coup au retour de congés.',
    catchUp: 'Étapes manquées (congés, scénario mis en route sur de vieilles factures)', catchUpOf: { 'next-level': 'Rattraper un niveau après l’autre', reached: 'Passer tout de suite à l’étape atteinte, même si des niveaux sont sautés' },
    restore: 'Rétablir le scénario fourni', restored: 'Scénario fourni rétabli : enregistrez pour le garder.', saved: 'Scénario enregistré.', wrong: '{n} étape à corriger | {n} étapes à corriger', noStep: 'Aucune étape : ajoutez-en une pour utiliser un scénario.',
    problem: {
      'days-order': 'Le nombre de jours doit dépasser celui des étapes précédentes.', 'level-order': 'Une étape précédente relance déjà à un niveau plus élevé.', 'never-reached': 'Une étape précédente relance déjà ces clients à ce niveau : celle-ci ne serait jamais proposée.',
      'too-close': 'L’étape précédente est à moins de {days} jours : le délai minimal retarderait toujours celle-ci.',
    },
  },
}

/** `errors.scenario.<code>` */
export const scenarioErrors = {
  'no-step': 'Un scénario sans étape ne peut pas être utilisé. Rien n’a été enregistré : ajoutez une étape, ou décochez « Utiliser un scénario ».',
  'days-order': 'Étape {step} du scénario : son nombre de jours ne dépasse pas celui des étapes précédentes. Rien n’a été enregistré.',
  'level-order': 'Étape {step} du scénario : une étape précédente relance déjà à un niveau plus élevé. Rien n’a été enregistré.',
  'never-reached': 'Étape {step} du scénario : une étape précédente relance déjà ces clients à ce niveau. Rien n’a été enregistré.',
  'too-close': 'Étape {step} du scénario : elle vient moins de {days} jours après une étape qui la retarderait toujours. Rien n’a été enregistré.',
  gone: 'Cette étape n’est plus dans le scénario. Rien n’a été ouvert : revenez à « Aujourd’hui ».',
}
