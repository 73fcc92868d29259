/** « Société »; `invalid` also serves the « fiche client ». */
export const company = {
  title: 'Société', identity: 'Identité', address: 'Adresse', contact: 'Coordonnées', bank: 'Banque', letters: 'Courriers',
  name: 'Raison sociale', legalForm: 'Forme juridique', capital: 'Capital social', siren: 'SIREN', siret: 'SIRET', registration: 'Immatriculation (RCS, RM…)', vatNumber: 'N° TVA intracommunautaire',
  phone: 'Téléphone', email: 'E-mail', website: 'Site web', iban: 'IBAN', bic: 'BIC', signatoryName: 'Nom du signataire', signatoryTitle: 'Qualité du signataire',
  defaultPaymentTerm: 'Conditions de paiement par défaut', defaultPaymentTermHint: 'Pour les clients sans conditions propres, quand l’import ne donne pas d’échéance.', wrongTerm: 'Conditions non comprises : écrivez par exemple 30 jours fin de mois',
  logo: 'Logo', logoHint: 'PNG ou JPEG, 500 ko au plus. Imprimé en tête des courriers.', chooseLogo: 'Choisir un logo…', removeLogo: 'Retirer le logo', noLogo: 'Aucun logo', logoAlt: 'Logo de la société',
  help: 'Ces informations paraissent sur les courriers : expéditeur, mentions légales, moyen de paiement et signature.', saved: 'Fiche société enregistrée', wrong: '{n} champ à corriger | {n} champs à corriger',
  invalid: {
    required: 'obligatoire',
    negative: 'ne peut pas être négatif',
    postcode: 'un code postal français a cinq chiffres',
    siren: 'ce numéro SIREN n’est pas valable (neuf chiffres dont une clé)',
    siret: 'ce numéro SIRET n’est pas valable (quatorze chiffres dont une clé)',
    'siret-of-another-siren': 'ce SIRET n’est pas celui d’un établissement de ce SIREN',
    'vat-number': 'ce numéro de TVA n’est pas valable',
    'vat-number-of-another-siren': 'ce numéro de TVA ne correspond pas au SIREN',
    email: 'cette adresse électronique n’est pas valable',
    fax: 'un seul numéro de fax, de 3 à 40 chiffres, séparés ou non par des espaces, « . », « / », « - » ou des parenthèses, « + » devant ; « # » le retient',
    iban: 'cet IBAN n’est pas valable : vérifiez chaque chiffre',
    bic: 'ce BIC n’est pas valable (huit ou onze caractères)',
    logo: 'le logo doit être une image PNG ou JPEG de 500 ko au plus',
  },
}

/** « relais check » and backups. */
export const dossiers = {
  check: {
    integrity: 'Fichier relais.sqlite : {message}',
    'foreign-key': 'Table {table}, ligne {row} : renvoie à une ligne de {parent} qui n’existe pas',
    'open-cents': 'Facture « {invoice} », échéance du {dueOn} : reste dû {stored}, or ses règlements laissent {expected}',
    'unallocated-cents': 'Règlement du {paidOn}, client « {customer} » : non affecté {stored}, or ses affectations laissent {expected}',
    'document-missing': 'Document « {file} » : le fichier a disparu',
    'document-outside': 'Document « {file} » : ce chemin n’est pas celui d’un fichier du dossier « documents »',
    'document-altered': 'Document « {file} » : le fichier n’est plus celui que Relais a écrit',
  },
}
