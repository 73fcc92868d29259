/** `errors.contracts.<code>` */
export const contractErrors = {
  invalid: 'La solution n’a pas été enregistrée (@:{fieldKey}) : @:{reasonKey}. Corrigez ce champ, puis recommencez.',
  'code-taken': 'Le code de solution « {code} » est déjà utilisé. Rien n’a été enregistré : choisissez un autre code.',
  'foreign-asset': 'Le bien « {identifier} » n’est pas celui du client de cette solution. Rien n’a été enregistré : retirez-le du module, ou choisissez le client auquel il appartient.',
  'foreign-meter': 'La règle « {rule} » nomme un compteur d’un bien que son module ne couvre pas. Rien n’a été enregistré : ajoutez ce bien au module, ou retirez le compteur de la règle.',
  'in-use': 'Des demandes de relevés ont été faites pour la solution « {code} » : elle ne peut pas être supprimée. Passez-la plutôt à l’état « Fermée ».',
}
