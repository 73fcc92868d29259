/** « Paramètres fax »: the provider that turns e-mails into faxes. */
export const fax = {
  title: 'Paramètres fax',
  help: 'Un fax part comme un e-mail à la passerelle de votre fournisseur, avec le document en PDF ou en télécopie (TIFF). Écrivez ici ce qu’elle attend, tel que l’indique son mode d’emploi.',
  none: 'Aucun fournisseur de fax n’est renseigné : prendre contact avec le service client pour utiliser cette fonction. Rien ne part par fax.',
  variables: 'Noms utilisables : {number} le numéro, {login} FAX_EXTERNE_LOGIN_CLIENT, {account} FAX_EXTERNE_NUMERO_CLIENT, {subject} l’objet du message.',
  address: 'Adresse', content: 'Message', limits: 'Limites',
  field: {
    addressPattern: 'Adresse de la passerelle', numberFormat: 'Écriture du numéro', countryCode: 'Indicatif du pays', minDigits: 'Chiffres au moins', maxDigits: 'Chiffres au plus',
    subjectPattern: 'Objet', body: 'Texte du message', bodyColumns: 'Largeur du texte', attachment: 'Pièce jointe', maxKilobytes: 'Poids du message (ko)',
  },
  fieldHint: {
    addressPattern: 'Exemple : {example}', prefix: 'PREFIX_FAX est placé devant le numéro.', countryCode: '33 pour la France', subjectPattern: 'Vide : sans objet. Certaines passerelles y lisent le numéro : {example}', bodyColumns: 'Caractères par ligne ; vide : sans limite', maxKilobytes: 'Vide : sans limite. Le document y pèse un tiers de plus.',
  },
  numberFormat: { 'as-given': 'Comme saisi', national: 'Nationale (0472…)', international: 'Internationale (33472…)', 'international-00': 'Internationale avec 00 (0033472…)', 'international-plus': 'Internationale avec + (+33472…)' },
  body: { none: 'Aucun', text: 'Le texte du modèle, en page de garde' },
  attachment: { pdf: 'PDF', tiff: 'TIFF-F (télécopie) : les pages en noir et blanc' },
  try: 'Essai', tryNumber: 'Numéro de fax', tryResult: 'Écrit à {address}, objet « {subject} »', tryNone: { 'invalid-address': 'Ce numéro ne donne pas d’adresse que la passerelle prendrait.', 'fax-length': 'Ce numéro a trop ou trop peu de chiffres pour la passerelle ({min} à {max}).' },
  invalid: {
    required: 'obligatoire', pattern: 'un nom entre accolades n’existe pas', address: 'ne donne pas une adresse électronique', number: 'le numéro n’est ni dans l’adresse ni dans l’objet', characters: 'contient des caractères interdits', country: 'un à trois chiffres, sans + ni 00', digits: 'moins que le minimum',
  },
  remove: 'Ne plus envoyer de fax', removeQuestion: 'Retirer le fournisseur de fax ? Plus rien ne partira par fax. Les messages déjà dans la boîte d’envoi ne changent pas.',
  saved: 'Paramètres fax enregistrés', removed: 'Fournisseur de fax retiré', wrong: '{n} champ à corriger | {n} champs à corriger',
}
