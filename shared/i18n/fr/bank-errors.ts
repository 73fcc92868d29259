const AGAIN = 'Rien n’a été importé : demandez de nouveau ce relevé à votre banque.'

/** `errors.bank.<code>` */
export const bankErrors = {
  empty: 'Le fichier {file} est vide. Rien n’a été importé.',
  'no-file': 'Le fichier {file} n’existe pas ou ne peut pas être lu. Rien n’a été importé.',
  'too-large': 'Le fichier {file} dépasse {max} Mo : ce n’est pas un relevé bancaire. Rien n’a été importé.',
  'too-complex': 'Ligne {line} : ce fichier est trop long ou trop imbriqué pour être un relevé bancaire. Rien n’a été importé.',
  'too-slow': 'La lecture de {file} a pris trop de temps et a été arrêtée. Rien n’a été importé.',
  'unknown-format': '{file} n’est pas un relevé CFONB 120, OFX ou CAMT.053. Rien n’a été importé : demandez l’un de ces formats à votre banque.',
  none: '{file} ne contient aucun relevé de compte. Rien n’a été importé.',
  record: `Ligne {line} : l’enregistrement « {code} » n’existe pas dans un relevé CFONB 120 (01, 04, 05 ou 07). ${AGAIN}`,
  length: `Ligne {line} : un enregistrement CFONB a 120 caractères, celui-ci {length}. ${AGAIN}`,
  outside: `Ligne {line} : l’enregistrement {code} n’appartient à aucun relevé, il n’y a pas d’ancien solde (01) avant lui. ${AGAIN}`,
  'not-begun': `Ligne {line} : ce nouveau solde (07) termine un relevé qui n’a pas commencé. ${AGAIN}`,
  'not-ended': `Ligne {line} : un relevé commence alors que celui de la ligne {begun} n’a pas de nouveau solde (07). ${AGAIN}`,
  'not-closed': `Ligne {line} : ce relevé n’a pas de nouveau solde (07), le fichier est sans doute incomplet. ${AGAIN}`,
  'no-movement': `Ligne {line} : ce complément (05) ne suit aucun mouvement (04). ${AGAIN}`,
  'other-account': `Ligne {line} : « {found} » au lieu de « {expected} », le compte du relevé commencé à la ligne {begun}. ${AGAIN}`,
  date: `Ligne {line} : « {value} » n’est pas une date. ${AGAIN}`,
  amount: `Ligne {line} : « {value} » n’est pas un montant. ${AGAIN}`,
  direction: `Ligne {line} : « {value} » ne dit pas si c’est un crédit (CRDT) ou un débit (DBIT). ${AGAIN}`,
  missing: `Ligne {line} : {name} manque dans {within}. ${AGAIN}`,
  tag: `Ligne {line} : la fin de {name} ne répond à aucun début. ${AGAIN}`,
  truncated: `Ligne {line} : ce qui commence ici n’a pas de fin, le fichier est sans doute incomplet. ${AGAIN}`,
  'camt-kind': 'Ligne {line} : ce message ISO 20022 n’est pas un relevé de compte CAMT.053 ({name}). Rien n’a été importé : demandez le CAMT.053 à votre banque.',
  balance: `Ligne {line} : ce relevé ne s’additionne pas. Ancien solde {opening}, mouvements {movements}, nouveau solde {closing} : il manque {difference}. ${AGAIN}`,
}
