/** « Paramètres e-mail », and what the program itself writes in messages. */
export const mail = {
  help: 'Le serveur de votre messagerie (SMTP), tel que l’indique votre fournisseur. Le mot de passe est confié au coffre de Windows : il n’est écrit ni dans le dossier, ni dans un journal.',
  server: 'Serveur d’envoi', sender: 'Expéditeur', sending: 'Envoi',
  field: {
    host: 'Serveur', port: 'Port', security: 'Sécurité', login: 'Identifiant', password: 'Mot de passe', senderName: 'Nom affiché', senderAddress: 'Adresse de l’expéditeur', replyTo: 'Répondre à',
    copiesSender: 'Recevoir une copie de chaque message', signature: 'Signature', ratePerMinute: 'Messages par minute',
  },
  hint: { host: 'Exemple : smtp.votre-fournisseur.fr', login: 'Vide si le serveur n’en demande pas.', replyTo: 'Vide : l’adresse de l’expéditeur.', rate: 'Vide : aussi vite que le serveur les prend. Beaucoup de fournisseurs limitent à 20 ou 30.', signature: 'Ajoutée au bas de chaque message.' },
  passwordKept: 'Enregistré sur ce poste : laissez vide pour le garder.', passwordNone: 'Aucun mot de passe sur ce poste.',
  security: { starttls: 'STARTTLS (port 587)', tls: 'TLS (port 465)', none: 'Aucune' },
  noSecurity: 'Sans chiffrement, le mot de passe et les messages circulent en clair : à réserver à un serveur de votre réseau.',
  invalid: { required: 'obligatoire', host: 'nom de serveur non valable', address: 'cette adresse électronique n’est pas valable', characters: 'contient des caractères interdits' },
  check: 'Tester la connexion', checkAndSend: 'M’envoyer un message d’essai',
  checked: 'La connexion fonctionne.', sentTo: 'Message d’essai accepté par le serveur, envoyé à {address}.', testing: 'Essai en cours…', notTested: 'Aucun essai : corrigez d’abord les champs marqués.',
  saved: 'Paramètres e-mail enregistrés', wrong: '{n} champ à corriger | {n} champs à corriger',
  test: { subject: 'Relais : message d’essai', text: 'Bonjour,\n\nce message d’essai confirme que Relais peut envoyer des e-mails par le serveur {host} (port {port}).' },
}
