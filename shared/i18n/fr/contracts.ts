/** « Solutions de services client », their sheet, and the preparation of their billing. */
export const contracts = {
  manage: 'Gérer une solution de services client',
  one: 'Solution de services client',
  prepare: 'Préparation de la facturation des solutions de services client',
  simulateMenu: 'Simuler la facturation des solutions',
  status: { draft: 'Pré-créée', active: 'Validée', extended: 'Validée, prolongée', suspended: 'Suspendue', terminated: 'Résiliée', closed: 'Fermée' },
  kind: { 'flat-rate': 'Forfait avec régularisation', tranche: 'Tranche', unit: 'Unité consommée', fixed: 'Montant forfaitaire' },
  term: { advance: 'À échoir', arrears: 'Échu' },
  readingPolicy: { real: 'Réel', 'estimate-allowed': 'Estimation autorisée', special: 'Particulier' },
  field: {
    code: 'Code', label: 'Libellé', customer: 'Client', internalOrganisation: 'Organisation interne', agency: 'Agence', predefinedContract: 'Solution prédéfinie (SSP)', type: 'Type', status: 'État',
    startedOn: 'Début', endedOn: 'Fin', moduleLabel: 'Libellé du module', predefinedModule: 'Module prédéfini (MSP)', moduleStartedOn: 'Début du module', moduleEndedOn: 'Fin du module',
    predefinedRule: 'Règle prédéfinie (RFP)', ruleLabel: 'Libellé', kind: 'Type de règle', periodMonths: 'Périodicité (mois)', term: 'Terme', readingPolicy: 'Relevé',
    billingDay: 'Jour de facturation', nextInvoiceOn: 'Prochaine facture théorique', regularisationMonths: 'Régularisation tous les (mois)', nextRegularisationOn: 'Prochaine régularisation',
    renewalMonths: 'Renouvellement tous les (mois)', nextRenewalOn: 'Prochain renouvellement', includedUnits: 'Unités comprises', isActive: 'Règle active', meters: 'Compteurs',
  },
  invalid: { missing: 'ce champ est à remplir', 'before-start': 'la fin précède le début', 'no-date': 'une règle active a besoin de cette date' },
  list: {
    search: 'Rechercher (code, libellé, client)', add: 'Nouvelle solution', empty: 'Aucune solution de services', emptyHint: 'Une solution réunit les biens d’un client et dit comment ils sont facturés.', count: '{n} solution(s)',
    needs: 'Une solution a besoin d’un client et d’une organisation interne : créez-les d’abord.',
  },
  column: { code: 'Code', label: 'Libellé', customerCode: 'Code client', customerName: 'Client', internalOrganisation: 'Organisation interne', agency: 'Agence', type: 'Type', status: 'État', assetCount: 'Biens', startedOn: 'Début', endedOn: 'Fin', nextInvoiceOn: 'Proch. facture' },
  sheet: {
    main: 'Fiche principale', modules: 'Modules et règles', particulars: 'Particularités', tabs: 'Parties de la solution', customerCode: 'Code client', control: 'Contrôle de la facturation',
    saved: 'Solution {code} enregistrée.', remove: 'Supprimer', removeTitle: 'Supprimer la solution ?', removeText: 'La solution {code} de {customer}, ses modules et ses règles seront supprimés.', removed: 'Solution supprimée.',
    unsaved: 'Enregistrez d’abord la solution : ce qui est demandé ici part de ce qui est enregistré.',
    addModule: 'Ajouter un module', removeModule: 'Retirer le module', addRule: 'Ajouter une règle', editRule: 'Modifier', noModule: 'Aucun module. Un module réunit des biens et les règles de facturation qui les concernent.', noRule: 'Aucune règle de facturation.',
    assets: 'Biens couverts', chooseAssets: 'Choisir les biens…', noAsset: 'Aucun bien', assetsTitle: 'Biens couverts par le module', assetsHint: 'Biens installés chez le client.', noCustomerAsset: 'Ce client n’a aucun bien installé.',
    rules: 'Règles de facturation', ruleTitle: 'Règle de facturation', ruleRemove: 'Retirer la règle', metersHint: 'Sans compteur coché, la règle porte sur tous les biens du module.',
    unknownCustomer: 'Aucun client n’a ce code.', every: 'tous les {n} mois', inactive: 'inactive', keep: 'Valider',
  },
  requests: {
    title: 'Demandes de relevés compteur', subtitle: 'Faire les demandes de relevés compteurs par fax ou e-mail', open: 'Demande de relevés',
    help: 'Propose une demande pour chaque bien de cette solution, sans attendre le calcul de la facturation.',
  },
  section: { criteria: 'Critères de sélection', generation: 'Paramètres de génération', output: 'Paramètres de sortie' },
  criteria: {
    workOn: 'Date de travail', internalOrganisations: 'Organisation interne', agencies: 'Agence', customers: 'Clients', excludedCustomers: 'Clients exclus', contracts: 'Solutions (SSC)', types: 'Types de SSC',
    predefinedContracts: 'SSP', predefinedModules: 'MSP', predefinedRules: 'RFP', codesHint: 'Codes séparés par « ; » ; vide : tous', excludedHint: 'Codes séparés par « ; »', all: 'Tous', some: '{n} sur {total}', unknown: 'Code inconnu : {codes}',
    oneContract: 'Limité à la solution {code}',
  },
  generation: { unlessReadWithin: 'Pas de demande si un relevé réel a moins de (jours)', help: 'Ne compte que pour les demandes lancées d’ici avant calcul ; vide : sans limite.' },
  output: {
    withoutReadingSince: 'Sans relevé depuis le', sort: 'Trier la simulation par', showsObstacles: 'Montrer aussi ce qui n’est pas facturable', help: 'Seul « Sans relevé depuis le » compte pour les demandes : ne restent que les biens sans relevé réel depuis cette date.',
    sorts: { customer: 'Client', contract: 'Solution', date: 'Prochaine facture' },
  },
  simulation: {
    run: 'Simuler', clear: 'Effacer la simulation', request: 'Demande de relevés', before: 'Avant calcul : tous les biens que les critères choisissent.', after: 'Après calcul : {n} bien(s) à relever parmi ce qui est facturable au {day}.',
    stale: 'Les paramètres ont changé depuis la simulation : la demande de relevés suit la simulation. Simulez à nouveau pour qu’ils comptent.', none: 'Rien n’est facturable au {day} pour ces critères.', label: 'Simulation de la facturation',
    count: '{n} règle(s) facturable(s) sur {total}', unknownExcluded: 'Parmi les clients exclus, aucun client n’a le code {codes}.', invoiced: 'Facturation faite…',
    invoicedTitle: 'Facturation faite ?', invoicedText: '{n} règle(s) passent à leur facture théorique suivante. À faire quand la facturation a eu lieu dans votre logiciel de gestion.', invoicedDone: '{n} règle(s) passées à leur facture suivante.',
    column: { customer: 'Client', contract: 'Solution', module: 'Module', rule: 'Règle (RFP)', kind: 'Type', nextInvoiceOn: 'Facture théorique', assets: 'Biens', result: 'Facturable, et pourquoi', requested: 'Relevé' },
    due: { invoice: 'facture théorique atteinte', regularisation: 'régularisation', renewal: 'renouvellement' }, yes: 'Oui : {reasons}', no: 'Non : {reason}', asked: 'demandé', notAsked: 'non demandé',
  },
  obstacle: {
    'excluded-customer': 'client exclu', suspended: 'solution suspendue', 'not-in-force': 'solution pas en vigueur', 'rule-inactive': 'règle inactive', later: 'facture théorique après la date de travail', ended: 'plus rien à facturer',
  },
}
