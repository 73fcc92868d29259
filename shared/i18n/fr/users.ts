/** Users of a dossier, signing in, and what is for administrators. */
export const users = {
  title: 'Utilisateurs',
  readOnly: 'Réservé aux administrateurs du dossier : vous pouvez lire, pas modifier.',
  role: { administrator: 'Administrateur', clerk: 'Utilisateur' },
  field: { login: 'Identifiant', name: 'Nom', role: 'Rôle', isActive: 'Actif', password: 'Mot de passe', again: 'Mot de passe, une seconde fois', present: 'Mot de passe actuel', next: 'Nouveau mot de passe' },
  hint: {
    login: 'Ce que l’on tape pour se connecter', name: 'Figure dans l’historique de ce qui est fait', role: 'Un administrateur règle aussi paramètres, tables de décision, modèles, taux, société et utilisateurs.',
    password: 'Au moins 8 caractères ; une phrase se retient mieux', keepPassword: 'Vide : inchangé',
  },
  signIn: { title: 'Connexion', text: 'Le dossier {name} a des utilisateurs.', submit: 'Se connecter', close: 'Fermer le dossier', help: 'Mot de passe oublié ? Un administrateur du dossier en donne un autre dans « Paramétrage › Paramètres généraux › Utilisateurs ».' },
  session: { button: 'Utilisateur : {name}', title: 'Utilisateur', text: '{name}, {role}', change: 'Changer d’utilisateur', password: 'Changer mon mot de passe…', passwordTitle: 'Changer mon mot de passe', passwordSaved: 'Mot de passe changé' },
  screen: {
    none: 'Aucun utilisateur', noneText: 'Qui ouvre ce dossier y peut tout. Dès qu’un utilisateur est défini, il faut se connecter. Le premier est un administrateur.',
    add: 'Ajouter un utilisateur…', addFirst: 'Définir un administrateur…', edit: 'Modifier {name}…', list: 'Utilisateurs du dossier', inactive: 'inactif', active: 'actif', state: 'État', actions: 'Actions', change: 'Modifier…',
    help: 'Les mots de passe ne sont pas gardés, seulement leur empreinte. Ils règlent qui fait quoi dans Relais ; ils ne chiffrent pas le fichier du dossier : protégez-le par les droits de Windows et BitLocker.',
    dialogNew: 'Nouvel utilisateur', dialogEdit: 'Utilisateur', saved: 'Utilisateur enregistré', different: 'Les deux mots de passe diffèrent.', remove: 'Supprimer', removed: 'Utilisateur supprimé',
    removeTitle: 'Supprimer cet utilisateur ?', removeText: '{name} ne pourra plus se connecter. Ce qui a été fait sous ce nom le garde.',
  },
}
