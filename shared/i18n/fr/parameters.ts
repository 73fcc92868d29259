/** « Gérer les paramètres » */
export const parameters = {
  title: 'Gérer les paramètres',
  effect: {
    BIEN_COMPTEUR_EXPEDITEUR_MAIL: 'Adresse d’expédition des demandes de relevés. Vide : MAIL.',
    MAIL: 'Adresse d’expédition générale, à défaut de BIEN_COMPTEUR_EXPEDITEUR_MAIL.',
    BIEN_COMPTEUR_DESTINATAIRE_MANAGEMENT_MAIL: 'Reçoit le résultat de chaque envoi de demandes de relevés. Vide : MAILTO.',
    MAILTO: 'Destinataire général, à défaut de BIEN_COMPTEUR_DESTINATAIRE_MANAGEMENT_MAIL.',
    BIEN_COMPTEUR_NUMERO_FAX: 'Fax auquel les clients renvoient les demandes : imprimé sur le document, et champ SOC_FAX_RELEVE_COMPTEUR du fichier XML.',
    PREFIX_FAX: 'Placé devant chaque numéro confié au prestataire de fax par e-mail.',
    FAX_EXTERNE_LOGIN_CLIENT: 'Identifiant de votre compte chez le prestataire de fax par e-mail.',
    FAX_EXTERNE_NUMERO_CLIENT: 'Numéro de votre compte chez le prestataire de fax par e-mail.',
    IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR: '☑ : les forfaits ne donnent lieu à une demande qu’à leur régularisation, les tranches qu’à leur renouvellement. ☐ : dès que la règle est à facturer.',
    NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: 'Jours après le dernier relevé réel au-delà desquels une demande automatique part.',
    DEMANDE_RELEVE_AUTOMATIQUE: '☑ : les jours que nomment les calendriers, les demandes partent d’elles-mêmes à l’ouverture du dossier, puis chaque jour. ☐ : seulement par « Lancer maintenant » ou la ligne de commande.',
    NB_JOURS_RATTRAPAGE_DEMANDE_RELEVE: 'Jours manqués (dossier fermé) que l’envoi automatique rattrape au plus.',
    CLIENTS_EXCLUS_FACTURATION: 'Codes séparés par « ; » qui pré-remplissent « Clients exclus » de la préparation de la facturation.',
    RAPPROCHEMENT_ACCEPTE_SEUL_CE_QUI_EST_SUR: '☑ : à l’import d’un relevé bancaire, les propositions sûres sont acceptées sans attendre personne ; chacune s’annule. ☐ : rien n’est affecté sans votre accord.',
    CATEG_DEMANDE_RELEVES: 'Mode de demande de relevés d’un bien installé sur un site qui n’en a pas.',
  },
  choice: { EMAIL: 'Adresse e-mail', FAX: 'Fax', NONE: 'Aucun' },
  invalid: { email: 'ce n’est pas une adresse e-mail', number: 'saisissez un nombre entier de {min} à {max}', choice: 'choisissez dans la liste', type: 'cette valeur n’est pas de ce type' },
  screen: {
    search: 'Nom ou partie du nom', searchHint: 'Entrée pour chercher', none: 'Aucun résultat', noneText: 'Aucun paramètre ne porte ce nom.', list: 'Paramètres',
    initial: 'Par défaut : {value}', range: 'De {min} à {max}', blank: '(vide)', on: '☑', off: '☐',
    help: 'Un changement enregistré vaut aussitôt : rien n’est à relancer.',
    saved: '{n} paramètre enregistré | {n} paramètre enregistré | {n} paramètres enregistrés', unchanged: 'Aucun paramètre n’a changé.',
  },
}
