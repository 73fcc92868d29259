/** `errors.einvoices.*` and `errors.pdf.*`: said beside the file they are about. */
export const einvoiceErrors = {
  'too-many-files': '{count} fichiers à la fois, {max} au plus. Rien n’a été lu : déposez-les en plusieurs fois.',
  'missing-file': 'Fichier introuvable ou illisible. Rien n’en a été importé : vérifiez le chemin et vos droits.',
  'too-large': 'Ce fichier pèse {size} Mo, {max} Mo au plus sont admis. Rien n’en a été importé.',
  'too-slow': 'La lecture de ce fichier a pris trop de temps et a été arrêtée. Rien n’en a été importé.',
  'too-complex': 'Ce fichier demande trop de mémoire pour une facture. Rien n’en a été importé.',
  changed: 'Ce fichier a changé depuis l’aperçu. Rien n’en a été importé : recommencez l’aperçu.',
  'not-an-invoice': 'Ce fichier XML n’est ni une facture CII ni une facture UBL (élément « {element} »). Rien n’en a été importé.',
  'no-invoice-in-pdf': 'Ce PDF ne contient pas de facture électronique (factur-x.xml, zugferd-invoice.xml ou xrechnung.xml). Rien n’en a été importé : demandez à votre logiciel une facture Factur-X.',
  'several-in-pdf': 'Ce PDF contient plusieurs factures électroniques ({names}). Rien n’en a été importé : enregistrez celle voulue dans un fichier XML à part.',
  missing: 'Ligne {line} : l’élément « {element} » manque ou est vide. Rien n’en a été importé : demandez une facture complète à qui l’a établie.',
  'bad-amount': 'Ligne {line}, élément « {element} » : « {value} » n’est pas un montant en euros et centimes (10 milliards au plus). Rien n’en a été importé.',
  'bad-date': 'Ligne {line}, élément « {element} » : « {value} » n’est pas une date. Rien n’en a été importé.',
  currency: 'Cette facture est en {currency}, et non en euros. Rien n’en a été importé : saisissez-la à la main, convertie en euros.',
  type: 'Ce document est d’un type ({type}) qui n’est ni une facture ni un avoir. Rien n’en a été importé.',
  'nothing-due': 'Cette facture est de 0,00 € : il n’y a rien à suivre. Rien n’en a été importé.',
  overpaid: 'Le montant à payer ({payable}) et le total ({total}) n’ont pas le même signe : la facture a été payée au-delà de son montant. Rien n’en a été importé : saisissez-la à la main, avec son règlement.',
  'does-not-add-up': 'Les montants de cette facture ne s’accordent pas : total {total}, déjà réglé {prepaid}, arrondi {rounding}, à payer {payable}. Rien n’en a été importé : demandez une facture corrigée.',
  instalments: 'Les échéances de cette facture font {found} alors que {expected} sont à payer. Rien n’en a été importé : demandez une facture corrigée.',
  'too-many-instalments': 'Cette facture a {count} échéances, {max} au plus sont admises. Rien n’en a été importé.',
  purchase: 'C’est une facture d’achat : « {company} » en est l’acheteur, « {seller} » le vendeur. Rien n’en a été importé : Relais suit ce que vos clients vous doivent.',
  'other-seller': 'Le vendeur de cette facture est « {seller} » ({siren}), et non « {company} », la société de ce dossier. Rien n’en a été importé : ouvrez le dossier de cette société, ou corrigez les numéros de la vôtre.',
  'not-ours': 'Vous avez répondu que les factures de « {seller} » ne sont pas celles de « {company} ». Rien n’en a été importé.',
  'several-customers': 'Plusieurs clients peuvent être « {name} » ({codes}). Rien n’en a été importé : complétez le SIREN ou le SIRET sur la fiche du bon client.',
  different: 'La facture {number} de {customer} est déjà dans le dossier, avec un autre montant ou une autre date : {known} du {knownOn} au lieu de {stated} du {on}. Rien n’en a été importé ni modifié : vérifiez laquelle est la bonne.',
  unanswered: 'Une précision manque (@:{questionKey}). Rien n’a été importé.',
}

export const pdfErrors = {
  unreadable: 'Ce PDF est abîmé ou incomplet. Rien n’en a été importé : demandez-le de nouveau à qui l’a fait.',
  encrypted: 'Ce PDF est protégé : ses pièces jointes ne peuvent pas être lues. Rien n’en a été importé : demandez-le sans protection.',
  'attachment-damaged': 'La facture jointe à ce PDF est abîmée. Rien n’en a été importé : demandez-le de nouveau à qui l’a fait.',
}
