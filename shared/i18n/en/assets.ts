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
    providerIdentifier: 'Provider’s identifier', manufacturerIdentifier: 'Manufacturer’s identifier', label: 'Label', itemCode: 'Article', itemLabel: 'Article label', customerCode: 'Customer code', customerName: 'Customer', siteName: 'Site',
    locationName: 'Location', contactName: 'Contact', modeName: 'Reading requests', installedOn: 'Installed on', state: 'State', meterCount: 'Meters', lastRealOn: 'Last real reading',
    meterName: 'Meter', unit: 'Unit', readOn: 'Read on', value: 'Value', origin: 'Origin', source: 'Source', enteredBy: 'Entered by',
  },
  export: {
    assets: 'Assets', assetsFile: 'Assets {date}', assetsTitle: 'Assets on {date}',
    readings: 'Readings', readingsFile: 'Readings {date}', readingsTitle: 'Readings on {date}',
  },
}
