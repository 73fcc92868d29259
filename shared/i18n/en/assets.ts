export const assets = {
  check: {
    negative: 'The value entered ( {value} ) is negative',
    future: 'The date entered ( {readOn} ) is in the future',
    'before-last': 'The date entered ( {readOn} ) is before the last reading ( {lastOn} )',
    'below-last': 'The value entered ( {value} ) is below the last reading ( {last} )',
  },
  origin: { customer: 'Customer’s reading', provider: 'Provider’s reading', estimate: 'Estimate', installation: 'Installation' },
  source: { entry: 'Entry', import: 'Import', answer: 'Answer' },
  installed: 'At the customer’s', inStock: 'In stock',
  addressOrigin: { contact: 'Contact', location: 'Location', site: 'Site', customer: 'Customer' },
  field: {
    code: 'Code', name: 'Name', lastName: 'Last name', label: 'Label', providerIdentifier: 'Provider’s identifier', email: 'E-mail', email1: 'E-mail 1', email2: 'E-mail 2', fax: 'Fax',
  },
  reason: { required: 'to be filled in', email: 'this is no e-mail address', fax: 'a fax number has only digits, “+”, “.”, “#” and spaces' },
  column: {
    brand: 'Brand', providerIdentifier: 'Provider’s identifier', manufacturerIdentifier: 'Manufacturer’s identifier', label: 'Label', itemCode: 'Article', itemLabel: 'Article label', customerCode: 'Customer code', customerName: 'Customer', siteName: 'Site',
    locationName: 'Location', contactName: 'Contact', modeName: 'Reading requests', installedOn: 'Installed on', state: 'State', meterCount: 'Meters', lastRealOn: 'Last real reading',
    meterName: 'Meter', unit: 'Unit', readOn: 'Read on', value: 'Value', origin: 'Origin', source: 'Source', enteredBy: 'Entered by',
  },
  export: {
    assets: 'Assets', assetsFile: 'Assets {date}', assetsTitle: 'Assets on {date}',
    readings: 'Readings', readingsFile: 'Readings {date}', readingsTitle: 'Readings on {date}',
  },
  yes: 'Yes', no: 'No', none: '–', action: 'Action', editNamed: 'Edit: {name}',
  screen: {
    title: 'Assets', sheet: 'Asset', search: 'Identifier, label, article or customer', onlyInstalled: 'Installed only', add: 'New asset', new: 'New asset', empty: 'No asset', emptyHint: 'Create an asset, or import a list of assets.',
    count: 'No asset | {n} asset | {n} assets', import: 'Import…', exportAssets: 'Export the assets', exportReadings: 'Export the readings', exported: 'Workbook written: {file}', tabs: 'Asset', saved: 'Asset {code} saved.',
    remove: 'Delete the asset', removeTitle: 'Delete this asset?', removeText: 'Asset {code} and its meters without readings will be deleted.', removed: 'Asset deleted.',
  },
  tab: { main: 'Main sheet', classifications: 'Classifications', meters: 'Meters', readings: 'Readings' },
  main: {
    identity: 'Equipment', item: 'Article (model)', installedHint: 'Otherwise in stock: nobody is asked', place: 'Place', customerUnknown: 'No customer has this code', people: 'Contacts', user: 'Responsible user', service: 'Service contact', contract: 'Contract contact',
    peopleHint: 'Readings are asked of the responsible user, else of the service contact.',
  },
  mode: {
    asset: 'Meter-reading request (asset)', site: 'Meter-reading request (site)', foundAt: '– found at: {origin}', noEmail: 'No e-mail address found: no request will leave.', noFax: 'No fax number found: no request will leave.',
    heldBack: 'This number has a “#”: no fax will leave.', nobodyAsked: 'No readings are asked for this asset.', correct: 'Correct the address where it is:',
    help: 'The address is searched at the responsible contact, then at the location, the site and last on the customer’s main sheet: the first one found is used.',
    title: 'Modes of reading requests', one: 'Mode of reading requests', code: 'Code', name: 'Name', medium: 'Request', byEmail: 'by e-mail', byFax: 'by fax', byNothing: 'none', add: 'Add a mode', saved: 'Mode saved.',
    addedHelp: '“Adresse e-mail”, “Fax” and “Aucun” are Relais’s own. A mode that is added (E-maintenance, imported readings…) behaves as “Aucun”.',
  },
  meter: {
    add: 'Add a meter', none: 'No meter', new: 'New meter', edit: 'Meter', decimals: 'Decimals', isCumulative: 'Cumulative', isCumulativeHint: 'It only goes up; otherwise each reading is what was used',
    isActive: 'Active', isActiveHint: 'An inactive meter is no longer asked for', saved: 'Meter saved.', remove: 'Delete', removeTitle: 'Delete this meter?', removeText: 'Meter “{name}” will be deleted.', removed: 'Meter deleted.',
  },
  reading: {
    add: 'Enter a reading', remove: 'Delete the reading', removeTitle: 'Delete this reading?', removeText: 'Reading of {date}, meter {meter}: {value}.', removed: 'Reading deleted.', none: 'No reading', noMeter: 'This asset has no active meter.',
    last: 'Last reading: {value} on {date}', neverRead: 'Never read', meterLabel: '{name} ({unit})', wrong: 'A whole number | A number of at most one decimal | A number of at most {n} decimals', help: 'A meter left empty is not read.', doubtTitle: 'Save all the same?',
    saved: '{n} reading saved. | {n} reading saved. | {n} readings saved.',
  },
  item: {
    screen: 'Articles', sheet: 'Article', search: 'Code, label, brand or reference', onlyActive: 'Active only', add: 'New article', new: 'New article', brand: 'Brand', manufacturerReference: 'Manufacturer’s reference', picture: 'How to read', assetCount: 'Assets',
    tabs: 'Article', main: 'Main sheet', manufacturer: 'Manufacturer', detail: 'Detail', isActive: 'Active article', saved: 'Article {code} saved.', remove: 'Delete the article', removeTitle: 'Delete this article?', removeText: 'Article {code} will be deleted.', removed: 'Article deleted.',
    pictureAlt: 'How to read the meters on the machine', choosePicture: 'Click to insert the picture that says how to read', removePicture: 'Remove the picture',
    pictureHelp: 'JPEG or PNG of at most 5 MB, printed in the request at most 12 cm high and 17 cm wide. It is advised to put at the top of the picture the sentence « Pour relever les compteurs, suivre les opérations suivantes : ».',
  },
  place: {
    code: 'Code', name: 'Name', city: 'City', email: 'E-mail', fax: 'Fax', phone: 'Phone', floor: 'Floor', isMain: 'Main site', isDelivery: 'Delivery', isActive: 'Active', faxHint: 'A “#” holds back every fax', site: 'Site', newSite: 'New site', addSite: 'Add a site', noSite: 'No site',
    location: 'Location', locations: 'Locations', addLocation: 'Add a location', noLocation: 'No location', editLocation: 'Edit location {name}', editShort: 'Edit…', saveFirst: 'Save the site first.',
    modeOfParameter: 'Parameter CATEG_DEMANDE_RELEVES', modeHint: 'Given to the assets installed at this site afterwards', applyMode: 'Apply to the assets of the site', modeApplied: 'No asset changed. | {n} asset changed. | {n} assets changed.',
    siteSaved: 'Site saved.', locationSaved: 'Location saved.', remove: 'Delete', removeTitle: 'Delete?', removeText: '“{name}” will be deleted.', removed: 'Deleted.',
  },
  contact: {
    title: 'Title', lastName: 'Last name', firstName: 'First name', department: 'Department', email1: 'E-mail 1', email2: 'E-mail 2', mobile: 'Mobile', note: 'Note', state: 'State', active: 'Active', inactive: 'Inactive', left: 'Left', isActive: 'Active contact',
    isActiveHint: 'An inactive contact gets no reading requests', new: 'New contact', edit: 'Contact', add: 'Add a contact', none: 'No contact', saved: 'Contact saved.',
    leave: 'Works here no longer', leaveTitle: 'End the collaboration?', leaveText: '{name} will get no more reading requests for this customer. The sheet is kept.', hasLeft: 'Collaboration ended.', labelLeft: '{name} (left)', labelInactive: '{name} (inactive)',
  },
  places: { title: 'Sites and contacts', tabs: 'Sites and contacts', sites: 'Sites', contacts: 'Contacts', categories: 'Classifications', noClassification: 'No classification of customers: create one in “Settings”, “Organisations and classifications”.', categorySaved: 'Category saved.', assets: 'Assets of the customer' },
  organisation: { title: 'Internal organisations', one: 'Internal organisation', code: 'Provider code', isDefault: 'Default', add: 'Add an organisation', saved: 'Organisation saved.' },
  classification: {
    title: 'Classifications of customers', one: 'Classification', categories: 'Categories', add: 'Add a classification', saved: 'Classification saved.', categoryCode: 'Code {n}', categoryName: 'Category {n}', removeCategory: 'Remove category {n}', removeShort: 'Remove', addCategory: 'Add a category',
  },
  settings: { title: 'Organisations and classifications' },
  import: {
    title: 'Import assets, meters or readings', choose: 'Choose a file…', hint: 'CSV, XLSX, or the JSON inventory of a printer (GLPI). All is checked before anything is written; the same file imported twice changes nothing.', columns: 'Columns', ignored: '– ignored –', column: 'Column {n}',
    asset: 'Asset of lines that name none', meter: 'Meter of lines that name none', origin: 'Origin of the readings', dateOrder: 'Dates', dmy: 'day/month/year', mdy: 'month/day/year', ymd: 'year-month-day', refresh: 'Check', apply: 'Import', done: 'Import done: {text}',
    counts: 'Assets added: {assetsAdded}, changed: {assetsChanged}; meters added: {metersAdded}; readings added: {readingsAdded}, known already: {readingsKnown}', added: 'Added – articles: {itemsAdded}, sites: {sitesAdded}, locations: {locationsAdded}',
    problems: 'No problem | {n} line cannot be imported: nothing will be written | {n} lines cannot be imported: nothing will be written', remarks: 'To be checked', line: 'Line', columnShort: 'Column', what: 'Problem', sample: 'First lines',
    onlyFirst: 'One list at a time: the first one is read, {n} other was not opened | One list at a time: the first one is read, {n} others were not opened',
    problem: {
      date: '“{value}” is no date', value: '“{value}” is no value of a meter', origin: '“{value}” is no origin of a reading', 'unknown-customer': 'no customer “{value}”', 'customer-not-unique': 'several customers are named “{value}”', 'unknown-mode': 'no mode of reading requests “{value}”',
      'serial-not-unique': 'several assets have the manufacturer’s identifier “{value}”', 'no-identifier': 'no identifier of an asset', 'unknown-asset': 'asset “{value}” does not exist, and the line does not say whose it would be', 'other-customer': 'this asset belongs to another customer than “{value}”',
      'serial-elsewhere': 'serial number “{value}” is also that of asset {asset}: one more asset was made', contradiction: '“{value}”, but line {first} says “{before}” of the same asset', 'place-kept': '“{value}” was not taken: the asset stays at “{place}” (an asset is moved on its own sheet)',
      'ambiguous-value': '“{value}” may be a large number or one with decimals: write it without thousands separator (12345), or with another number of decimals (12.3450)', 'which-meter': 'this asset has several meters and the line names none', 'no-date': 'the day of the reading is missing', 'too-precise': '“{value}” has more decimals than meter “{meter}” ({decimals})', check: '{text}',
    },
  },
}
