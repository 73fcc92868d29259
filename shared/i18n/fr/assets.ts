/** « Parc » : biens, articles, compteurs, relevés. */
export const assets = {
  /** M-120: as the requirement writes them */
  check: {
    negative: 'La valeur saisie ( {value} ) est négative',
    future: 'La date saisie ( {readOn} ) est dans le futur',
    'before-last': 'La date saisie ( {readOn} ) est antérieure au dernier relevé ( {lastOn} )',
    'below-last': 'La valeur saisie ( {value} ) est inférieure au dernier relevé ( {last} )',
  },
  origin: { customer: 'Relevé client', provider: 'Relevé prestataire', estimate: 'Estimation', installation: 'Installation' },
  source: { entry: 'Saisie', import: 'Import', answer: 'Réponse' },
  installed: 'En parc client', inStock: 'En stock',
  addressOrigin: { contact: 'Interlocuteur', location: 'Localisation', site: 'Site', customer: 'Client' },
  field: {
    code: 'Code', name: 'Nom', lastName: 'Nom', label: 'Libellé', providerIdentifier: 'Identifiant prestataire', email: 'E-mail', email1: 'E-mail 1', email2: 'E-mail 2', fax: 'Fax',
  },
  reason: { required: 'à saisir', email: 'ce n’est pas une adresse e-mail', fax: 'un numéro de fax n’a que des chiffres, « + », « . », « # » et des espaces' },
  column: {
    providerIdentifier: 'Identifiant prestataire', manufacturerIdentifier: 'Identifiant fabricant', label: 'Libellé', itemCode: 'Article', itemLabel: 'Libellé de l’article', customerCode: 'Code client', customerName: 'Client', siteName: 'Site',
    locationName: 'Localisation', contactName: 'Interlocuteur', modeName: 'Demande de relevés', installedOn: 'Installé le', state: 'Situation', meterCount: 'Compteurs', lastRealOn: 'Dernier relevé réel',
    meterName: 'Compteur', unit: 'Unité', readOn: 'Date du relevé', value: 'Valeur', origin: 'Origine', source: 'Provenance', enteredBy: 'Saisi par',
  },
  export: {
    assets: 'Biens', assetsFile: 'Biens {date}', assetsTitle: 'Biens au {date}',
    readings: 'Relevés', readingsFile: 'Relevés {date}', readingsTitle: 'Relevés au {date}',
  },
}
