/** `errors.<slice>.<code>`: what happened, what was kept, what to do. */
export const errors = {
  unexpected: 'Une erreur inattendue est survenue : {message}. Rien n’a été modifié par l’opération en cours.',
  cancelled: 'Opération annulée. Rien n’a été modifié.',
  call: {
    unknown: 'Cette opération n’existe pas : {path}.',
    'invalid-input': 'Valeur incorrecte ({field}).',
    'too-large': 'Cette demande est trop volumineuse ({size} Mo) et n’a pas été transmise.',
  },
  dossier: {
    none: 'Aucun dossier n’est ouvert. Ouvrez ou créez un dossier, puis recommencez.',
    missing: 'Le dossier « {folder} » n’existe pas ou ne contient pas de fichier relais.sqlite. Vérifiez le chemin.',
    'not-a-dossier': 'Le fichier relais.sqlite de « {folder} » n’est pas un dossier Relais. Il n’a pas été modifié.',
    newer: 'Le dossier « {folder} » a été créé par une version plus récente de Relais. Il n’a pas été modifié : mettez Relais à jour pour l’ouvrir.',
    damaged: 'Le dossier « {folder} » est endommagé et n’a pas été modifié. Restaurez la dernière sauvegarde du sous-dossier « backups ».',
    busy: 'Le dossier « {folder} » est déjà ouvert dans un autre programme ou une autre fenêtre de Relais. Fermez-le là-bas, puis recommencez.',
    'read-only': 'Relais ne peut pas écrire dans « {folder} ». Vérifiez vos droits sur ce dossier ou choisissez-en un autre.',
    full: 'Le disque est plein : rien n’a été enregistré dans « {folder} ». Libérez de la place, puis recommencez.',
    exists: 'Le dossier « {folder} » contient déjà un dossier Relais. Ouvrez-le, ou choisissez un dossier vide.',
    'not-empty': 'Le dossier « {folder} » n’est pas vide. Choisissez un dossier vide ou un nouveau nom.',
    'synchronised-folder': 'Le dossier « {folder} » est synchronisé ou partagé ({service}) : un dossier Relais y serait endommagé. Choisissez un dossier de ce poste.',
  },
}
