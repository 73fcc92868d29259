/** « Relance Client ». */
export const reminders = {
  /** Why a ticked due date gets no letter: SkipReason. */
  skip: {
    settled: 'réglée entre-temps',
    credit: 'avoir ou montant négatif',
    unknown: 'échéance supprimée entre-temps',
    changed: 'modifiée ou relancée depuis le « Calcul » : relancez-le',
    blocked: 'bloquée',
    prescribed: 'créance prescrite (particulier) : elle ne peut plus être réclamée',
    'covered-by-credits': 'couverte par les règlements et avoirs non affectés du client',
    'below-tolerance': 'solde du client dans la tolérance',
    'customer-without-level': 'aucun niveau de relance sur la fiche client',
    'below-first-threshold': 'retard inférieur au premier seuil',
    'highest-level-reached': 'déjà au niveau le plus élevé',
    'already-sent': 'relance de ce niveau déjà envoyée',
  },
  /** Titles and column headers of spreadsheets and of documents. */
  sheet: {
    rows: 'Échéances',
    phoneList: 'Liste de relance téléphonique',
    customerCode: 'Code client',
    customerName: 'Client',
    phone: 'Téléphone',
    phone1: 'Téléphone 1',
    phone2: 'Téléphone 2',
    mobile1: 'Mobile 1',
    mobile2: 'Mobile 2',
    invoiceNumber: 'N° facture',
    warrantyInvoiceNumber: 'N° facture de garantie',
    invoicedOn: 'Date facture',
    dueOn: 'Date échéance',
    amount: 'Montant',
    open: 'Reste dû',
    daysLate: 'Jours de dépassement',
    outstanding: 'Encours client',
    unallocatedCredit: 'Avoirs et règlements non affectés',
    level: 'Niveau de relance',
    remindedOn: 'Date de relance',
  },
  document: {
    letter: 'Relance niveau {level} – {customer}',
    print: 'Relances du {date} (à imprimer)',
    phoneList: 'Liste de relance téléphonique du {date}',
    rows: 'Échéances au {date}',
  },
  /** Names of files, made safe for Windows afterwards. */
  file: {
    letter: '{position} {code} {customer} niveau {level}',
    print: 'Relances du {date} à imprimer',
    phoneList: 'Liste de relance téléphonique du {date}',
    rows: 'Échéances au {date}',
  },
  /** « relais check » and the history: what the register of generations says. */
  register: {
    problem: {
      'entry-missing': 'Registre des générations : l’inscription nº {position} a disparu ou n’est plus lisible. Des générations ont pu être effacées.',
      'run-altered': 'Génération nº {run} du {date} : elle n’est plus telle qu’elle a été faite (inscription nº {position} du registre). Ses courriers, leurs montants ou leur ordre ont été modifiés en dehors de Relais.',
      'run-missing': 'Génération nº {run} : elle a disparu, alors que le registre l’a inscrite (nº {position}).',
      'run-unsealed': 'Génération nº {run} du {date} : le registre ne la connaît pas. Elle a été ajoutée ou son inscription effacée en dehors de Relais.',
      'undo-altered': 'Annulation de la génération nº {run} du {date} : elle n’est plus telle qu’elle a été faite (inscription nº {position} du registre).',
      'undo-missing': 'Annulation de la génération nº {run} du {date} : elle a disparu, alors que le registre l’a inscrite (nº {position}).',
      'undo-unsealed': 'Annulation de la génération nº {run} du {date} : le registre ne la connaît pas. Elle a été ajoutée ou son inscription effacée en dehors de Relais.',
      'end-missing': 'Registre des générations : sa fin, à partir de l’inscription nº {position}, n’est pas celle que Relais a écrite. Des générations ont pu être effacées.',
      'file-missing': 'Génération nº {run} du {date} : le fichier « {file} » a disparu.',
      'file-altered': 'Génération nº {run} du {date} : le fichier « {file} » n’est plus celui que Relais a écrit.',
    },
  },
}
