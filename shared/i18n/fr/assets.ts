/** « Parc » : biens, articles, compteurs, relevés. */
export const assets = {
  /** M-120: as the requirement writes them */
  check: {
    negative: 'La valeur saisie ( {value} ) est négative',
    future: 'La date saisie ( {readOn} ) est dans le futur',
    'before-last': 'La date saisie ( {readOn} ) est antérieure au dernier relevé ( {lastOn} )',
    'below-last': 'La valeur saisie ( {value} ) est inférieure au dernier relevé ( {last} )',
  },
  origin: { customer: 'Relevé client', provider: 'Relevé prestataire', estimate: 'Estimation', installation: 'Installation' },
  source: { entry: 'Saisie', import: 'Import', answer: 'Réponse' },
  installed: 'En parc client', inStock: 'En stock',
  addressOrigin: { contact: 'Interlocuteur', location: 'Localisation', site: 'Site', customer: 'Client' },
  field: {
    code: 'Code', name: 'Nom', lastName: 'Nom', label: 'Libellé', providerIdentifier: 'Identifiant prestataire', email: 'E-mail', email1: 'E-mail 1', email2: 'E-mail 2', fax: 'Fax',
  },
  reason: { required: 'à saisir', email: 'ce n’est pas une adresse e-mail', fax: 'un numéro de fax a de 3 à 40 chiffres, séparés ou non par des espaces, « . », « / », « - » ou des parenthèses, « + » devant ; « # » le retient' },
  column: {
    brand: 'Marque', providerIdentifier: 'Identifiant prestataire', manufacturerIdentifier: 'Identifiant fabricant', label: 'Libellé', itemCode: 'Article', itemLabel: 'Libellé de l’article', customerCode: 'Code client', customerName: 'Client', siteName: 'Site',
    locationName: 'Localisation', contactName: 'Interlocuteur', modeName: 'Demande de relevés', installedOn: 'Installé le', state: 'Situation', meterCount: 'Compteurs', lastRealOn: 'Dernier relevé réel',
    meterName: 'Compteur', unit: 'Unité', readOn: 'Date du relevé', value: 'Valeur', origin: 'Origine', source: 'Provenance', enteredBy: 'Saisi par',
  },
  export: {
    assets: 'Biens', assetsFile: 'Biens {date}', assetsTitle: 'Biens au {date}',
    readings: 'Relevés', readingsFile: 'Relevés {date}', readingsTitle: 'Relevés au {date}',
  },
  yes: 'Oui', no: 'Non', none: '–', action: 'Action', editNamed: 'Modifier : {name}',
  screen: {
    title: 'Gérer les biens', sheet: 'Fiche bien', search: 'Identifiant, libellé, article ou client', onlyInstalled: 'En parc client seulement', add: 'Nouveau bien', new: 'Nouveau bien', empty: 'Aucun bien', emptyHint: 'Créez un bien, ou importez une liste de biens.',
    count: 'Aucun bien | {n} bien | {n} biens', import: 'Importer…', exportAssets: 'Exporter les biens', exportReadings: 'Exporter les relevés', exported: 'Classeur écrit : {file}', tabs: 'Fiche bien', saved: 'Bien {code} enregistré.',
    remove: 'Supprimer le bien', removeTitle: 'Supprimer ce bien ?', removeText: 'Le bien {code} et ses compteurs sans relevé seront supprimés.', removed: 'Bien supprimé.',
  },
  tab: { main: 'Fiche principale', classifications: 'Classifications', meters: 'Compteurs', readings: 'Relevés' },
  main: {
    identity: 'Matériel', item: 'Article (modèle)', installedHint: 'Sinon « en stock » : aucune demande', place: 'Emplacement', customerUnknown: 'Aucun client n’a ce code', people: 'Interlocuteurs', user: 'Responsable utilisateur', service: 'Contact SAV', contract: 'Contact contrat',
    peopleHint: 'Les relevés se demandent au responsable utilisateur, sinon au contact SAV.',
  },
  mode: {
    asset: 'Demande de relevés compteurs Bien', site: 'Demande de relevés de compteurs Site', foundAt: '– origine : {origin}', noEmail: 'Aucune adresse e-mail trouvée : aucune demande ne partira.', noFax: 'Aucun numéro de fax trouvé : aucune demande ne partira.',
    heldBack: 'Ce numéro contient « # » : aucun fax ne partira.', nobodyAsked: 'Aucun relevé n’est demandé pour ce bien.', correct: 'Corriger l’adresse là où elle se trouve :',
    help: 'L’adresse est cherchée chez l’interlocuteur responsable, puis à la localisation, au site, et enfin sur la fiche principale du client : la première trouvée est utilisée.',
    title: 'Modes de demande de relevés', one: 'Mode de demande de relevés', code: 'Code', name: 'Nom', medium: 'Demande', byEmail: 'par e-mail', byFax: 'par fax', byNothing: 'aucune', add: 'Ajouter un mode', saved: 'Mode enregistré.',
    addedHelp: '« Adresse e-mail », « Fax » et « Aucun » sont ceux de Relais. Un mode ajouté (E-maintenance, Import relevé…) se comporte comme « Aucun ».',
  },
  meter: {
    add: 'Ajouter un compteur', none: 'Aucun compteur', new: 'Nouveau compteur', edit: 'Compteur', decimals: 'Décimales', isCumulative: 'Cumulatif', isCumulativeHint: 'Il ne fait que monter ; sinon chaque relevé est une consommation',
    isActive: 'Actif', isActiveHint: 'Un compteur inactif n’est plus demandé', saved: 'Compteur enregistré.',
  },
  reading: {
    add: 'Saisir un relevé', remove: 'Supprimer le relevé', removeTitle: 'Supprimer ce relevé ?', removeText: 'Relevé du {date}, compteur {meter} : {value}. Il restera parmi les relevés supprimés ; une demande envoyée à laquelle il répondait attendra de nouveau une réponse.', removed: 'Relevé supprimé. | Relevé supprimé ; {n} demande attend de nouveau une réponse. | Relevé supprimé ; {n} demandes attendent de nouveau une réponse.', removedList: 'Relevés supprimés', removedBy: 'Supprimé par', removedAt: 'Supprimé le', none: 'Aucun relevé', noMeter: 'Ce bien n’a pas de compteur actif.',
    last: 'Dernier relevé : {value} le {date}', neverRead: 'Jamais relevé', meterLabel: '{name} ({unit})', wrong: 'Un nombre entier | Un nombre d’une décimale au plus | Un nombre de {n} décimales au plus', help: 'Un compteur laissé vide n’est pas relevé.', doubtTitle: 'Enregistrer quand même ?',
    saved: '{n} relevé enregistré. | {n} relevé enregistré. | {n} relevés enregistrés.',
  },
  item: {
    screen: 'Gérer les articles', sheet: 'Fiche article', search: 'Code, libellé, marque, fabricant ou référence', onlyActive: 'Actifs seulement', add: 'Nouvel article', new: 'Nouvel article', brand: 'Marque', manufacturerReference: 'Référence du fabricant', picture: 'Mode opératoire', assetCount: 'Biens',
    tabs: 'Fiche article', main: 'Fiche principale', manufacturer: 'Fabricant', detail: 'Détail', isActive: 'Article actif', saved: 'Article {code} enregistré.', remove: 'Supprimer l’article', removeTitle: 'Supprimer cet article ?', removeText: 'L’article {code} sera supprimé.', removed: 'Article supprimé.',
    pictureAlt: 'Mode opératoire : comment relever les compteurs', choosePicture: 'Cliquer pour insérer l’image « mode opératoire »', removePicture: 'Retirer l’image',
    pictureHelp: 'Image JPEG ou PNG de 5 Mo au plus, imprimée dans la demande sur 12 cm de haut et 17 cm de large au plus. Il est conseillé de mettre en haut de l’image la phrase « Pour relever les compteurs, suivre les opérations suivantes : ».',
  },
  manufacturer: { add: 'Nouveau fabricant…', saved: 'Fabricant enregistré.', website: 'Site internet' },
  place: {
    code: 'Code', name: 'Nom', city: 'Ville', email: 'E-mail', fax: 'Fax', phone: 'Téléphone', floor: 'Étage', isMain: 'Site principal', isDelivery: 'Livraison', isActive: 'Actif', faxHint: 'Un « # » retient tout fax', site: 'Site', newSite: 'Nouveau site', addSite: 'Ajouter un site', noSite: 'Aucun site',
    location: 'Localisation', locations: 'Localisations', addLocation: 'Ajouter une localisation', noLocation: 'Aucune localisation', editLocation: 'Modifier la localisation {name}', editShort: 'Modifier…', saveFirst: 'Enregistrez d’abord le site.',
    modeOfParameter: 'Paramètre CATEG_DEMANDE_RELEVES', modeHint: 'Donné aux biens installés ensuite sur ce site', applyMode: 'Appliquer aux biens du site', modeApplied: 'Aucun bien modifié. | {n} bien modifié. | {n} biens modifiés.',
    siteSaved: 'Site enregistré.', locationSaved: 'Localisation enregistrée.', remove: 'Supprimer', removeTitle: 'Supprimer ?', removeText: '« {name} » sera supprimé.', removed: 'Suppression faite.',
  },
  contact: {
    title: 'Titre', lastName: 'Nom', firstName: 'Prénom', department: 'Service', email1: 'E-mail 1', email2: 'E-mail 2', mobile: 'Mobile', note: 'Commentaire', state: 'Situation', active: 'Actif', inactive: 'Inactif', left: 'Parti', isActive: 'Interlocuteur actif',
    isActiveHint: 'Un interlocuteur inactif ne reçoit plus de demande de relevés', new: 'Nouvel interlocuteur', edit: 'Interlocuteur', add: 'Ajouter un interlocuteur', none: 'Aucun interlocuteur', saved: 'Interlocuteur enregistré.',
    leave: 'Ne travaille plus ici', leaveTitle: 'Terminer la collaboration ?', leaveText: '{name} ne recevra plus de demande de relevés pour ce client. Sa fiche est conservée.', hasLeft: 'Collaboration terminée.', labelLeft: '{name} (parti)', labelInactive: '{name} (inactif)',
  },
  places: { title: 'Sites et interlocuteurs', tabs: 'Sites et interlocuteurs', sites: 'Sites', contacts: 'Interlocuteurs', categories: 'Classifications', noClassification: 'Aucune classification de clients : créez-en dans « Paramétrage › Organisations et classifications ».', categorySaved: 'Catégorie enregistrée.', assets: 'Biens du client' },
  organisation: { title: 'Organisations internes', one: 'Organisation interne', code: 'Code prestataire', isDefault: 'Par défaut', add: 'Ajouter une organisation', saved: 'Organisation enregistrée.' },
  classification: {
    title: 'Classifications des clients', one: 'Classification', categories: 'Catégories', add: 'Ajouter une classification', saved: 'Classification enregistrée.', categoryCode: 'Code {n}', categoryName: 'Catégorie {n}', removeCategory: 'Retirer la catégorie {n}', removeShort: 'Retirer', addCategory: 'Ajouter une catégorie',
  },
  settings: { title: 'Organisations et classifications' },
  import: {
    title: 'Importer des biens, compteurs ou relevés', choose: 'Choisir un fichier…', hint: 'CSV, XLSX, ou inventaire JSON d’une imprimante (GLPI). Tout est vérifié avant d’être enregistré ; le même fichier importé deux fois ne change rien.', columns: 'Colonnes', ignored: '– ignorée –', column: 'Colonne {n}',
    asset: 'Bien des lignes qui n’en nomment pas', meter: 'Compteur des lignes qui n’en nomment pas', origin: 'Origine des relevés', dateOrder: 'Dates', dmy: 'jour/mois/année', mdy: 'mois/jour/année', ymd: 'année-mois-jour', refresh: 'Vérifier', apply: 'Importer', done: 'Import terminé : {text}',
    counts: 'Biens ajoutés : {assetsAdded}, modifiés : {assetsChanged} ; compteurs ajoutés : {metersAdded} ; relevés ajoutés : {readingsAdded}, déjà connus : {readingsKnown}', added: 'Ajoutés – articles : {itemsAdded}, sites : {sitesAdded}, localisations : {locationsAdded}',
    problems: 'Aucun problème | {n} ligne ne peut pas être importée : rien ne sera enregistré | {n} lignes ne peuvent pas être importées : rien ne sera enregistré', remarks: 'À vérifier', line: 'Ligne', columnShort: 'Colonne', what: 'Problème', sample: 'Premières lignes',
    onlyFirst: 'Une liste à la fois : la première est lue, {n} autre n’a pas été ouverte | Une liste à la fois : la première est lue, {n} autre n’a pas été ouverte | Une liste à la fois : la première est lue, {n} autres n’ont pas été ouvertes',
    history: 'Imports effectués', noHistory: 'Aucun import', on: 'Date', file: 'Fichier', by: 'Par', changed: 'Ce qu’il a fait', undo: 'Annuler cet import', undone: 'Annulé le {at} par {by}', undoLater: 'Annulez d’abord les suivants', nothingNew: 'Rien de nouveau', undoDone: 'Import de « {file} » annulé.',
    undoQuestion: 'Annuler l’import de « {file} » ? Ce qu’il a ajouté sera retiré (biens, compteurs, relevés, articles, sites, localisations), les biens qu’il a modifiés reviendront à leur état précédent.',
    builtUpon: {
      import: 'l’import de « {name} », plus récent, est à annuler d’abord', request: 'une demande de relevés a été faite pour le bien {name}', answer: 'une demande de relevés a reçu une réponse pour le bien {name}', reading: 'un relevé du bien {name} a été saisi',
      contract: 'une solution de services porte sur « {name} »', meter: 'le compteur « {name} » a été ajouté à un bien venu de lui', asset: 'le bien {name} a un article, un site ou une localisation venus de lui', location: 'la localisation « {name} » a été ajoutée à un site venu de lui',
      picture: 'un mode opératoire a été donné à l’article {name}', edit: '« {name} » a été modifié', former: 'l’article ou le mode qu’avait le bien {name} n’existe plus',
    },
    problem: {
      date: '« {value} » n’est pas une date', value: '« {value} » n’est pas la valeur d’un compteur', origin: '« {value} » n’est pas une origine de relevé', 'unknown-customer': 'aucun client « {value} »', 'customer-not-unique': 'plusieurs clients se nomment « {value} »', 'unknown-mode': 'aucun mode de demande de relevés « {value} »',
      'serial-not-unique': 'plusieurs biens ont l’identifiant fabricant « {value} »', 'no-identifier': 'aucun identifiant de bien', 'unknown-asset': 'le bien « {value} » n’existe pas, et la ligne ne dit pas de quel client il serait', 'other-customer': 'ce bien est celui d’un autre client que « {value} »',
      'serial-elsewhere': 'le n° de série « {value} » est aussi celui du bien {asset} : un bien de plus a été fait', contradiction: '« {value} », mais la ligne {first} dit « {before} » du même bien', 'place-kept': '« {value} » n’a pas été repris : le bien reste à « {place} » (un bien se déplace sur sa fiche)',
      'ambiguous-value': '« {value} » peut être un grand nombre ou un nombre à virgule : écrivez-le sans séparateur de milliers (12345), ou avec une autre quantité de décimales (12,3450)', 'which-meter': 'ce bien a plusieurs compteurs et la ligne n’en nomme aucun', 'no-date': 'la date du relevé manque', 'too-precise': '« {value} » a plus de décimales que le compteur « {meter} » ({decimals})', check: '{text}',
    },
  },
}
