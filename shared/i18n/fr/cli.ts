const criteria = `Critères (un critère omis ne filtre pas) :
  --name TEXTE                nom du client ou partie du nom
  --from, --to DATE           période des échéances, bornes comprises (AAAA-MM-JJ)
  --invoice TEXTE             numéro de facture
  --warranty-invoice TEXTE    numéro de facture de garantie
  --days-overdue N            au moins n jours de retard
  --min-outstanding CENTIMES  encours client minimum
  --level NIVEAU              0, 1, 2, 3 ou all`

/** The command line: `npm run --silent relais -- …`. */
export const cli = {
  'usage-error': 'relais : {message}\nTapez « relais --help » pour l’aide.',
  failure: 'relais : {message}',
  usage: {
    'no-command': 'aucune commande. Donnez-en une, par exemple « calculate ».',
    'unknown-command': 'la commande « {command} » n’existe pas.',
    'unknown-option': 'l’option « {option} » n’existe pas pour cette commande.',
    'option-twice': 'l’option « {option} » est donnée deux fois.',
    'option-without-value': 'l’option « {option} » ne prend pas de valeur.',
    'missing-value': 'il manque la valeur de l’option « {option} ».',
    'empty-value': 'la valeur de l’option « {option} » est vide. Pour ne pas filtrer, omettez l’option.',
    'empty-argument': 'un argument est vide. Vérifiez les variables de votre script.',
    'missing-option': 'il manque l’option « {option} ».',
    'missing-argument': 'il manque un argument. {usage}',
    'extra-argument': 'l’argument « {argument} » est en trop.',
    'wrong-value': 'valeur incorrecte « {value} » pour « {option} ». Valeurs possibles : {expected}.',
    'wrong-field': 'le champ « {field} » de « {option} » est inconnu ou incorrect.',
    'not-json': 'la valeur de « {option} » n’est pas du JSON valable. Vérifiez les accolades, les guillemets droits et les virgules, ou donnez le chemin d’un fichier JSON.',
    'after-today': 'le {asOf} est après aujourd’hui ({today}). Les demandes d’un jour à venir ne se font pas d’avance : rien n’a été fait. Corrigez « --as-of ».',
    'missing-subcommand': '« {command} » demande une suite : {expected}.',
    period: 'la période commence le {from}, après sa fin le {to}.',
    'out-in-dossier': 'le dossier de sortie « {folder} » est celui du dossier Relais, ou s’y trouve. Donnez à « --out » un autre dossier.',
    'out-without-format': 'l’option « --out » demande aussi « --pdf » ou « --xlsx ».',
  },
  help: {
    all: `Relais en ligne de commande

Utilisation : relais COMMANDE [options]

  dossier create DOSSIER  crée un dossier
  import FICHIER          importe un FEC, une liste d’échéances ou de clients
  import-invoices FICHIER…  importe des factures électroniques (Factur-X, CII, UBL)
  bank import FICHIER     importe un relevé bancaire (CFONB 120, OFX, CAMT.053)
  bank proposals          liste les encaissements à traiter et ce qu’ils règlent
  calculate               liste les échéances impayées
  letters                 écrit les courriers de relance
  outbox list             liste les e-mails de la boîte d’envoi
  outbox send             envoie les e-mails en attente
  meter-requests run      fait les demandes de relevés que nomment les calendriers
  meter-requests read-answers FICHIER…  lit les réponses des clients, enregistre celles qui ne posent pas de question
  parameters list         liste les paramètres généraux
  parameters set NOM VALEUR  change un paramètre général
  phone-list              dresse la liste de relance téléphonique
  interest                calcule les intérêts de retard d’un client
  statement               écrit le relevé de compte d’un client
  evidence                écrit le dossier de preuve d’un client
  dashboard               chiffres du tableau de bord, ou ses fichiers
  ageing                  balance âgée, client par client
  scenario today          ce que le scénario de relance propose de faire
  runs                    liste les générations de courriers
  undo-run                annule une génération
  imports                 liste les imports
  undo-import             annule le dernier import
  backup                  sauvegarde le dossier
  restore                 liste les sauvegardes, en restaure une
  check                   vérifie le dossier

« relais COMMANDE --help » décrit une commande.
Dans un dossier qui a des utilisateurs : --login IDENTIFIANT, et le mot de passe dans la variable d’environnement RELAIS_PASSWORD.
Codes de sortie : 0 terminé, 1 échec (message sur la sortie d’erreur, rien n’a été modifié), 2 commande mal écrite.`,
    'dossier-create': `Utilisation : relais dossier create DOSSIER [--company JSON] [--json]

  --company  fiche société, en JSON ou par le chemin d’un fichier JSON ; le nom suffit
              (sans cette option, la société prend le nom du dossier)`,
    import: `Utilisation : relais import FICHIER --dossier DOSSIER [--mapping JSON] [--as-of DATE] [--json]

  --mapping  réponses aux questions de l’import, en JSON ou par le chemin d’un fichier JSON. Clés :
             {keys}
  --as-of    date du jour à retenir (AAAA-MM-JJ), par défaut celle du système
Le même fichier importé deux fois ne change rien.`,
    'import-invoices': `Utilisation : relais import-invoices FICHIER… --dossier DOSSIER [--own-seller RÉPONSE] [--corrected RÉPONSE] [--as-of DATE] [--json]

Factures Factur-X ou ZUGFeRD (PDF), CII ou UBL (XML). Celles qui sont refusées sont nommées avec leur raison et n’empêchent pas les autres (code de sortie 1).
  --own-seller  yes ou no : les factures dont le vendeur ne peut pas être comparé à la société sont les siennes, ou non
  --corrected   settle ou keep : ce que remplace une facture rectificative est soldé, ou gardé
  --as-of       date du jour à retenir (AAAA-MM-JJ), par défaut celle du système`,
    calculate: `Utilisation : relais calculate --dossier DOSSIER [critères] [--as-of DATE] [--json]

${criteria}`,
    letters: `Utilisation : relais letters --dossier DOSSIER --rule RÈGLE --out DOSSIER [--resend] [--max-data-age N] [critères] [--as-of DATE] [--json]

  --rule    increment, customer, level:1, level:2, level:3 ou days (seuils enregistrés dans le dossier)
  --resend  autorise l’envoi des relances déjà envoyées (même niveau)
  --out     dossier qui reçoit les courriers
  --max-data-age  refuse (code 1) quand le dernier import a plus de N jours ; sans elle, un âge excessif est seulement signalé
${criteria}`,
    'phone-list': `Utilisation : relais phone-list --dossier DOSSIER [critères] [--pdf] [--xlsx] [--out DOSSIER] [--as-of DATE] [--json]

  --pdf, --xlsx  écrit aussi la liste dans ce format, dans le dossier de --out
${criteria}`,
    interest: `Utilisation : relais interest --dossier DOSSIER --customer CODE [--as-of DATE] [--with-settled] [--json]

Calcule à cette date les intérêts de retard et les indemnités des échéances en retard d’un client, tronçon par tronçon.
  --with-settled  y joint les échéances réglées en retard
Un taux manquant arrête le calcul : il se saisit dans « Taux et intérêts ».`,
    runs: `Utilisation : relais runs --dossier DOSSIER [--json]

Liste les générations de courriers, la dernière d’abord : numéro, date, auteur, courriers, total, annulation.`,
    'undo-run': `Utilisation : relais undo-run --dossier DOSSIER --run N [--json]

Annule la génération nº N : les niveaux et dates de relance redeviennent exactement ce qu’ils étaient, les courriers restent, annulés.
Refusé quand une génération plus récente ou une modification repose sur elle.`,
    imports: `Utilisation : relais imports --dossier DOSSIER [--json]

Liste les imports, le dernier d’abord : numéro, date, nature, fichier, annulation.`,
    'undo-import': `Utilisation : relais undo-import --dossier DOSSIER --import N [--json]

Annule l’import nº N, s’il est le dernier et que rien ne repose sur lui.`,
    statement: `Utilisation : relais statement --dossier DOSSIER --customer CODE [--from DATE] [--as-of DATE] [--xlsx] --out DOSSIER [--json]

  --customer  code du client
  --from      premier jour des mouvements (par défaut depuis le premier)
  --as-of     dernier jour du relevé, par défaut celui du système
  --xlsx      un classeur Excel plutôt qu’un PDF`,
    evidence: `Utilisation : relais evidence --dossier DOSSIER --customer CODE [--as-of DATE] [--claim-contested] --out DOSSIER [--json]

  --claim-contested  réclame aussi ce qui est en litige ou sous échéancier (nommé dans tous les cas)

Un PDF : relevé de compte, factures, intérêts, courriers envoyés avec leurs empreintes, notes d’appel.
Un courrier modifié ou manquant est nommé sur la sortie d’erreur et dans le PDF.`,
    dashboard: `Utilisation : relais dashboard --dossier DOSSIER [--as-of DATE] [--pdf] [--xlsx] [--out DOSSIER] [--json]

  --as-of     jour des chiffres, par défaut celui du système ; un jour passé montre ce qui était dû ce jour-là
  --pdf, --xlsx  écrit le tableau de bord dans le dossier de sortie « --out »
  --json      tous les chiffres : balance âgée, encours de treize mois, DSO, retards, effet des relances, promesses, encaissements attendus`,
    'scenario-today': `Utilisation : relais scenario today --dossier DOSSIER [--as-of DATE] [--json]

Ce que le scénario de relance propose ce jour-là, étape par étape, et ce qui est bloqué.
Ne fait que lire : rien n’est écrit, envoyé ni appelé.`,
    ageing: `Utilisation : relais ageing --dossier DOSSIER [--as-of DATE] [--json]

Ce que doit chaque client, par ancienneté du retard, le plus gros encours d’abord.
  --as-of     jour de la balance, par défaut celui du système`,
    backup: `Utilisation : relais backup --dossier DOSSIER [--json]

Écrit une copie vérifiée dans le sous-dossier « backups ».`,
    restore: `Utilisation : relais restore --dossier DOSSIER [--backup NOM] [--into DOSSIER] [--json]

  --backup  nom de la sauvegarde à restaurer ; sans cette option, les sauvegardes sont listées
  --into    nouveau dossier qui la reçoit ; sans cette option, elle remplace l’état actuel,
            qui devient lui-même une sauvegarde`,
    'parameters-list': `Utilisation : relais parameters list --dossier DOSSIER [--name PARTIE-DU-NOM] [--json]

Liste les paramètres généraux et leur valeur (☑ : 1, ☐ : 0).`,
    'parameters-set': `Utilisation : relais parameters set NOM VALEUR --dossier DOSSIER [--json]

Change un paramètre général ; 1 ou 0 pour ☑ ou ☐. Un texte se vide à l’écran « Gérer les paramètres ».`,
    'bank-import': `Utilisation : relais bank import FICHIER --dossier DOSSIER [--json]

Importe un relevé bancaire (CFONB 120, OFX ou CAMT.053), en entier ou pas du tout. Ce que le dossier a déjà n’est
pas repris. Rien n’est affecté, sauf si RAPPROCHEMENT_ACCEPTE_SEUL_CE_QUI_EST_SUR est ☑.`,
    'bank-proposals': `Utilisation : relais bank proposals --dossier DOSSIER [--accept-sure] [--json]

Liste les encaissements et les paiements repris à traiter, avec leur première proposition, sa confiance et sa raison.
--accept-sure accepte d’abord ce qui est sûr ; chaque règlement s’annule à l’écran « Relevés bancaires ».`,
    'outbox-list': `Utilisation : relais outbox list --dossier DOSSIER [--json]

Liste les e-mails de la boîte d’envoi, du plus récent au plus ancien, avec leur état.`,
    'outbox-send': `Utilisation : relais outbox send --dossier DOSSIER [--json]

Envoie les e-mails en attente par le serveur des paramètres e-mail du dossier. Le mot de passe se donne
par la variable d’environnement RELAIS_SMTP_PASSWORD. Code de sortie 1 si des messages n’ont pas pu partir.`,
    'meter-requests-run': `Utilisation : relais meter-requests run --dossier DOSSIER [--as-of DATE] [--json]

Fait les demandes de relevés que nomment les calendriers, des jours qui suivent le dernier fait jusqu’à cette date. Un bien n’est demandé
qu’une fois par cycle : relancée, la commande ne demande rien deux fois. Les demandes attendent dans la boîte d’envoi : « outbox send » les envoie.
  --as-of  dernier jour à faire (AAAA-MM-JJ), par défaut aujourd’hui, qu’il ne peut pas dépasser
Code de sortie 0 quand les calendriers ne nomment personne, avec ou sans expéditeur ; 1 quand il y a des demandes à faire et ni
BIEN_COMPTEUR_EXPEDITEUR_MAIL ni MAIL : rien n’est fait, les jours restent à faire.`,
    'meter-requests-read-answers': `Utilisation : relais meter-requests read-answers FICHIER… --dossier DOSSIER [--json]

Lit ce que les clients ont renvoyé : le formulaire PDF de la demande, le tableau de saisie (XLSX) ou le message qui les contient
(EML, MSG), avec les contrôles de l’écran. Les réponses qui ne posent pas de question sont enregistrées, toutes ensemble ; le reste
(valeur douteuse ou refusée, date absente, compteur relevé par deux fichiers, message sans formulaire) est dit et laissé à l’écran
« Réponses aux demandes de relevés » : code de sortie 1. Le même fichier une seconde fois ne change rien.`,
    check: `Utilisation : relais check --dossier DOSSIER [--json]

Vérifie le fichier, les montants restant dus et les documents. Code de sortie 1 si quelque chose ne va pas.`,
  },
  parameters: { none: 'Aucun paramètre ne porte ce nom.', set: '{name} : {value}', email: 'une adresse e-mail' },
  'meter-requests': {
    done: 'Du {from} au {to} : aucune demande. | Du {from} au {to} : {n} demande, {email} par mail, {fax} par fax. | Du {from} au {to} : {n} demandes, {email} par mail, {fax} par fax.',
    answer: '{file} : {identifier}, {meter}, {value} le {day} : {remarks}', empty: '{file} : formulaire vide pour {identifier}', twice: 'relevé par plusieurs de ces fichiers',
    message: '{file} : message sans formulaire rempli de {from}, demande de {identifiers} : à saisir à l’écran.',
    queued: 'Les demandes attendent dans la boîte d’envoi : « relais outbox send » les envoie.',
  },
  bank: { statement: 'Compte {account} : {transactions} ({added}), crédits {credits}, débits {debits}', added: 'aucune nouvelle | {n} nouvelle | {n} nouvelles' },
  outbox: {
    none: 'Aucun e-mail dans la boîte d’envoi.',
    sent: '{n} e-mail envoyé, {left} en attente ; peut-être envoyés : {unknown}, en échec ou à revoir : {failed} | {n} e-mails envoyés, {left} en attente ; peut-être envoyés : {unknown}, en échec ou à revoir : {failed}',
    password: 'Le mot de passe du serveur de messagerie manque : donnez-le par la variable d’environnement RELAIS_SMTP_PASSWORD. Les messages attendent.',
    unreachable: 'Le serveur de messagerie ne peut pas être joint ({detail}). Les messages attendent : recommencez plus tard.',
  },
  created: 'Dossier « {name} » créé dans {folder}.',
  question: 'relais : {file} : {question} Donnez « {option} » dans --mapping, par exemple {example}. Rien n’a été importé.',
  absent: '  {key} : {customer}, facture{on}, {amount}, {source}.',
  choices: 'Réponses possibles : {choices}.',
  'mapping-hint': 'Pour importer quand même, ajoutez par exemple : --mapping {example}',
  scenario: {
    off: 'Ce dossier n’utilise pas de scénario : cochez « Utiliser un scénario » dans « Paramétrage › Scénario de relance ».', since: 'depuis le {date}', blocked: 'Étapes atteintes mais bloquées ({n}) :',
    total: 'Au {asOf} : échéances à traiter {proposed}, bloquées {blocked}, en attente de leur étape {waiting}, au terme du scénario {finished}.',
  },
  count: { dueDates: '{n} échéance | {n} échéances', customers: '{n} client | {n} clients', letters: '{n} courrier | {n} courriers' },
  import: {
    done: '{file} : {n} ligne lue. | {file} : {n} lignes lues.',
    skipped: '{n} ligne non reprise. | {n} lignes non reprises.',
    customers: 'Clients ajoutés : {added}, complétés : {updated}.',
    already: '{file} avait déjà été importé : rien n’a changé.',
    counts: 'Ajoutés – factures : {invoices}, avoirs : {creditNotes}, règlements : {payments}, échéances : {dueDates}. Échéances gardées : {kept}, soldées : {settled}.',
    balance: 'Solde clients ouvert du fichier : {open}. Repris dans Relais : {shown}.',
    beside: 'Solde clients du dossier : {total}, dont {shown} de ce fichier et {beside} à côté.',
    'list-balance': 'Reste dû selon la liste : {open}. Repris dans Relais : {shown}.',
    unbalanced: 'Lettrage déséquilibré, client {customer}, code {code} : débit {debit}, crédit {credit} (lignes {lines}). Lignes lettrées : l’écart de {difference} n’est PAS dans les échéances et ne sera pas relancé. S’il est dû, délettrez ces lignes dans la comptabilité, puis importez le nouvel export : il redeviendra une échéance.',
    warning: 'Ligne {line} : {text}',
    'more-warnings': '… et {n} autre remarque. | … et {n} autres remarques.',
  },
  calculate: {
    none: 'Aucune échéance ne correspond aux critères.',
    total: 'Au {asOf} : {dueDates}, {customers}, reste dû {total}.',
  },
  days: '{n} j',
  level: 'niveau {level}',
  letters: {
    skipped: 'Sans courrier : {customer}, facture {invoice}, échéance du {dueOn} : {reason}',
    'unconfirmed-profiles': 'Aucun profil à vérifier. | Profil à vérifier : {n} client ({names}). Aucun intérêt ni indemnité ne lui est réclamé. | Profil à vérifier : {n} clients ({names}). Aucun intérêt ni indemnité ne leur est réclamé.',
    'without-address': 'Adresse postale manquante : {name}',
    'with-credit': '{name} a {credit} de règlements ou avoirs non affectés, que la lettre ne déduit pas.',
    'without-statement': '{n} courrier sans le relevé de compte, trop long pour être joint : {names} | {n} courriers sans le relevé de compte, trop long pour être joint : {names}',
    'no-mail-server': 'Aucun courrier n’attend de serveur de messagerie. | Aucun serveur de messagerie : {n} courrier attendra dans la Boîte d’envoi. Renseignez-le dans « Paramétrage › Paramètres e-mail ». | Aucun serveur de messagerie : {n} courriers attendront dans la Boîte d’envoi. Renseignez-le dans « Paramétrage › Paramètres e-mail ».',
    lowered: '{n} échéance a baissé de niveau : son courrier est moins ferme que le dernier envoyé. | {n} échéances ont baissé de niveau : leur courrier est moins ferme que le dernier envoyé.',
    'reminded-today': '{n} échéance avait déjà été relancée le même jour. | {n} échéances avaient déjà été relancées le même jour.',
    'more-without-address': '{n} autre adresse postale manquante. | {n} autres adresses postales manquantes.',
    'more-with-credit': '{n} autre client a des règlements ou avoirs non affectés. | {n} autres clients ont des règlements ou avoirs non affectés.',
    'not-due-yet': '{n} échéance relancée n’est pas encore échue : aucun critère ne l’écarte. Avec « --days-overdue 0 », seules les échéances échues sont relancées. | {n} échéances relancées ne sont pas encore échues : aucun critère ne les écarte. Avec « --days-overdue 0 », seules les échéances échues sont relancées.',
    total: '{letters}, {skipped} sans courrier.',
    net: 'Total dû {total}, {parts}.',
    payable: 'net à payer {net}',
    email: 'e-mail',
    'by-email': '{n} courrier par e-mail attend dans la boîte d’envoi : ni niveau ni date ne change avant que le serveur l’ait pris (« relais outbox send »). | {n} courriers par e-mail attendent dans la boîte d’envoi : ni niveau ni date ne change avant que le serveur les ait pris (« relais outbox send »).',
    'old-data': 'Attention : le dernier import date du {date}, il y a {n} jours ; les règlements reçus depuis ne sont pas connus. « --max-data-age N » refuse des données plus anciennes.',
    'print-file': 'À imprimer : {file}',
  },
  statement: { balance: 'Solde au {asOf} : {balance}, {movements}.', movements: 'aucun mouvement | {n} mouvement | {n} mouvements', 'partly-lettered': 'Relevé à vérifier avant de le remettre : un lettrage n’est pas équilibré en comptabilité, et son reste n’est pas dans le solde : {rest}.' },
  evidence: { 'rate-missing': 'Les intérêts de retard ne sont pas réclamés : @:{tableKey} manque pour {halfYears}. Saisissez ce taux, puis refaites le dossier de preuve.', claimed: 'Total réclamé au {asOf} : {claimed} (non échu, non réclamé : {notDue}).', contested: 'Contesté ou sous échéancier, nommé dans le dossier et non réclamé : {number}, {amount} ({kind}). « --claim-contested » le réclame aussi.', piece: 'Pièce {number} : {title} (page {page})', altered: 'Pièce altérée, non jointe : {title} ({file})', missing: 'Pièce manquante, non jointe : {title} ({file})' },
  phones: { none: 'sans téléphone' },
  written: 'Écrit : {file}',
  'backed-up': 'Sauvegarde vérifiée : {file}',
  interest: { days: '{n} jour | {n} jours', total: '{code} {name} au {asOf} : principal échu {late}, intérêts {interest}, indemnités {indemnity}' },
  runs: {
    none: 'Aucune génération de courriers.',
    'as-of': 'au {date}',
    undone: 'annulée le {at} par {by}',
    'undo-done': 'Génération nº {run} annulée : {letters}, {dueDates} ; niveaux et dates de relance rétablis.',
  },
  einvoices: {
    row: '{file} : {state}, {kind} {number}, {customer}, à payer {amount}, échéance {dueDates}',
    rowWithoutDueDate: '{file} : {state}, {kind} {number}, {customer}, à payer {amount}',
    remark: '{file} : {text}',
    nothingWritten: 'Rien n’a été importé : répondez d’abord aux questions ci-dessus.',
    ask: { ownSeller: '{question} Donnez --own-seller yes ou no.', corrected: '{question} Donnez --corrected settle ou keep.' },
  },
  imports: {
    none: 'Aucun import.',
    undone: 'annulé le {at}',
    'undo-done': 'Import nº {id} annulé.',
  },
  register: 'Registre des générations : {n} inscription, dernière empreinte {seal}. | Registre des générations : {n} inscriptions, dernière empreinte {seal}.',
  restored: 'Sauvegarde « {name} » restaurée dans {folder}.',
  backups: { none: 'Aucune sauvegarde.', size: '{kb} Ko' },
  checked: '{invoices} factures, {dueDates} échéances, {payments} règlements vérifiés.',
  'check-failed': 'relais : {n} anomalie trouvée. Le dossier n’a pas été modifié ; restaurez la dernière sauvegarde du sous-dossier « backups » si elle est saine. | relais : {n} anomalies trouvées. Le dossier n’a pas été modifié ; restaurez la dernière sauvegarde du sous-dossier « backups » si elle est saine.',
  demo: {
    created: 'Dossier « {name} » créé dans {folder}',
    imported: 'Importé : {file} – {lines} lignes, {customers} clients, {invoices} factures, {payments} règlements ajoutés',
    unbalanced: '  Lettrage déséquilibré : {customer}, code {code}, écart {difference}',
    calculated: 'Au {asOf} : {count} échéances impayées de {customers} clients, reste dû {total}',
    balance: '  {total} − {credits} de crédits non affectés = {difference} ; solde 411 ouvert du fichier : {open} ({verdict})',
    level: 'Niveau {level} (dès {days} jours de retard) : {letters} courriers, {total} – par exemple {example}',
    letters: '  Courriers {letters} + échéances sans courrier {skipped} = {sum} ; reste dû : {total} ({verdict})',
    phones: 'Liste de relance téléphonique : {file}',
    print: 'Tous les courriers, prêts à imprimer : {file}',
    checked: 'Vérification du dossier : {verdict}',
    right: 'juste',
    wrong: 'FAUX',
  },
}
